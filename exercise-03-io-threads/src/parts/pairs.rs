//! Lets two threads go on at the same moment, so that what they do in two steps goes wrong.

use std::hint;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How often a thread looks whether another one has come.
const LOOKS: usize = 2_000;

/// Threads that come here go on two by two.
#[derive(Default)]
pub struct Pairs(AtomicUsize);

impl Pairs {
    /// Waits for another thread, but not long: whoever is alone, or has the only core, goes on.
    pub fn line_up(&self) {
        let turn = self.0.fetch_add(1, Ordering::AcqRel) | 1;
        for _ in 0..LOOKS {
            if self.0.load(Ordering::Acquire) > turn {
                break;
            }
            hint::spin_loop();
        }
    }
}
