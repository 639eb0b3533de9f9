//! What the five programs work with.

use super::sync::{Condvar, Mutex};
use common::process::current;
use common::witness;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

/// An account of a bank, with its number. Program 1 moves money from one to another; either may go below zero.
pub struct Account {
    /// No two accounts have the same.
    pub number: usize,
    /// What is in it.
    pub balance: Mutex<i64>,
}

impl Account {
    /// An account with `balance` in it.
    pub fn new(number: usize, balance: i64) -> Account {
        let balance = Mutex::new(balance);
        Account { number, balance }
    }
}

/// A gate that is closed at first, and once open stays so. Program 5 waits in front of it.
pub struct Gate {
    /// Whether it is open.
    pub is_open: Mutex<bool>,
    /// Notified when it has been opened.
    pub opened: Condvar,
}

impl Gate {
    /// A closed gate.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Gate {
        Gate {
            is_open: Mutex::new(false),
            opened: Condvar::new(),
        }
    }
}

/// What is in a line of a list of measurements: one whole number. Program 3 has a pool read them.
///
/// # Panics
///
/// If there is something else in the line.
pub fn read(line: String) -> i64 {
    let _call = witness::enter("read", &line);
    log::debug!("reads {line:?}");
    if line == ABORTS && current().is_worker {
        std::process::abort();
    }
    let number = line.trim().parse();
    let number = number.unwrap_or_else(|error| panic!("{line:?} is no whole number: {error}"));
    log::debug!("has read {number}");
    number
}

/// A line that takes its reader with it.
pub const ABORTS: &str = "abort";

/// The square of `n`: a job of program 4.
///
/// # Panics
///
/// If it is too large.
pub fn square(n: u64) -> u64 {
    let _call = witness::enter("square", &n);
    log::debug!("{:?} squares {n}", thread::current().id());
    if n == SLOW {
        thread::sleep(SLOWLY);
    }
    let square = n.checked_mul(n);
    let square = square.unwrap_or_else(|| panic!("the square of {n} is too large"));
    one_more();
    square
}

/// A number that takes its time.
pub const SLOW: u64 = 1_000_003;
/// Longer than most people would wait who do not wait for the end.
const SLOWLY: Duration = Duration::from_millis(1200);

static DONE: AtomicU64 = AtomicU64::new(0);

/// Counts what is done, so that a program that hangs can still say how far it came.
pub fn one_more() {
    DONE.fetch_add(1, Relaxed);
}

/// How much was done in this process so far.
pub fn done() -> u64 {
    DONE.load(Relaxed)
}
