//! The program as people use it: bad options, a closed pipe, a killed worker, Ctrl-C.

use super::program::Program;
use super::system::{children, computes, interruptible, lives, send, wait_for};
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Output, Stdio};

fn program(arguments: &str) -> Command {
    let mut plain = Program("").command();
    plain.args(arguments.split_whitespace());
    let mut command = interruptible(&plain, &std::env::temp_dir());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &str) -> Output {
    program(arguments).output().expect("the program starts")
}

fn error_of(arguments: &str) -> String {
    let output = run(arguments);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{arguments}: {text}");
    assert_eq!(text.lines().count(), 1, "{arguments}: {text}");
    text
}

/// Starts exercise 2 and waits until both of its workers count.
fn counting() -> (Child, Vec<u32>) {
    let mut command = program("02-pool --size 4000000 --workers 2 --runs 1");
    command.process_group(0);
    let child = command.spawn().expect("the program starts");
    let mut workers = Vec::new();
    wait_for("two workers that count", || {
        workers = children(child.id());
        workers.len() == 2 && workers.iter().all(|&pid| computes(pid))
    });
    (child, workers)
}

#[test]
fn bad_options_get_one_line_that_names_the_value_and_the_limits() {
    let cases = [
        ("02-pool --workers 0", "from 1 to 1024, not '0'"),
        ("01-serial --workers 3", "no workers to choose"),
        ("01-serial clocks --sweep 1,2", "has no --sweep"),
        ("02-pool --workers 100000", "from 1 to 1024, not '100000'"),
        ("02-pool --size 0", "not '0' (count the primes below N)"),
        ("02-pool --size 18446744073709551615", "to 10000000000"),
        ("02-pool --sweep 1,x", "not 'x'"),
        ("02-pool sieves", "no part 'sieves'"),
        ("02-pool --latency 3", "unknown option '--latency'"),
    ];
    for (arguments, expected) in cases {
        let text = error_of(arguments);
        assert!(text.contains(expected), "{arguments}: {text}");
    }
}

#[test]
fn an_unknown_exercise_gets_the_list() {
    let output = run("06-none");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text.contains("no exercise '06-none'") && text.contains("02-pool"),
        "{text}"
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = program("02-pool --help")
        .spawn()
        .expect("the program starts");
    let mut first = String::new();
    let mut reader = BufReader::with_capacity(16, child.stdout.take().expect("it is piped"));
    reader.read_line(&mut first).expect("there is a line");
    drop(reader);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn the_document_for_machines_has_every_key() {
    let output = run("02-pool --size 1000 --runs 1 --workers 2 --json");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    let mut expected = vec![
        "exercise",
        "part",
        "size",
        "workers",
        "cores",
        "runs",
        "opt_level",
        "warnings",
        "steps",
        "sweep",
    ];
    expected.sort_unstable();
    assert_eq!(keys(&report), expected);
    let mut expected = vec![
        "name",
        "todo",
        "status",
        "result",
        "workers",
        "wall_s",
        "wall_min_s",
        "wall_max_s",
        "cpu_s",
        "busy",
        "speedup",
        "efficiency",
        "message",
        "at",
    ];
    expected.sort_unstable();
    for step in report["steps"].as_array().expect("a list") {
        assert_eq!(keys(step), expected);
        assert_eq!(step["status"], "solved", "{step}");
        assert_eq!(step["result"], "168");
    }
}

#[test]
fn every_part_runs_with_little_work_and_solves_all_its_steps() {
    for exercise in solutions::exercises() {
        for (part, _) in exercise.questions() {
            let mut arguments = format!("{} {} --runs 1 --json", exercise.id(), part.name);
            if let Some(size) = part.size {
                arguments += &format!(" --size {}", (size.default / 100).max(size.min));
            }
            let output = run(&arguments);
            let report: serde_json::Value = serde_json::from_slice(&output.stdout)
                .unwrap_or_else(|error| panic!("{arguments}: {error}: {output:?}"));
            assert_eq!(output.status.code(), Some(0), "{arguments}: {report}");
            let steps = report["steps"].as_array().expect("a list");
            assert!(!steps.is_empty(), "{arguments}: {report}");
            for step in steps {
                assert_eq!(step["status"], "solved", "{arguments}: {step}");
            }
        }
    }
}

#[test]
fn a_killed_worker_is_named_and_the_program_ends_in_order() {
    let (child, workers) = counting();
    send("-KILL", workers[0].to_string());
    let output = child.wait_with_output().expect("it ends");
    let text = String::from_utf8_lossy(&output.stdout).replace('\n', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(
        text.contains(&format!("(pid {}) was killed by SIGKILL", workers[0])),
        "{text}"
    );
    assert!(
        text.contains("thread pool 283 146"),
        "the other steps are there: {text}"
    );
    wait_for("no worker left", || !workers.iter().any(|&pid| lives(pid)));
}

#[test]
fn ctrl_c_ends_the_program_and_its_workers() {
    let (mut child, workers) = counting();
    send("-INT", format!("-{}", child.id()));
    let status = child.wait().expect("it ends");
    assert!(!status.success());
    wait_for("no worker left", || !workers.iter().any(|&pid| lives(pid)));
}
