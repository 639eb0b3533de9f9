//! A fault of the grader itself is named, and is never a zero.

use homework::grade::build::Built;
use homework::grade::judge;
use homework::grade::marks::{ExerciseMarks, Marks};
use homework::grade::points::Asked;
use homework::grade::report::{self, Class};
use homework::grade::submission::{Answer, Found, Submission};
use std::time::Duration;

fn marks(built: &Built) -> Marks {
    let exercises = solutions::exercises();
    let pool = exercises
        .iter()
        .find(|exercise| exercise.id() == "02-pool")
        .unwrap();
    let core = pool.questions().into_iter().take(1).collect();
    let asked = Asked::new("02-pool", core);
    let submission = Submission {
        learner: "ada".to_string(),
        answers: vec![Answer {
            path: "exercise-02-pool/src/answers/primes.rs".into(),
            found: Found::Text(String::new()),
        }],
        ignored: Vec::new(),
    };
    let exercises: Vec<ExerciseMarks> = vec![judge::exercise(&asked, built, &submission, 1)];
    Marks {
        submission,
        exercises,
    }
}

fn assert_is_no_zero(marks: Marks, said: &str) {
    assert!(marks.todos().all(|todo| todo.earned().is_none()));
    assert_eq!(marks.earned(), None);
    assert!(marks.worth() > 0);
    let class = Class {
        learners: vec![marks],
        seed: 1,
        took: Duration::ZERO,
    };
    let faults = class.faults();
    assert!(faults.len() == 1 && faults[0].contains(said), "{faults:?}");
    let table = report::table(&class);
    assert!(
        table.contains("?/") && table.contains("grader error"),
        "{table}"
    );
    let folder = tempfile::tempdir().unwrap();
    report::class(folder.path(), &class).unwrap();
    let csv = std::fs::read_to_string(folder.path().join("class.csv")).unwrap();
    assert!(csv.lines().nth(1).unwrap().starts_with("ada,0,,,"), "{csv}");
}

#[test]
fn a_build_that_fails_without_the_learners_help_is_no_zero() {
    assert_is_no_zero(
        marks(&Built::Fault("the disk is full".to_string())),
        "the disk is full",
    );
}

#[test]
fn a_program_that_cannot_be_started_is_no_zero() {
    assert_is_no_zero(
        marks(&Built::Program("/no/such/program".into())),
        "/no/such/program",
    );
}

#[test]
fn a_compiler_that_never_ends_is_a_verdict() {
    let marks = marks(&Built::Timeout);
    assert_eq!(marks.earned(), Some(0));
    assert!(
        marks
            .todos()
            .flat_map(|todo| &todo.checks)
            .all(|check| check.verdict == "timeout")
    );
    assert_eq!(marks.remarks(), ["the compiler did not come to an end"]);
}
