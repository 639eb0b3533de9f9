//! loom's mutex and condvar, with the names of ours: only the package in `loom/` compiles this.

use std::mem::forget;
use std::ops::{Deref, DerefMut};
use std::thread;

/// See `watched::Mutex`.
pub struct Mutex<T>(loom::sync::Mutex<T>);

/// See `watched::MutexGuard`.
pub struct MutexGuard<'a, T>(Option<loom::sync::MutexGuard<'a, T>>);

/// See `watched::Condvar`.
pub struct Condvar(loom::sync::Condvar);

impl<T> Mutex<T> {
    /// A mutex that nobody holds.
    pub fn new(value: T) -> Mutex<T> {
        Mutex(loom::sync::Mutex::new(value))
    }

    /// Waits until nobody else holds it.
    pub fn lock(&self) -> MutexGuard<'_, T> {
        MutexGuard(Some(self.0.lock().unwrap()))
    }
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_ref().expect("the guard lives")
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.as_mut().expect("the guard lives")
    }
}

impl<T> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        // loom has found something, and unwinds: an unlock would be a second panic, and hide the first.
        if thread::panicking() {
            forget(self.0.take());
        }
    }
}

impl Condvar {
    /// A condvar that nobody waits for.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Condvar {
        Condvar(loom::sync::Condvar::new())
    }

    /// Lets go of the mutex and sleeps until it is notified, in one step.
    pub fn wait<'a, T>(&self, mut guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
        let guard = guard.0.take().expect("the guard lives");
        MutexGuard(Some(self.0.wait(guard).unwrap()))
    }

    /// Waits as long as `condition` holds.
    pub fn wait_while<'a, T>(
        &self,
        mut guard: MutexGuard<'a, T>,
        mut condition: impl FnMut(&mut T) -> bool,
    ) -> MutexGuard<'a, T> {
        while condition(&mut guard) {
            guard = self.wait(guard);
        }
        guard
    }

    /// Wakes one that waits now.
    pub fn notify_one(&self) {
        self.0.notify_one();
    }

    /// Wakes all that wait now.
    pub fn notify_all(&self) {
        self.0.notify_all();
    }
}
