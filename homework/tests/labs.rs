//! A lab that nobody has started costs nothing and says so; one that was started, or that the instructor names, counts.

use common::exercise::Kind;
use homework::grade::build::Built;
use homework::grade::judge;
use homework::grade::marks::Marks;
use homework::grade::points::{self, Asked};
use homework::grade::report::{self, Class};
use homework::grade::submission::{Answer, Found, Submission};
use std::time::Duration;

const UNTOUCHED: &str =
    "fn f() {\n    todo!(\"TODO(1): f\")\n}\nfn g() {\n    todo!(\"TODO(2): g\")\n}\n";
const STARTED: &str = "// TODO(1): f\nfn f() {}\nfn g() {\n    todo!(\"TODO(2): g\")\n}\n";

/// Exercise 2 with two parts: its core, and the same questions once more as a lab.
fn asked() -> Asked {
    let exercises = solutions::exercises();
    let core = || exercises[1].questions().remove(0);
    let (mut info, questions) = core();
    info.name = "lab";
    info.kind = Kind::Lab { time: "1 h" };
    Asked::new("02-pool", vec![core(), (info, questions)])
}

/// A learner whose answers cannot be built, so that nothing need be run; the lab is as given.
fn marks(asked: &Asked, lab: Found) -> Marks {
    let answer = |part: &str, found| Answer {
        path: format!("exercise-02-pool/src/answers/{part}.rs").into(),
        found,
    };
    let submission = Submission {
        learner: "ada".to_string(),
        answers: vec![
            answer("primes", Found::Text(UNTOUCHED.to_string())),
            answer("lab", lab),
        ],
        ignored: Vec::new(),
    };
    let exercises = vec![judge::exercise(asked, &Built::Timeout, &submission, 1)];
    Marks {
        submission,
        exercises,
    }
}

fn worth(marks: &Marks) -> Vec<u32> {
    let parts = marks.parts().map(|part| &part.todos);
    parts
        .map(|todos| todos.iter().map(|todo| todo.worth).sum())
        .collect()
}

#[test]
fn a_lab_that_was_not_started_costs_nothing_and_says_so() {
    for lab in [Found::Missing, Found::Text(UNTOUCHED.to_string())] {
        let marks = marks(&asked(), lab);
        assert_eq!(marks.worth(), worth(&marks)[0], "the core alone counts");
        assert_eq!(marks.remarks(), ["the compiler did not come to an end"]);
        let class = Class {
            learners: vec![marks],
            seed: 1,
            took: Duration::ZERO,
        };
        let table = report::table(&class);
        assert!(table.contains("–") && table.contains("a lab, not started"));
        let folder = tempfile::tempdir().unwrap();
        report::class(folder.path(), &class).unwrap();
        let csv = std::fs::read_to_string(folder.path().join("class.csv")).unwrap();
        assert!(csv.contains("02 lab solved of 3,02 lab points"), "{csv}");
        assert!(csv.contains("ada,0,0,not started,,0,"), "{csv}");
        report::learner(folder.path(), &class.learners[0], 1).unwrap();
        let report = std::fs::read_to_string(folder.path().join("ada/report.md")).unwrap();
        assert!(report.contains("A lab, and not started"), "{report}");
    }
}

#[test]
fn a_lab_counts_once_it_is_started() {
    let rejected = Found::Rejected("it is a link".to_string());
    for lab in [Found::Text(STARTED.to_string()), rejected] {
        let marks = marks(&asked(), lab);
        assert_eq!(marks.worth(), worth(&marks).iter().sum::<u32>());
    }
}

#[test]
fn a_lab_that_the_instructor_names_counts_in_any_case() {
    let mut asked = vec![asked()];
    points::keep(&mut asked, &["lab".to_string()]).unwrap();
    let marks = marks(&asked[0], Found::Text(UNTOUCHED.to_string()));
    let names: Vec<&str> = marks.parts().map(|part| part.part.as_str()).collect();
    assert_eq!(names, ["lab"]);
    assert!(marks.worth() > 0 && marks.worth() == worth(&marks)[0]);
}
