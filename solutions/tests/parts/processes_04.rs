//! Exercise 4, lab `processes`: odd options, and what it leaves behind: nothing.

use super::program::Program;
use super::system::{
    PATIENCE, alone, children, computes, descriptors, files, interruptible, lives, send, wait_for,
};
use common::exercise::Home;
use common::process::{Error, named};
use exercise_04_threads_vs_procs::parts::processes::{Answers, Greeting, Sleeper};
use solutions::exercise_04_threads_vs_procs::processes::ANSWERS;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode, Output, Stdio};
use std::thread;

const PROGRAM: Program = Program("04-threads-vs-procs processes --runs 1");

/// The program, with a temporary folder of its own.
fn program(arguments: &str, tmp: &Path) -> Command {
    let mut plain = PROGRAM.command();
    plain.args(arguments.split_whitespace());
    interruptible(&plain, tmp)
}

fn run(arguments: &str) -> Output {
    let tmp = tempfile::tempdir().unwrap();
    let output = program(arguments, tmp.path()).output().unwrap();
    assert!(files(tmp.path()).is_empty(), "{arguments}");
    output
}

/// The numbers behind the word "pids" in what a program has printed.
fn pids(line: &str) -> Option<Vec<u32>> {
    let (_, numbers) = line.split_once("pids ")?;
    numbers.split_whitespace().map(|n| n.parse().ok()).collect()
}

#[test]
fn ctrl_c_and_a_kill_leave_no_child_and_no_file() {
    for (signal, group) in [("-INT", true), ("-KILL", false)] {
        let tmp = tempfile::tempdir().unwrap();
        let mut command = program("--size 2000000 --workers 4", tmp.path());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut program = command.process_group(0).spawn().unwrap();
        let mut found = Vec::new();
        wait_for("four children at work", || {
            found = children(program.id());
            found.len() == 4 && found.iter().all(|&pid| computes(pid))
        });
        let to = if group { "-" } else { "" };
        send(signal, format!("{to}{}", program.id()));
        assert!(!program.wait().unwrap().success());
        wait_for("no child left", || !found.iter().any(|&pid| lives(pid)));
        assert!(
            files(tmp.path()).is_empty(),
            "files are left after {signal}"
        );
    }
}

#[test]
fn a_child_that_does_not_listen_ends_with_its_parent() {
    for signal in ["-INT", "-KILL"] {
        let tmp = tempfile::tempdir().unwrap();
        let mut command = alone("processes_04::program_with_a_deaf_child", tmp.path());
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut program = command.process_group(0).spawn().unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let pids = lines.find_map(|line| pids(&line.unwrap())).unwrap();
        assert!(pids.iter().all(|&pid| lives(pid)));
        send(signal, program.id().to_string());
        assert!(!program.wait().unwrap().success());
        wait_for("no child left", || !pids.iter().any(|&pid| lives(pid)));
    }
}

#[test]
#[ignore = "started by another test"]
fn program_with_a_deaf_child() {
    let child = Sleeper::Deaf.start().unwrap();
    println!("\npids {}", child.pid());
    thread::sleep(PATIENCE);
}

/// The answers of somebody whose first TODO panics when its children are there.
fn panics_half_way(names: &[String]) -> Result<Vec<Greeting>, Error> {
    let start = |name: &String| named(name).spawn(thread::sleep, PATIENCE);
    let children: Vec<_> = names.iter().map(start).collect::<Result<_, _>>()?;
    let pids: Vec<String> = children
        .iter()
        .map(|child| child.pid().to_string())
        .collect();
    println!("\npids {}", pids.join(" "));
    panic!("half-way");
}

/// Runs the lab in this process, with these answers to it.
fn run_here(processes: Answers, arguments: &str) -> ExitCode {
    let answers = exercise_04_threads_vs_procs::Answers {
        processes,
        ..solutions::exercise_04_threads_vs_procs::ANSWERS
    };
    let home = Home::solutions("04-threads-vs-procs", env!("CARGO_MANIFEST_DIR"));
    let arguments = format!("processes --runs 1 {arguments}");
    let arguments = arguments.split_whitespace().map(OsString::from).collect();
    exercise_04_threads_vs_procs::exercise().run(&answers, &home, arguments)
}

#[test]
fn a_todo_that_panics_half_way_leaves_no_child() {
    let tmp = tempfile::tempdir().unwrap();
    let output = alone("processes_04::program_whose_todo_panics", tmp.path()).output();
    let printed = String::from_utf8(output.unwrap().stdout).unwrap();
    assert!(printed.contains("panicked: half-way"), "{printed}");
    let all: Vec<u32> = printed.lines().filter_map(pids).flatten().collect();
    assert_eq!(all.len(), 1 + 3 + 2, "{printed}");
    wait_for("no child left", || !all.iter().any(|&pid| lives(pid)));
    assert!(files(tmp.path()).is_empty());
}

#[test]
#[ignore = "started by another test"]
fn program_whose_todo_panics() {
    let greet = panics_half_way;
    run_here(Answers { greet, ..ANSWERS }, "--size 1000 --workers 2");
}

#[test]
fn a_whole_run_leaves_no_child_and_no_descriptor() {
    let tmp = tempfile::tempdir().unwrap();
    let output = alone("processes_04::program_that_counts", tmp.path()).output();
    let output = output.unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{printed}");
    assert!(files(tmp.path()).is_empty());
}

#[test]
#[ignore = "started by another test"]
fn program_that_counts() {
    // What is opened once and kept is open after the first run.
    run_here(ANSWERS, "--size 1000");
    let before = descriptors();
    assert_eq!(run_here(ANSWERS, "--size 1000"), ExitCode::SUCCESS);
    assert!(children(std::process::id()).is_empty());
    // A thread that served the last child may be closing its ends at this moment.
    wait_for("as many descriptors as before", || descriptors() == before);
}

#[test]
fn every_number_of_children_gives_the_same() {
    for arguments in [
        "--workers 1",
        "--workers 2",
        "--workers 3",
        "--workers 30",
        "--size 0",
    ] {
        let output = run(&format!("--size 7919 {arguments} --json"));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments}: {report}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments}");
        for step in report["steps"].as_array().unwrap() {
            assert_eq!(step["status"], "solved", "{arguments}: {step}");
        }
    }
}

#[test]
fn odd_options_get_one_line_that_names_the_value_and_the_fix() {
    let cases = [
        ("--inline", "a child is a process of its own"),
        ("--sweep 1,2", "Compare runs with --workers"),
        ("--workers 201", "from 1 to 200, not 201"),
        ("--workers 0", "from 1 to 1024, not '0'"),
        ("--size 100000001", "to 100000000"),
        ("--size many", "not 'many'"),
        ("--data .", "reads no files"),
    ];
    for (arguments, expected) in cases {
        let output = run(arguments);
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments}: {text}");
        assert_eq!(text.lines().count(), 1, "{arguments}: {text}");
        assert!(text.contains(expected), "{arguments}: {text}");
    }
}
