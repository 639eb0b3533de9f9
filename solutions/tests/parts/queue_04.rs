//! Exercise 4, part `queue`: odd options, and what is left behind, also after Ctrl-C and after a panic.

use super::program::Program;
use super::system::{alone, children, descriptors, files, interruptible, lives, send, wait_for};
use common::process::{Error, Queue, active_children, spawn};
use exercise_04_threads_vs_procs::parts::queue::{NOTHING, Secret, merge, total};
use solutions::exercise_04_threads_vs_procs::queue::ANSWERS;
use std::os::unix::process::CommandExt;
use std::process::Stdio;
use std::time::Duration;

const QUEUE: Program = Program("04-threads-vs-procs queue --runs 1");

#[test]
fn options_that_make_no_sense_are_named() {
    let cases = [
        (["--capacity", "0"], "from 1 to 100000, not '0'"),
        (["--capacity", "many"], "from 1 to 100000, not 'many'"),
        (["--children", "-1"], "not '-1'"),
        (["--children", "1000"], "from 0 to 200, not '1000'"),
        (["--workers", "1000"], "at most 200, not 1000"),
        (["--size", "5000000000"], "4000000000"),
    ];
    for (arguments, expected) in cases {
        let complaint = QUEUE.complaint(arguments);
        assert!(complaint.contains(expected), "{arguments:?}: {complaint}");
    }
}

#[test]
fn few_numbers_and_many_workers_are_no_problem() {
    for arguments in [
        "--size 0",
        "--size 1 --workers 8",
        "--children 0 --workers 1 --capacity 1",
    ] {
        let report = QUEUE.report(arguments.split(' '));
        assert!(report.contains("176 302"), "{arguments}: {report}");
    }
}

#[test]
fn inline_runs_what_needs_no_child() {
    let report = QUEUE.report(["--inline", "--size", "1000"]);
    assert!(
        report.contains("--inline: only the serial steps"),
        "{report}"
    );
    assert!(!report.contains("many hands"), "{report}");
}

#[test]
fn totals_can_be_merged_in_any_grouping_but_not_in_any_order() {
    let [a, b, c] = [3..9, 100..104, 7..8].map(total);
    let right = merge(merge(a, b), c);
    assert_eq!(right, merge(a, merge(b, c)));
    assert_eq!(right, merge(NOTHING, merge(right, NOTHING)));
    assert_eq!(right.0, merge(merge(c, b), a).0);
    assert_ne!(right.2, merge(merge(c, b), a).2);
    // By hand: 0 → 3 → 31 × 3 + 4.
    assert_eq!(total(3..5), (7, 31 * 31, 97));
}

/// First children tell their names; later three produce and four consume.
///
/// A start that is cut off leaves the socket behind through which the child was to call. So this looks at moments when
/// no child is being started; the signal may come late all the same, and then it is sent to another run.
#[test]
fn ctrl_c_leaves_no_child_and_no_file() {
    for moment in [2, 6] {
        let clean = (0..5).any(|_| interrupted(moment));
        assert!(clean, "files are left, with {moment} children");
    }
}

/// Interrupts the program when it has that many children or more, and waits until all of them are gone. Whether no file is left.
fn interrupted(moment: usize) -> bool {
    let folder = tempfile::tempdir().expect("there is room");
    let mut plain = QUEUE.command();
    plain.args(["--workers", "4", "--size", "1000"]);
    let mut command = interruptible(&plain, folder.path());
    command.process_group(0);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut program = command.spawn().expect("the program starts");
    let mut found = Vec::new();
    wait_for("children at work", || {
        found = children(program.id());
        let ended = program.try_wait().expect("it is ours").is_some();
        ended || (found.len() >= moment && files(folder.path()).is_empty())
    });
    if found.len() < moment {
        return false;
    }
    send("-INT", format!("-{}", program.id()));
    assert!(!program.wait().expect("it ends").success());
    wait_for("no child left", || !found.iter().any(|&pid| lives(pid)));
    files(folder.path()).is_empty()
}

/// In a process of its own, where nobody else opens files and starts children.
#[test]
fn nothing_is_left_behind() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut command = alone("queue_04::all_answers_twice", folder.path());
    let output = command.output().expect("it starts");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{text}"
    );
    assert!(files(folder.path()).is_empty(), "files are left");
}

#[test]
#[ignore = "runs alone, started by `nothing_is_left_behind`"]
fn all_answers_twice() {
    // Once, so that what a process opens once and keeps is open.
    all_answers();
    let before = descriptors();
    all_answers();
    assert!(active_children().is_empty() && children(std::process::id()).is_empty());
    wait_for("as many descriptors as before", || descriptors() <= before);
}

fn all_answers() {
    let names = [("Ada", 3), ("Ben", 1)];
    let names = names.map(|(name, delay)| (name.to_string(), Duration::from_millis(delay)));
    assert_eq!((ANSWERS.names)(&names).map(|names| names.len()), Ok(2));
    assert_eq!(
        (ANSWERS.total_of)(&[1..50, 50..101]).map(|total| total.0),
        Ok(5050)
    );
    assert_eq!(
        (ANSWERS.work_off)(&[0..5, 5..9], 3, 2).map(|done| done.len()),
        Ok(9)
    );
    assert_eq!((ANSWERS.stream)(0..9, 2).map(|done| done.len()), Ok(9));
    assert_eq!((ANSWERS.find_out)(Secret::new(77), 100), Ok(77));
}

/// An answer that panics while its children wait for it: one for an item, one for room. They end with the program.
#[test]
fn no_child_outlives_a_panic() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut panics = alone("queue_04::half_way", folder.path());
    let output = panics.output().expect("it starts");
    assert!(!output.status.success());
    let text = String::from_utf8_lossy(&output.stdout);
    let pids = text.lines().filter_map(|line| line.strip_prefix("child "));
    let pids: Vec<u32> = pids.flat_map(str::parse).collect();
    assert_eq!(pids.len(), 2, "{text}");
    wait_for("no child left", || !pids.iter().any(|&pid| lives(pid)));
}

#[test]
#[ignore = "panics, started by `no_child_outlives_a_panic`"]
fn half_way() {
    let (empty, full) = (Queue::<u64>::unbounded(), Queue::<u64>::new(1));
    let (empty, full) = (empty.expect("there is room"), full.expect("there is room"));
    let take = |items: Queue<u64>| items.get().is_ok();
    let put = |items: Queue<u64>| -> Result<(), Error> { items.put_all(0..5) };
    let consumer = spawn(take, empty.clone()).expect("it starts");
    let producer = spawn(put, full.clone()).expect("it starts");
    println!("\nchild {}\nchild {}", consumer.pid(), producer.pid());
    panic!("half-way, on purpose");
}
