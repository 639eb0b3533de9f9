//! Five small programs, each of them broken. Find out what is wrong, and mend it.
//!
//! Nothing is missing here, and nothing fails to compile: each program is short, looks right, and
//! goes wrong. Two hang each time they run, one hangs once in a thousand times, one loses what it
//! counts, and one swallows the bad news. You could find each mistake by staring at the lines. Try
//! not to: real programs have more lines than anybody can stare at. Run them, and let them tell
//! you.
//!
//! ```text
//! cargo run -p exercise-04-threads-vs-procs -- debugging
//! ```
//!
//! shows all five, each in a process of its own that is killed after three seconds. `--program 1`
//! runs one of them for as long as it takes, for a debugger to look at. `--inline` has one thread
//! do all: what goes right then depends on who comes between whom. `--log` shows what they do,
//! `--size 3` keeps that short, and `RUST_BACKTRACE=1` shows each panic.
//!
//! A program that is still broken says so in its first line. When you have mended one, delete that
//! line: then its checks judge it. Mend the mistake and leave the rest as it is; no program needs
//! more than eight new lines. The lesson in `lessons/debugging.md` leads through the five.

use ::exercise_04_threads_vs_procs::parts::debugging::{self, Account, BallotBox, Gate, Total};
use common::process::{Error, Pool, Task};
use std::sync::{Mutex, mpsc};
use std::thread;

// TODO(1): it hangs. Two threads move money between two accounts, one there, the other back.
// An account's `balance` is a mutex, and each account has a `number`; the two are never the same
// account, and either may go below zero. Whoever holds no lock must never see an amount that has
// left one account and not come to the other.
fn transfer(from: &Account, to: &Account, amount: i64) {
    debugging::broken(|| todo!("TODO(1): mend it, then delete this line"));
    let mut source = from.balance.lock();
    let mut target = to.balance.lock();
    *source -= amount;
    *target += amount;
}

// TODO(2): it loses ballots. Each worker counts those of a box, one by one, in a total that all
// share.
fn tally(boxes: &[BallotBox], workers: usize) -> Result<u64, Error> {
    debugging::broken(|| todo!("TODO(2): mend it, then delete this line"));
    let total = Total::new()?;
    let pool = Pool::new(workers)?;
    let count = |(total, ballots): (Total, BallotBox)| {
        for _ in ballots.open() {
            let before = total.load();
            total.store(before + 1);
        }
    };
    pool.map(count, boxes.iter().map(|&ballots| (total.clone(), ballots)))?;
    Ok(total.load())
}

// TODO(3): there are fewer results than lines, and nobody says why. The caller must be told.
fn read_all(lines: &[String], workers: usize) -> Result<Vec<i64>, Error> {
    debugging::broken(|| todo!("TODO(3): mend it, then delete this line"));
    let pool = Pool::new(workers)?;
    let submit = |line: &String| pool.submit(debugging::read, line.clone());
    let tasks: Vec<Task<i64>> = lines.iter().map(submit).collect();
    let numbers = tasks.into_iter().filter_map(|task| task.get().ok());
    Ok(numbers.collect())
}

// TODO(4): it never ends, though all the work is done. A pool of threads, made by hand: `jobs` go
// in at one end, `results` come out at the other.
fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    debugging::broken(|| todo!("TODO(4): mend it, then delete this line"));
    let (jobs, queue) = mpsc::channel();
    let (results, done) = mpsc::channel();
    let queue = &Mutex::new(queue);
    let next = || queue.lock().unwrap().recv();
    thread::scope(|scope| {
        for _ in 0..workers {
            let results = results.clone();
            scope.spawn(move || {
                while let Ok(number) = next() {
                    results.send(debugging::square(number)).unwrap();
                }
            });
        }
        numbers
            .iter()
            .for_each(|&number| jobs.send(number).unwrap());
        drop(jobs);
        done.iter().collect()
    })
}

// TODO(5): it hangs once in a thousand times. Some threads wait in front of a gate, another opens
// it. `is_open` is a mutex, `opened` the condvar that belongs to it. Which of the two functions is
// it?
fn pass(gate: &Gate) {
    debugging::broken(|| todo!("TODO(5): mend it, then delete this line"));
    if *gate.is_open.lock() {
        return;
    }
    let is_open = gate.is_open.lock();
    drop(gate.opened.wait(is_open));
}

fn open(gate: &Gate) {
    *gate.is_open.lock() = true;
    gate.opened.notify_all();
}

/// What the exercise runs and checks.
pub const ANSWERS: debugging::Answers = debugging::Answers {
    transfer,
    tally,
    read_all,
    squares,
    pass,
    open,
};
