//! What holds for every part before a learner has touched it: it compiles without a warning, runs,
//! names its first TODO, and fails its checks only because nothing is solved yet.
//!
//! The skeletons are cut afresh into a handout of their own, so these proofs hold whatever somebody
//! has written into the course's own answer files. What cargo builds stays under `target/proofs`.

use common::exercise::PartInfo;
use homework::course::{self, Exercise};
use homework::handout;
use homework::workspace::Workspace;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

static WORKSPACE: LazyLock<Workspace> = LazyLock::new(|| {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let exercises: Vec<Exercise> = parts().into_iter().map(|(exercise, _)| exercise).collect();
    Workspace::fresh(&course::root(), &exercises, &target.join("proofs")).unwrap()
});

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
    for (exercise, parts) in parts() {
        for (number, part) in parts.iter().enumerate() {
            let mut run = WORKSPACE.cargo("run");
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
    for (exercise, parts) in parts() {
        let mut test = WORKSPACE.cargo("test");
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
        let mut tree = WORKSPACE.cargo("tree");
        tree.current_dir(&root)
            .args(["--package", &exercise.package]);
        let (output, text) = output(tree);
        assert!(output.status.success(), "{text}");
    }
}
