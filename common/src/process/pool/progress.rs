//! Counts tasks, for a progress bar.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How far a pool has come, for a progress bar: ask as often as you like, from any thread.
///
/// ```
/// use common::process::Pool;
///
/// let pool = Pool::new(2).unwrap();
/// let progress = pool.progress();
/// std::thread::scope(|scope| {
///     let work = scope.spawn(|| pool.map(|n: u64| n * n, 0..1000));
///     while !work.is_finished() {
///         // A bar of `indicatif` would do: bar.set_position(progress.done() as u64)
///         print!("\r{} of {}", progress.done(), progress.total());
///     }
/// });
/// assert_eq!(progress.done(), 1000);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Progress {
    total: Arc<AtomicUsize>,
    done: Arc<AtomicUsize>,
}

impl Progress {
    /// How many tasks have been handed in since the pool was made.
    pub fn total(&self) -> usize {
        self.total.load(Ordering::Relaxed)
    }

    /// How many of them have ended, well or not. Those of a chunk count as they end, not when the
    /// chunk does. One that was cancelled does not count.
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    pub(super) fn more(&self, tasks: usize) {
        self.total.fetch_add(tasks, Ordering::Relaxed);
    }

    pub(super) fn ended(&self, tasks: usize) {
        self.done.fetch_add(tasks, Ordering::Relaxed);
    }
}
