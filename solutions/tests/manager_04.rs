//! The lab `manager` leaves nothing behind, however it ends. A file of its own: it counts what is open.
#![cfg(target_os = "linux")]

use common::process::{Dict, Error, Manager, Pool};
use exercise_04_threads_vs_procs::parts::manager::{CRASHES, MISSING, Order, PANICS, Stock, Tally};
use solutions::exercise_04_threads_vs_procs::manager::ANSWERS;
use std::os::unix::process::CommandExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(60);

/// One test at a time: they count what this process has open.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// The children of a process, as the system lists them.
fn children(pid: u32) -> Vec<u32> {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task"));
    let of = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("children")).ok();
    let lists = tasks.into_iter().flatten().flatten().filter_map(of);
    let pids = |list: String| -> Vec<u32> {
        let pids = list.split_whitespace();
        pids.filter_map(|pid| pid.parse().ok()).collect()
    };
    lists.flat_map(pids).collect()
}

fn lives(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let state = stat.rsplit_once(") ").map(|(_, rest)| rest.chars().next());
    state.is_some_and(|state| !matches!(state, Some('Z' | 'X') | None))
}

fn descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").expect("a /proc").count()
}

fn wait_for(what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Runs a case; afterwards there is no child and no descriptor more than before.
fn leaves_nothing(case: fn(&Pool, &Manager) -> Result<(), Error>) {
    let _alone = alone();
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
fn a_panic_half_way_leaves_nothing_behind() {
    leaves_nothing(|pool, manager| {
        let counts = manager.dict()?;
        (ANSWERS.count)(pool, &counts, &[0..5, 5..9])?;
        // Somebody is at it when it happens.
        pool.submit(hold, counts.clone());
        todo!("half-way");
    });
}

fn program(arguments: &str) -> Command {
    // What a shell starts in the background ignores Ctrl-C, and hands that on: not here.
    let mut command = Command::new("env");
    command.args(["--default-signal=INT", env!("CARGO_BIN_EXE_solutions")]);
    command.args("04-threads-vs-procs manager".split(' '));
    command.args(arguments.split_whitespace());
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    command.stderr(Stdio::piped());
    command
}

#[test]
fn ctrl_c_ends_the_program_its_workers_and_the_manager() {
    let _alone = alone();
    let mut command = program("--size 1000000 --runs 1 --workers 2");
    let mut child = command.process_group(0).spawn().expect("it starts");
    let mut all = Vec::new();
    wait_for("two workers and a manager", || {
        all = children(child.id());
        all.len() == 3
    });
    let group = format!("-{}", child.id());
    let status = Command::new("kill").args(["-INT", "--", &group]).status();
    assert!(status.expect("`kill` is there").success());
    assert!(!child.wait().expect("it ends").success());
    wait_for("nobody left", || !all.iter().any(|&pid| lives(pid)));
}

fn run(arguments: &str) -> Output {
    program(arguments).output().expect("it starts")
}

#[test]
fn all_steps_are_right_for_any_number_of_workers() {
    let _alone = alone();
    for workers in ["--workers 1", "--workers 3", "--workers 8", "--inline"] {
        for size in [0, 1, 17, 500] {
            let output = run(&format!("{workers} --size {size} --runs 1 --json"));
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
    let _alone = alone();
    let output = run("--size 1000000000");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("from 0 to 1000000"), "{text}");
}
