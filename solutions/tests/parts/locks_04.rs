//! Exercise 4, part `locks`: any size, odd options, and nothing that is left behind.

use super::program::Program;
use super::system::{alone, children, descriptors, files, interruptible, lives, send, wait_for};
use common::process::{Error, Lock, named};
use exercise_04_threads_vs_procs::parts::locks::{Bank, Digger, Screen, Transfer, dig, transfer};
use solutions::exercise_04_threads_vs_procs::locks::ANSWERS;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;

const PROGRAM: Program = Program("04-threads-vs-procs locks");

/// The program, which keeps its temporary files in `place`.
fn program(place: &Path, arguments: &str) -> Command {
    let mut plain = PROGRAM.command();
    plain.args(arguments.split_whitespace());
    interruptible(&plain, place)
}

fn run(arguments: &str) -> Output {
    let place = tempfile::tempdir().unwrap();
    let output = program(place.path(), arguments).output().unwrap();
    assert_eq!(files(place.path()), [""; 0], "{arguments}");
    output
}

#[test]
fn every_size_solves_every_step_and_leaves_nothing() {
    for size in [0, 1, 2, 3, 8] {
        let output = run(&format!("--size {size} --runs 1 --json"));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{size}: {error}: {output:?}"));
        assert_eq!(output.status.code(), Some(0), "{size}: {report}");
        let steps = report["steps"].as_array().unwrap();
        for step in steps {
            assert_eq!(step["status"], "solved", "{size}: {step}");
        }
        let result = |name: &str| {
            let step = steps.iter().find(|step| step["name"] == name);
            step.unwrap_or_else(|| panic!("no {name}"))["result"].clone()
        };
        assert_eq!(result("deposits: a Mutex"), format!("{size} of {size}"));
        // Without a lock, it goes wrong each time: that is made so.
        if size > 1 {
            assert_eq!(result("deposits: no lock"), format!("1 of {size}"));
            assert_eq!(result("stories: no lock"), format!("0 of {size}"));
            assert_eq!(result("transfers: a deadlock"), "0 of 2");
            assert_ne!(result("transfers: no lock"), "4 of 4");
        }
    }
}

#[test]
fn odd_options_get_a_clear_answer() {
    for (arguments, expected) in [
        ("--workers 3", "no workers to choose"),
        ("--workers 1000", "no workers to choose"),
        ("--sweep 1,2", "no --sweep"),
        ("--size 101", "not '101'"),
        ("--size -1", "not '-1'"),
        ("--data /tmp", "--data"),
    ] {
        let output = run(arguments);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments}: {text}");
        assert!(text.contains(expected), "{arguments}: {text}");
    }
    let output = run("--size 3 --runs 1 --inline");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}");
    assert!(text.contains("--inline changes nothing here"), "{text}");
}

#[test]
fn ctrl_c_leaves_no_child_and_no_file() {
    let place = tempfile::tempdir().unwrap();
    let mut command = program(place.path(), "--size 8 --runs 1000");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut program = command.process_group(0).spawn().unwrap();
    for _ in 0..2 {
        wait_for("eight children and a lock", || {
            children(program.id()).len() >= 8 && !files(place.path()).is_empty()
        });
    }
    let found = children(program.id());
    send("-INT", format!("-{}", program.id()));
    assert!(!program.wait().unwrap().success());
    wait_for("no child left", || !found.iter().any(|&pid| lives(pid)));
    // A socket of the toolkit's may have been about to be used.
    wait_for("no lock's file left", || {
        let left = files(place.path());
        !left.iter().any(|name| name.starts_with("many-hands"))
    });
}

#[test]
fn answers_leave_no_child_no_descriptor_and_no_file() {
    let place = tempfile::tempdir().unwrap();
    let mut command = alone("locks_04::all_answers_once", place.path());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(files(place.path()), [""; 0]);
}

/// Not a test by itself: it counts the children and descriptors of its process.
#[test]
#[ignore = "started by another test"]
fn all_answers_once() {
    let mut before = 0;
    // After the first round, what a process opens once and keeps is open.
    for round in 0..2 {
        answer_all();
        let half_way = std::panic::catch_unwind(panics_half_way);
        assert!(half_way.is_err());
        wait_for("no child left", || children(std::process::id()).is_empty());
        match round {
            0 => before = descriptors(),
            _ => wait_for("no descriptor left", || descriptors() <= before),
        }
    }
}

fn answer_all() {
    let account = Mutex::new(0);
    (ANSWERS.deposit)(&account, &[1, 2, 3]);
    assert_eq!(account.into_inner().unwrap(), 6);
    let diggers = Digger::crew(3, 1);
    for tell in [ANSWERS.tell_in_turn, ANSWERS.send_home] {
        let screen = Screen::new().unwrap();
        tell(&diggers, &screen).unwrap();
        assert_eq!(screen.text().lines().count(), 3);
    }
    let transfer = |from, to| Transfer {
        from,
        to,
        amount: 5,
    };
    let transfers = [transfer(0, 1), transfer(1, 0), transfer(0, 1)];
    let bank = Bank::new(&[100, 100], 2).unwrap();
    let done = (ANSWERS.survive)(&bank, &transfers).unwrap();
    assert_eq!(done.iter().filter(|done| !**done).count(), 1);
    assert_eq!(bank.balances().iter().sum::<u64>(), 200);
    let bank = Bank::new(&[100, 100], 0).unwrap();
    (ANSWERS.both_locks)(&bank, &transfers).unwrap();
    assert_eq!(bank.balances(), [95, 105]);
}

/// As a learner's answer may: children are started, and one of them has the conch.
fn panics_half_way() -> Result<(), Error> {
    let conch = Lock::new()?;
    let tell = |(digger, conch): (Digger, Lock)| {
        let _conch = conch.lock().unwrap();
        drop(dig(&digger));
    };
    let start = |digger: &Digger| named(&digger.name).spawn(tell, (digger.clone(), conch.clone()));
    let children: Vec<_> = Digger::crew(3, 1).iter().map(start).collect();
    assert!(children.is_empty(), "half-way");
    Ok(())
}

#[test]
fn an_overdraft_changes_nothing_and_leaves_no_open_entry() {
    let bank = Bank::new(&[10, 100], 0).unwrap();
    let overdraft = Transfer {
        from: 0,
        to: 1,
        amount: 50,
    };
    assert!(std::panic::catch_unwind(|| transfer(&bank, &overdraft)).is_err());
    assert_eq!((bank.balances(), bank.unfinished()), (vec![10, 100], None));
}
