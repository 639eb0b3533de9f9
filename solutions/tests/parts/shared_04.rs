//! The lab `shared` beyond its checks: any number of workers, odd sizes, bad options, and what is left behind.

use super::program::Program;
use super::system::{alone, children, descriptors, files, interruptible, lives, send, wait_for};
use common::process::{Array, Error, Lock, Pool, Value};
use exercise_04_threads_vs_procs::parts::shared::{Board, next};
use serde_json::Value as Json;
use solutions::exercise_04_threads_vs_procs::shared::ANSWERS;
use std::os::unix::process::CommandExt;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

const PROGRAM: Program = Program("04-threads-vs-procs shared");

#[test]
fn nothing_is_lost_on_any_number_of_workers() {
    for workers in [0, 1, 2, 3, 8] {
        let pool = Pool::new(workers).unwrap();
        let (counter, lock) = (Value::new(0).unwrap(), Lock::new().unwrap());
        let shares: Vec<u32> = (0..workers.max(1) as u32).map(|i| 100 + i).collect();
        let all: u32 = shares.iter().sum();
        (ANSWERS.with_lock)(&pool, &counter, &lock, &shares).unwrap();
        assert_eq!(counter.get(), all as i32, "{workers}");
        (ANSWERS.in_one_step)(&pool, &counter, &shares).unwrap();
        assert_eq!(counter.get(), 2 * all as i32, "{workers}");
    }
    assert_eq!(next(i32::MAX), i32::MAX);
}

#[test]
fn arrays_of_any_length_are_changed_once_and_summed() {
    for (length, workers) in [
        (0, 2),
        (1, 3),
        (2, 3),
        (97, 1),
        (97, 8),
        (100, 0),
        (1000, 3),
    ] {
        let numbers: Vec<u64> = (0..length as u64).collect();
        let [array, alone] = [(); 2].map(|()| Array::from_slice(&numbers).unwrap());
        exercise_04_threads_vs_procs::parts::shared::transform(&alone, 0..length);
        let parts = (ANSWERS.parts)(length, workers.max(1));
        (ANSWERS.in_place)(&Pool::new(workers).unwrap(), &array, &parts).unwrap();
        assert_eq!(array.to_vec(), alone.to_vec(), "{length} on {workers}");
        let shares = (ANSWERS.sum)(&array, &parts, workers).unwrap();
        let sum = shares
            .iter()
            .fold(0, |sum: u64, share| sum.wrapping_add(share.0));
        assert_eq!(sum, alone.iter().fold(0, u64::wrapping_add));
    }
}

#[test]
fn every_text_that_has_room_arrives_and_any_other_is_an_error() {
    let publish = |text: &str, room| (ANSWERS.publish)(&Board::new(room).unwrap(), text);
    for (text, room) in [("", 0), ("", 5), ("ä", 2), ("four", 4), ("four", 9)] {
        assert_eq!(publish(text, room).as_deref(), Ok(text));
    }
    let error = publish("five", 3).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("4 bytes on a board with room for 3"),
        "{error}"
    );
    assert!(matches!(error, Error::ChildPanicked { .. }), "{error}");
}

fn command(options: &str) -> Command {
    let mut command = PROGRAM.command();
    command.args(options.split_whitespace());
    command
}

fn run(options: &str) -> Output {
    command(options).output().expect("the program starts")
}

#[test]
fn every_step_agrees_at_odd_sizes() {
    let all = [
        "--size 0 --times 0",
        "--size 1 --times 7 --workers 1",
        "--size 3 --times 1000 --workers 9",
        "--size 2 --times 1000 --inline",
        "--size 2 --sweep 1,3",
    ];
    for options in all {
        let output = run(&format!("{options} --runs 1 --json"));
        assert_eq!(output.status.code(), Some(0), "{options}: {output:?}");
        let report: Json = serde_json::from_slice(&output.stdout).expect(options);
        for step in report["steps"].as_array().unwrap() {
            assert_eq!(step["status"], "solved", "{options}: {step}");
        }
    }
}

#[test]
fn bad_options_are_refused_with_value_and_fix() {
    let cases = [
        ("--size 99999999", "from 0 to 16777216, not '99999999'"),
        ("--times many", "a number from 0 to 1000000000, not 'many'"),
        ("--times -1", "not '-1'"),
        ("--data .", "reads no files"),
    ];
    for (options, says) in cases {
        let output = run(options);
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{options}: {text}");
        assert!(text.contains(says), "{options}: {text}");
    }
}

#[test]
fn more_than_the_memory_is_refused_with_the_figure() {
    if common::memory::available().is_none_or(|bytes| bytes > 16 << 40) {
        return; // Here it would run.
    }
    let output = run("--size 16777216");
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(
        text.contains("MiB of memory are free") && text.contains("smaller --size"),
        "{text}"
    );
}

#[test]
fn ctrl_c_leaves_nobody_and_nothing() {
    let place = tempfile::tempdir().unwrap();
    // In the counting, and in the midst of the array.
    for options in [
        "--size 1 --times 900000000",
        "--size 200 --times 0 --runs 500",
    ] {
        let mut command = interruptible(&command(options), place.path());
        command.process_group(0);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut program = command.spawn().expect("the program starts");
        let mut workers = Vec::new();
        wait_for("four workers", || {
            workers = children(program.id());
            workers.len() >= 4
        });
        // Wherever it is by now.
        thread::sleep(Duration::from_millis(300));
        workers.extend(children(program.id()));
        send("-INT", format!("-{}", program.id()));
        assert!(!program.wait().expect("it ends").success());
        wait_for("no worker left", || !workers.iter().any(|&pid| lives(pid)));
    }
    // What a program that was interrupted could not remove, the next one does.
    let last = command("--size 0 --times 10 --runs 1")
        .env("TMPDIR", place.path())
        .output();
    assert!(last.expect("the program starts").status.success());
    assert_eq!(files(place.path()), [""; 0]);
}

#[test]
fn nothing_is_left_when_a_task_or_a_child_fails_half_way() {
    let place = tempfile::tempdir().unwrap();
    let status = alone("shared_04::answers_that_fail", place.path()).status();
    assert!(status.expect("the test starts").success());
    assert_eq!(files(place.path()), [""; 0]);
}

#[test]
#[ignore = "started by another test, in a process of its own"]
fn answers_that_fail() {
    // Once, so that what a process opens once and keeps is open.
    drop(Pool::new(1).unwrap());
    let before = descriptors();
    for _ in 0..3 {
        let (array, beyond) = (Array::new(10).unwrap(), 0..11);
        let parts = [0..5, beyond];
        (ANSWERS.in_place)(&Pool::new(2).unwrap(), &array, &parts).unwrap_err();
        (ANSWERS.sum)(&array, &parts, 2).unwrap_err();
        (ANSWERS.publish)(&Board::new(1).unwrap(), "no room").unwrap_err();
        let lock = Lock::new().unwrap();
        let pool = Pool::new(2).unwrap();
        pool.terminate();
        let counter = Value::new(0).unwrap();
        (ANSWERS.with_lock)(&pool, &counter, &lock, &[5, 5]).unwrap_err();
    }
    wait_for("no child left", || children(std::process::id()).is_empty());
    // A thread that served the last child may be closing its ends at this moment.
    wait_for("no descriptor left", || descriptors() == before);
}
