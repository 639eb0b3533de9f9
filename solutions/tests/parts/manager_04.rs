//! The lab `manager` leaves nothing behind, however it ends.

use super::program::Program;
use super::system::{alone, children, descriptors, files, interruptible, lives, send, wait_for};
use common::process::{Dict, Error, Manager, Pool};
use exercise_04_threads_vs_procs::parts::manager::{CRASHES, MISSING, Order, PANICS, Stock, Tally};
use solutions::exercise_04_threads_vs_procs::manager::ANSWERS;
use std::os::unix::process::CommandExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Stdio;

const PROGRAM: Program = Program("04-threads-vs-procs manager --runs 1");

/// Runs a case; afterwards there is no child and no descriptor more than before.
fn leaves_nothing(case: fn(&Pool, &Manager) -> Result<(), Error>) {
    // What a process opens once and keeps is open from now on.
    drop((Pool::new(1), Manager::new()));
    let before = (children(std::process::id()), descriptors());
    let caught = catch_unwind(AssertUnwindSafe(|| {
        let (pool, manager) = (Pool::new(2).unwrap(), Manager::new().unwrap());
        case(&pool, &manager).unwrap();
    }));
    drop(caught);
    // A thread that served the last child may be closing its ends at this moment.
    wait_for("nothing left", || {
        (children(std::process::id()), descriptors()) == before
    });
}

#[test]
fn nothing_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    for test in [
        "answers_leave_nothing_behind",
        "a_panic_half_way_leaves_nothing_behind",
    ] {
        let mut command = alone(&format!("manager_04::{test}"), folder.path());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    assert_eq!(files(folder.path()), [""; 0]);
}

#[test]
#[ignore = "started by another test"]
fn answers_leave_nothing_behind() {
    leaves_nothing(|pool, manager| {
        let (board, list) = (manager.dict()?, manager.list()?);
        (ANSWERS.on_the_board)(pool, &board, &[1, 2, MISSING])?;
        (ANSWERS.into_the_list)(pool, &board, &list, &[1, CRASHES, PANICS, 4])?;
        (ANSWERS.count)(pool, &manager.dict()?, &[0..20, 0..20])?;
        (ANSWERS.count_and_merge)(pool, &manager.share(Tally::new())?, &[0..20, 5..9])?;
        let order = |number| Order { number, pieces: 3 };
        let orders = [1, 2, 3].map(order);
        let filled = (ANSWERS.sell)(pool, &manager.share(Stock::new(7))?, &orders)?;
        assert_eq!(filled.iter().filter(|&&filled| filled).count(), 2);
        Ok(())
    });
}

fn hold(counts: Dict<String, u64>) {
    while counts.len().is_ok() {}
}

#[test]
#[ignore = "started by another test"]
fn a_panic_half_way_leaves_nothing_behind() {
    leaves_nothing(|pool, manager| {
        let counts = manager.dict()?;
        (ANSWERS.count)(pool, &counts, &[0..5, 5..9])?;
        // Somebody is at it when it happens.
        let _held = pool.submit(hold, counts.clone());
        todo!("half-way");
    });
}

#[test]
fn ctrl_c_ends_the_program_its_workers_and_the_manager() {
    let folder = tempfile::tempdir().unwrap();
    let mut plain = PROGRAM.command();
    plain.args(["--size", "1000000", "--workers", "2"]);
    let mut command = interruptible(&plain, folder.path());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.process_group(0).spawn().expect("it starts");
    let mut all = Vec::new();
    wait_for("two workers and a manager", || {
        all = children(child.id());
        all.len() == 3
    });
    send("-INT", format!("-{}", child.id()));
    assert!(!child.wait().expect("it ends").success());
    wait_for("nobody left", || !all.iter().any(|&pid| lives(pid)));
}

#[test]
fn all_steps_are_right_for_any_number_of_workers() {
    for workers in ["--workers 1", "--workers 3", "--workers 8", "--inline"] {
        for size in [0, 1, 17, 500] {
            let options = format!("{workers} --size {size} --json");
            let output = PROGRAM.run(options.split_whitespace());
            let report: serde_json::Value = serde_json::from_slice(&output.stdout)
                .unwrap_or_else(|error| panic!("{workers} {size}: {error}: {output:?}"));
            let steps = report["steps"].as_array().expect("a list");
            assert_eq!(steps.len(), 12, "{workers} {size}: {report}");
            for step in steps {
                assert_eq!(step["status"], "solved", "{workers} {size}: {step}");
            }
        }
    }
}

#[test]
fn an_absurd_size_is_refused_with_the_limits() {
    let complaint = PROGRAM.complaint(["--size", "1000000000"]);
    assert!(complaint.contains("from 0 to 1000000"), "{complaint}");
}
