//! loom's mutex and condvar, with the names of ours: only the package in `loom/` compiles this.

pub use loom::sync::MutexGuard;

/// See `watched::Mutex`.
pub struct Mutex<T>(loom::sync::Mutex<T>);

impl<T> Mutex<T> {
    /// A mutex that nobody holds.
    pub fn new(value: T) -> Mutex<T> {
        Mutex(loom::sync::Mutex::new(value))
    }

    /// Waits until nobody else holds it.
    pub fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap()
    }
}

/// See `watched::Condvar`.
pub struct Condvar(loom::sync::Condvar);

impl Condvar {
    /// A condvar that nobody waits for.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Condvar {
        Condvar(loom::sync::Condvar::new())
    }

    /// Lets go of the mutex and sleeps until it is notified, in one step.
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
        self.0.wait(guard).unwrap()
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
