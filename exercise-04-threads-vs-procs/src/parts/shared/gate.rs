//! Lets a check come between two steps of an answer, in whatever process they are, without a clock.
//!
//! The work functions call [`between`] where another process could do harm. A check has a rival come
//! at exactly that moment: whoever is there waits until the rival has been. In a normal run nobody
//! waits. The witness's record carries the word from process to process.

use common::witness::{self, Observed};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long a rival waits while nothing happens. Then the answer does not do what it waits for.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(1);

/// What stands in the record: a rival will come, a process is between two steps, the rival was here.
const EXPECTED: &str = "rival expected";
const BETWEEN: &str = "between";
const WAS_HERE: &str = "rival was here";

/// Nobody will come any more, as far as this process knows.
static OVER: AtomicBool = AtomicBool::new(false);

/// Between two steps: here a rival may come.
#[inline]
pub fn between() {
    if !OVER.load(Ordering::Relaxed) {
        wait_for_rival();
        OVER.store(true, Ordering::Relaxed);
    }
}

#[cold]
fn wait_for_rival() {
    let is_due =
        || witness::so_far().is_some_and(|seen| said(&seen, EXPECTED) && !said(&seen, WAS_HERE));
    if is_due() {
        mark(BETWEEN);
    }
    let start = Instant::now();
    while is_due() && start.elapsed() < 2 * PATIENCE {
        thread::sleep(PAUSE);
    }
}

fn said(seen: &Observed, what: &str) -> bool {
    seen.calls.iter().any(|call| call.work == what)
}

/// Puts a word into the record.
pub fn mark(what: &'static str) {
    drop(witness::enter(what, &format_args!("")));
}

/// Whether a rival came, and what came of it.
pub type Rivalry = Option<bool>;

/// Runs `answer`. As soon as it has `processes` processes between two steps, `come` is called, and only
/// then they go on. `None`: so many were never there.
pub fn with_rival<R>(
    processes: usize,
    come: impl FnOnce() -> bool + Send,
    answer: impl FnOnce() -> R,
) -> (R, Rivalry) {
    mark(EXPECTED);
    let answered = AtomicBool::new(false);
    thread::scope(|scope| {
        let rival = scope.spawn(|| {
            let outcome = are_between(processes, &answered).then(come);
            mark(WAS_HERE);
            outcome
        });
        let answer = {
            let _over = Over(&answered);
            answer()
        };
        (answer, rival.join().unwrap_or(None))
    })
}

/// Also when the answer panics, the rival must not wait for it.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

/// Waits until so many processes are between two steps.
fn are_between(processes: usize, answered: &AtomicBool) -> bool {
    let (mut since, mut calls) = (Instant::now(), 0);
    while !answered.load(Ordering::Acquire) && since.elapsed() < PATIENCE {
        let seen = witness::so_far().unwrap_or_default();
        let between = seen.of(BETWEEN);
        let pids: BTreeSet<u32> = between.processes();
        if pids.len() >= processes {
            return true;
        }
        if seen.calls.len() > calls {
            (since, calls) = (Instant::now(), seen.calls.len());
        }
        thread::sleep(PAUSE);
    }
    false
}
