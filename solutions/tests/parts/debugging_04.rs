//! The gallery of exercise 4 beyond its checks: every setting ends well, bad options are refused, nothing is left behind.

use super::program::Program;
use std::path::Path;

const PROGRAM: Program = Program("04-threads-vs-procs debugging --runs 1");

#[test]
fn the_mended_programs_come_to_a_good_end_in_every_setting() {
    let settings = ["--inline", "--workers 1", "--workers 3", "--workers 8"];
    for setting in settings {
        let arguments = format!("--size 200 --limit 60 {setting}");
        let text = PROGRAM.report(arguments.split_whitespace());
        for row in ["1 transfer", "2 tally", "3 read_all", "4 squares", "5 gate"] {
            assert!(text.contains(row), "{setting}: {text}");
        }
        assert!(
            text.contains("All TODOs are filled in"),
            "{setting}: {text}"
        );
        assert!(text.contains("task 4 panicked at"), "{setting}: {text}");
    }
}

#[test]
fn each_program_runs_alone_in_the_process_that_was_started() {
    for number in 1..=5 {
        let arguments = format!("--size 1 --program {number}");
        let text = PROGRAM.report(arguments.split_whitespace());
        assert!(text.contains("in this process"), "{number}: {text}");
        assert!(
            !text.contains("wrong:") && !text.contains("failed:"),
            "{text}"
        );
    }
}

#[test]
fn what_the_workers_log_names_their_process_and_their_task() {
    let output = PROGRAM.run("--size 1 --limit 60 --log --json".split_whitespace());
    let logged = String::from_utf8_lossy(&output.stderr).into_owned();
    let record = |what: &str| logged.lines().any(|line| line.contains(what));
    assert!(record("DEBUG [worker "), "{logged}");
    assert!(record("task 4] reads \"n/a\""), "{logged}");
    // What is for machines stays so.
    let report: Result<serde_json::Value, _> = serde_json::from_slice(&output.stdout);
    assert!(report.is_ok(), "{logged}");
}

#[test]
fn bad_options_are_refused_with_value_and_fix() {
    let cases = [
        ("--size 0", "from 1 to 100000000, not '0'"),
        ("--size many", "not 'many'"),
        ("--program 0", "from 1 to 5, not '0'"),
        ("--program six", "from 1 to 5, not 'six'"),
        ("--limit 0", "from 0.1 to 86400, not '0'"),
        ("--limit NaN", "from 0.1 to 86400, not 'NaN'"),
        ("--limit -1", "not '-1'"),
        ("--sweep 1,2", "has no --sweep"),
        ("--data .", "reads no files"),
    ];
    for (options, says) in cases {
        let text = PROGRAM.complaint(options.split_whitespace());
        assert!(text.contains(says), "{options}: {text}");
    }
}

/// What a manifest names under `[dependencies]`, and the features of `common`.
fn dependencies(manifest: &str) -> (Vec<String>, String) {
    let course =
        Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("exercise-04-threads-vs-procs");
    let text = std::fs::read_to_string(course.join(manifest)).expect("the manifest is there");
    let (_, section) = text.split_once("\n[dependencies]\n").expect("it has them");
    let lines = section.lines().take_while(|line| !line.starts_with('['));
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let name = |line: &&str| {
        line.split([' ', '.'])
            .next()
            .unwrap_or_default()
            .to_string()
    };
    let common = lines.iter().find(|line| line.starts_with("common "));
    let features = common.and_then(|line| line.split_once(" features = "));
    let names = lines.iter().map(name).collect();
    (names, features.expect("it has some").1.to_string())
}

#[test]
fn the_package_with_loom_has_all_that_the_exercise_needs() {
    let (needed, features) = dependencies("Cargo.toml");
    let (there, same_features) = dependencies("loom/Cargo.toml");
    for name in needed {
        assert!(
            there.contains(&name),
            "{name} is missing in loom/Cargo.toml"
        );
    }
    assert_eq!(features, same_features);
}

#[cfg(target_os = "linux")]
mod interrupted {
    use super::PROGRAM;
    use crate::system::{children, interruptible, lives, send, wait_for};
    use std::process::Stdio;

    /// A program of the gallery that goes on for long is in a process of its own; the signal comes to the gallery alone.
    #[test]
    fn a_gallery_that_is_ended_takes_its_program_along() {
        for signal in ["-INT", "-TERM", "-KILL"] {
            let folder = tempfile::tempdir().expect("there is room");
            let mut plain = PROGRAM.command();
            plain.args(["--size", "100000000", "--limit", "600"]);
            let mut gallery = interruptible(&plain, folder.path());
            gallery.stdout(Stdio::null()).stderr(Stdio::null());
            let mut gallery = gallery.spawn().expect("it starts");
            let mut shown = Vec::new();
            wait_for("a program of the gallery", || {
                shown = children(gallery.id());
                !shown.is_empty()
            });
            send(signal, gallery.id().to_string());
            assert!(!gallery.wait().expect("it ends").success());
            wait_for(signal, || !shown.iter().any(|&pid| lives(pid)));
        }
    }
}
