//! The standard library's mutex and condvar, which tell a check what happens to them.

use super::luck;
#[cfg(feature = "checks")]
use super::schedule as watch;
use std::ops::{Deref, DerefMut};
use std::sync;

/// As `std::sync::Mutex`, without poison.
#[derive(Debug, Default)]
pub struct Mutex<T> {
    inner: sync::Mutex<T>,
}

/// Keeps the mutex locked until it is dropped.
#[must_use = "the mutex is locked only as long as the guard lives"]
pub struct MutexGuard<'a, T> {
    mutex: &'a Mutex<T>,
    /// `None` only while it is being dropped.
    inner: Option<sync::MutexGuard<'a, T>>,
}

impl<T> Mutex<T> {
    /// A mutex that nobody holds.
    pub const fn new(value: T) -> Mutex<T> {
        Mutex {
            inner: sync::Mutex::new(value),
        }
    }

    /// Waits until nobody else holds it.
    pub fn lock(&self) -> MutexGuard<'_, T> {
        #[cfg(feature = "checks")]
        watch::lock(self.address());
        let inner = self
            .inner
            .lock()
            .unwrap_or_else(|poison| poison.into_inner());
        luck::step();
        MutexGuard {
            mutex: self,
            inner: Some(inner),
        }
    }

    /// What it holds, for a check that knows that nobody has it locked.
    #[cfg(feature = "checks")]
    pub fn peek(&self) -> Option<T>
    where
        T: Copy,
    {
        self.inner.try_lock().ok().map(|value| *value)
    }

    /// By what a check tells one mutex from another.
    #[cfg(feature = "checks")]
    pub fn address(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.inner.as_ref().expect("the guard lives")
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.inner.as_mut().expect("the guard lives")
    }
}

impl<T> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        if self.inner.take().is_some() {
            #[cfg(feature = "checks")]
            watch::unlock(self.mutex.address());
            luck::step();
        }
    }
}

/// As `std::sync::Condvar`.
#[derive(Debug, Default)]
pub struct Condvar {
    inner: sync::Condvar,
}

impl Condvar {
    /// A condvar that nobody waits for.
    pub const fn new() -> Condvar {
        Condvar {
            inner: sync::Condvar::new(),
        }
    }

    /// Lets go of the mutex and sleeps until it is notified, in one step; then locks the mutex again. It may also wake
    /// without having been notified.
    pub fn wait<'a, T>(&self, mut guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
        let mutex = guard.mutex;
        let inner = guard.inner.take().expect("the guard lives");
        #[cfg(feature = "checks")]
        if watch::is_watching() {
            drop(inner);
            watch::wait(std::ptr::from_ref(self).addr(), mutex.address());
            let inner = mutex.inner.lock();
            return MutexGuard {
                mutex,
                inner: Some(inner.unwrap_or_else(|poison| poison.into_inner())),
            };
        }
        let inner = self.inner.wait(inner);
        MutexGuard {
            mutex,
            inner: Some(inner.unwrap_or_else(|poison| poison.into_inner())),
        }
    }

    /// Waits as long as `condition` holds: it looks before each sleep, and after it.
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
        self.inner.notify_one();
        #[cfg(feature = "checks")]
        watch::notify(std::ptr::from_ref(self).addr(), 1);
    }

    /// Wakes all that wait now.
    pub fn notify_all(&self) {
        self.inner.notify_all();
        #[cfg(feature = "checks")]
        watch::notify(std::ptr::from_ref(self).addr(), usize::MAX);
    }
}
