//! What holds for every part before a learner has touched it: it compiles without a warning, runs,
//! names its first TODO, and fails its checks only because nothing is solved yet.
//!
//! The skeletons are cut afresh into a handout of their own, so these proofs hold whatever somebody
//! has written into the course's own answer files. What cargo builds stays under `target/proofs`.

use common::exercise::{Home, PartInfo};
use homework::course::{self, Exercise};
use homework::handout;
use homework::workspace::Workspace;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{LazyLock, PoisonError, RwLock, RwLockReadGuard};

/// Nobody else looks while somebody writes.
static TOUCHED: RwLock<()> = RwLock::new(());

static WORKSPACE: LazyLock<Workspace> = LazyLock::new(|| {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let exercises: Vec<Exercise> = parts().into_iter().map(|(exercise, _)| exercise).collect();
    Workspace::fresh(&course::root(), &exercises, &target.join("proofs")).unwrap()
});

/// A cargo command in that workspace. Nothing here computes for long: what is quickly built will do.
fn cargo(command: &str) -> Command {
    let mut cargo = WORKSPACE.cargo(command);
    cargo.env("CARGO_PROFILE_DEV_OPT_LEVEL", "0");
    cargo
}

/// The skeletons as they were cut, as long as the guard lives.
fn untouched() -> RwLockReadGuard<'static, ()> {
    TOUCHED.read().unwrap_or_else(PoisonError::into_inner)
}

/// Every exercise that has reference answers, with its parts.
fn parts() -> Vec<(Exercise, Vec<PartInfo>)> {
    let solved = solutions::exercises();
    let parts = solved.iter().map(|exercise| {
        let package = format!("exercise-{}", exercise.id());
        let parts = exercise.questions().into_iter().map(|(info, _)| info);
        (Exercise { package }, parts.collect())
    });
    parts.collect()
}

fn output(mut command: Command) -> (Output, String) {
    let output = command.output().unwrap();
    let text = [&output.stdout[..], b"\n", &output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    (output, text)
}

/// `PATH:LINE` must be a place where a `todo!` stands.
fn assert_is_todo(place: &str, said: &str) {
    let (path, line) = place.rsplit_once(':').unwrap_or_else(|| panic!("{said}"));
    let text = std::fs::read_to_string(WORKSPACE.root.join(path)).unwrap();
    let line = text.lines().nth(line.parse::<usize>().unwrap() - 1);
    assert!(
        line.is_some_and(|line| line.contains("todo!")),
        "{said}\n{place} is {line:?}"
    );
}

#[test]
fn an_untouched_part_runs_without_a_warning_and_names_its_first_todo() {
    let _untouched = untouched();
    for (exercise, parts) in parts() {
        for (number, part) in parts.iter().enumerate() {
            let mut run = cargo("run");
            run.args(["--package", &exercise.package, "--", "--runs", "1"]);
            if number > 0 {
                run.arg(part.name); // The first is the one that runs when none is named.
            }
            if let Some(size) = part.size {
                let size = (size.default / 100).max(size.min);
                run.args(["--size", &size.to_string()]);
            }
            let (output, text) = output(run);
            assert_eq!(output.status.code(), Some(0), "{text}");
            for word in ["warning:", "panicked", "RUST_BACKTRACE"] {
                assert!(!text.contains(word), "{word} in\n{text}");
            }
            let next = text
                .lines()
                .find_map(|line| line.strip_prefix("Next: TODO(1) in "));
            let place = next
                .unwrap_or_else(|| panic!("no next step in\n{text}"))
                .trim();
            let answers = exercise.answers().join(part.name).with_extension("rs");
            assert_eq!(place.rsplit_once(':').unwrap().0, answers.to_str().unwrap());
            assert_is_todo(place, &text);
        }
    }
}

#[test]
fn an_untouched_part_fails_its_checks_only_because_nothing_is_solved_yet() {
    let _untouched = untouched();
    for (exercise, parts) in parts() {
        let mut test = cargo("test");
        // An untouched lab is an ignored line: it must have the same to say.
        test.args([
            "--package",
            &exercise.package,
            "--",
            "--include-ignored",
            "--color=never",
        ]);
        let (output, text) = output(test);
        assert!(!output.status.success(), "{text}");
        for word in ["warning:", "panicked", "error[", "... ok"] {
            assert!(!text.contains(word), "{word} in\n{text}");
        }
        let failures = failures(&text);
        for part in parts {
            let of_part = format!("{}::", part.name);
            let is_failing = failures.iter().any(|(name, _)| name.starts_with(&of_part));
            assert!(is_failing, "nothing fails in {}:\n{text}", part.name);
        }
        for (name, message) in failures {
            let place = message.strip_prefix("not solved yet: ");
            let place = place.unwrap_or_else(|| panic!("{name} says {message:?} in\n{text}"));
            assert_is_todo(place, &text);
        }
    }
}

#[test]
fn an_untouched_lab_is_one_ignored_line_until_somebody_names_it() {
    let _untouched = untouched();
    for (exercise, parts) in parts() {
        let (labs, core): (Vec<PartInfo>, Vec<PartInfo>) =
            parts.iter().partition(|part| !part.is_core());
        let text = tested(&exercise, &[]);
        for lab in &labs {
            let lines = lines_of(lab, &text);
            assert_eq!(
                lines,
                [format!("test {}::not_started ... ignored", lab.name)]
            );
            let answers = exercise.answers().join(lab.name).with_extension("rs");
            let nagging = text.contains(answers.to_str().unwrap());
            assert!(!nagging, "a word on {} in\n{text}", lab.name);
        }
        for core in core {
            let lines = lines_of(&core, &text);
            let todo = format!("test {}::todo_1_not_solved_yet ... FAILED", core.name);
            assert_eq!(lines, [todo], "{text}");
        }
        for lab in labs {
            for filter in [lab.name.to_string(), format!("{}::todo_1", lab.name)] {
                let text = tested(&exercise, &[&filter]);
                let todo = format!("test {}::todo_1_not_solved_yet ... FAILED", lab.name);
                assert_eq!(lines_of(&lab, &text), [todo], "{filter}");
                let asked = text.lines().filter(|line| line.contains(" ... "));
                assert_eq!(asked.count(), 1, "{filter} names no other part:\n{text}");
            }
        }
    }
}

#[test]
fn a_started_lab_is_judged_like_a_part_of_the_lesson() {
    // One proof for all labs, as they share the judge; the first exercise is the quickest to build.
    let labs = parts().into_iter().filter_map(|(exercise, parts)| {
        let lab = parts.into_iter().find(|part| !part.is_core())?;
        Some((exercise, lab))
    });
    let Some((exercise, lab)) = labs.into_iter().next() else {
        return;
    };
    let _touched = TOUCHED.write().unwrap_or_else(PoisonError::into_inner);
    let mut skeletons = WORKSPACE.answers(&exercise);
    let is_it = |path: &Path| path.file_stem().is_some_and(|stem| stem == lab.name);
    let skeleton = skeletons.find(|skeleton| is_it(&skeleton.path)).unwrap();
    let started = skeleton.text.replacen("todo!(", "panic!(", 1);
    WORKSPACE.put(&skeleton.path, &started).unwrap();
    let text = tested(&exercise, &[]);
    WORKSPACE.put(&skeleton.path, &skeleton.text).unwrap();
    let lines = lines_of(&lab, &text);
    let red = |todo: u8, line: &String| {
        let start = format!("test {}::todo_{todo}_", lab.name);
        line.starts_with(&start) && line.ends_with("FAILED")
    };
    for todo in lab.todos {
        let number = todo.number;
        assert!(
            lines.iter().any(|line| red(number, line)),
            "{number}\n{text}"
        );
    }
    let open = lines.iter().filter(|line| line.contains("_not_solved_yet"));
    assert_eq!(open.count(), lab.todos.len() - 1, "{text}");
    assert!(text.contains("panicked at"), "{text}");
}

#[test]
fn every_part_has_a_lesson_in_the_handout() {
    for solved in solutions::exercises() {
        let home = Home::learner(solved.id(), "");
        for (part, _) in solved.questions() {
            let lesson = WORKSPACE.root.join(home.lesson(&part));
            let text = std::fs::read_to_string(&lesson).unwrap_or_default();
            let titles = text.lines().filter_map(|line| line.strip_prefix("## "));
            let titles: Vec<&str> = titles.filter(|title| LESSON.contains(title)).collect();
            assert_eq!(titles, LESSON, "{}", lesson.display());
        }
    }
}

/// What every lesson has, in this order; there may be more between.
const LESSON: [&str; 10] = [
    "Goal",
    "Time",
    "You need",
    "Predict",
    "Steps",
    "What you should see",
    "Check",
    "Why",
    "In Python",
    "Go further",
];

/// What `cargo test` prints for an exercise.
fn tested(exercise: &Exercise, arguments: &[&str]) -> String {
    let mut test = cargo("test");
    test.args(["--package", &exercise.package, "--", "--color=never"]);
    test.args(arguments);
    output(test).1
}

/// The lines of a part's checks, with single blanks, in the order of their names.
fn lines_of(part: &PartInfo, text: &str) -> Vec<String> {
    let start = format!("test {}::", part.name);
    let lines = text.lines().filter(|line| line.starts_with(&start));
    let single = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines: Vec<String> = lines.map(single).collect();
    lines.sort();
    lines
}

/// Name and message of each check that failed.
fn failures(text: &str) -> Vec<(String, String)> {
    let mut failures: Vec<(String, String)> = Vec::new();
    let (_, text) = text
        .split_once("\nfailures:\n")
        .unwrap_or_else(|| panic!("{text}"));
    let (text, _) = text
        .split_once("\nfailures:\n")
        .unwrap_or_else(|| panic!("{text}"));
    for line in text.lines() {
        let title = line
            .strip_prefix("---- ")
            .and_then(|line| line.strip_suffix(" ----"));
        match (title, failures.last_mut()) {
            (Some(name), _) => failures.push((name.to_string(), String::new())),
            (None, Some((_, message))) => message.push_str(&format!("{line}\n")),
            (None, None) => {}
        }
    }
    let trimmed = failures.into_iter();
    trimmed
        .map(|(name, message)| (name, message.trim().to_string()))
        .collect()
}

#[test]
fn a_handout_of_one_exercise_has_a_lockfile_for_it() {
    for (exercise, _) in parts() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("handout");
        handout::write(&course::root(), std::slice::from_ref(&exercise), &root).unwrap();
        let mut tree = cargo("tree");
        tree.current_dir(&root)
            .args(["--package", &exercise.package]);
        let (output, text) = output(tree);
        assert!(output.status.success(), "{text}");
    }
}
