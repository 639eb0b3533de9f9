//! Bad luck on demand. The system may take a core away from a thread at any moment. On an idle machine it hardly ever does
//! so at the moment that hurts, and whoever wants to see what happens then would wait for days.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

/// A thread is unlucky after so many steps: locks and unlocks.
const STEPS: u32 = 997;
/// For how long.
const NAP: Duration = Duration::from_micros(500);

static UNLUCKY: AtomicBool = AtomicBool::new(false);

/// From now on, each thread sleeps for a moment after one in a thousand of its steps.
pub fn be_unlucky() {
    UNLUCKY.store(true, Relaxed);
}

/// A thread has made a step.
#[inline]
pub fn step() {
    if UNLUCKY.load(Relaxed) {
        count();
    }
}

fn count() {
    thread_local! { static MADE: Cell<u32> = const { Cell::new(0) } }
    let made = MADE.get() + 1;
    MADE.set(made % STEPS);
    if made == STEPS {
        thread::sleep(NAP);
    }
}
