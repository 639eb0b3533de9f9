//! Locks that do not mind a panic: what they guard here is whole at every moment.

#[cfg(feature = "process")]
use std::sync::Condvar;
use std::sync::{Mutex, MutexGuard};
#[cfg(feature = "process")]
use std::time::{Duration, Instant};

/// Locks `mutex`, also if a thread has panicked while it held it.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// Waits until somebody tells of a change.
#[cfg(feature = "process")]
pub(crate) fn wait<'a, T>(changed: &Condvar, state: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
    let woken = changed.wait(state);
    woken.unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// Waits as long as `open` says, but no longer than `limit`. Afterwards `open` tells which it was.
#[cfg(feature = "process")]
pub(crate) fn wait_while<'a, T>(
    changed: &Condvar,
    state: MutexGuard<'a, T>,
    limit: Duration,
    open: impl FnMut(&mut T) -> bool,
) -> MutexGuard<'a, T> {
    // A limit beyond what the clock can count is no limit.
    if Instant::now().checked_add(limit).is_none() {
        let waited = changed.wait_while(state, open);
        return waited.unwrap_or_else(|poisoned| poisoned.into_inner());
    }
    let waited = changed.wait_timeout_while(state, limit, open);
    waited.unwrap_or_else(|poisoned| poisoned.into_inner()).0
}
