//! A simulated global interpreter lock, by CPython's rules: threads fare here as they do there.
//!
//! It is no mutex round the work. The holder lets go of it again and again: [`Py::checkpoint`]
//! stands between two numbers where CPython looks between two bytecodes. The rules are those of
//! `Python/ceval_gil.c`, CPython 3.2 and later (but for the free-threaded build of 3.13 and later):
//!
//! * A thread that waits, and has seen no switch for 5 ms, sets the flag `gil_drop_request`. Until
//!   then nobody disturbs the holder.
//! * A holder that sees the flag at a checkpoint lets go (`drop_gil`) and waits until *another* has
//!   taken the lock (`FORCE_SWITCHING`): it runs already, so it would else be the first to take it
//!   again. Then it queues up like the others (`take_gil`).
//! * Who takes the lock clears the flag, and adds one to `switch_number` unless it was the last.
//! * Blocking calls let go of the lock while they block: [`Py::allow_threads`], in C
//!   `Py_BEGIN_ALLOW_THREADS`. That is why threads do pay there for input and output.
//!
//! ```
//! let gil = common::gil::Gil::new();
//! let sum = gil.attach(|py| {
//!     let mut sum = 0;
//!     for n in 0..1000 {
//!         sum += n; // one thread at a time
//!         py.checkpoint();
//!     }
//!     sum + py.allow_threads(|| 7) // many threads at a time
//! });
//! assert_eq!(sum, 499_507);
//! ```

#[cfg(test)]
mod tests;

use crate::sync::lock;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

/// How long a waiter waits before it asks: `sys.getswitchinterval()` in Python.
pub const SWITCH_INTERVAL: Duration = Duration::from_millis(5);

/// The lock. Make one for each interpreter that you simulate; a `static` will do.
#[derive(Debug)]
pub struct Gil {
    interval: Duration,
    /// Relaxed is enough: it is a hint when to look, and what threads share goes by the mutex.
    drop_request: AtomicBool,
    state: Mutex<State>,
    /// Signalled when the lock is free: `gil->cond`.
    released: Condvar,
    /// Signalled when another thread has taken it: `gil->switch_cond`.
    switched: Condvar,
}

#[derive(Debug)]
struct State {
    /// `None` where CPython's `locked` is 0.
    holder: Option<ThreadId>,
    last_holder: Option<ThreadId>,
    switches: u64,
    waiting: usize, // for the tests: who is about to ask
}

impl Gil {
    /// A lock with CPython's interval of 5 ms.
    pub const fn new() -> Gil {
        Gil::with_interval(SWITCH_INTERVAL)
    }

    /// A lock with another interval, as after `sys.setswitchinterval`.
    pub const fn with_interval(interval: Duration) -> Gil {
        Gil {
            interval,
            drop_request: AtomicBool::new(false),
            state: Mutex::new(State {
                holder: None,
                last_holder: None,
                switches: 0,
                waiting: 0,
            }),
            released: Condvar::new(),
            switched: Condvar::new(),
        }
    }

    /// Waits for the lock and runs `work` while holding it. A panic in `work` lets go of it. A
    /// thread that holds it already keeps it: `attach` inside `attach` just runs `work`.
    pub fn attach<R>(&self, work: impl for<'py> FnOnce(Py<'py>) -> R) -> R {
        let me = thread::current().id();
        let nested = self.state().holder == Some(me);
        let _held = (!nested).then(|| {
            self.take(me);
            OnDrop(|| self.let_go(me))
        });
        work(Py {
            gil: self,
            me,
            not_send: PhantomData,
        })
    }

    /// How often the lock went to another thread. (`switch_number` counts the first taker, too.)
    pub fn switches(&self) -> u64 {
        self.state().switches
    }

    /// Whether this thread holds it: `PyGILState_Check`.
    pub fn is_held(&self) -> bool {
        self.state().holder == Some(thread::current().id())
    }

    /// Whether a waiter has asked for it: then the holder's next checkpoint lets it go.
    pub fn is_wanted(&self) -> bool {
        self.drop_request.load(Relaxed)
    }

    /// CPython's `take_gil`.
    fn take(&self, me: ThreadId) {
        let mut state = self.state();
        state.waiting += 1;
        while state.holder.is_some() {
            let before = state.switches;
            let wait = self.released.wait_timeout(state, self.interval);
            let (woken, result) = wait.unwrap_or_else(PoisonError::into_inner);
            state = woken;
            if result.timed_out() && state.holder.is_some() && state.switches == before {
                self.drop_request.store(true, Relaxed);
            }
        }
        state.waiting -= 1;
        state.holder = Some(me);
        self.drop_request.store(false, Relaxed);
        if state.last_holder != Some(me) {
            state.switches += u64::from(state.last_holder.is_some());
            state.last_holder = Some(me);
            self.switched.notify_all();
        }
    }

    /// CPython's `drop_gil`. It has a second mutex for `switch_cond`; one is enough here.
    fn let_go(&self, me: ThreadId) {
        let mut state = self.state();
        state.holder = None;
        self.released.notify_one();
        // Whoever asked stays until it has the lock, so this wait comes to an end.
        if self.drop_request.load(Relaxed) {
            let not_yet = |state: &mut State| state.last_holder == Some(me);
            drop(self.switched.wait_while(state, not_yet));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl Default for Gil {
    fn default() -> Gil {
        Gil::new()
    }
}

/// The proof that this thread holds the lock. It cannot leave the thread, nor the closure.
#[derive(Clone, Copy, Debug)]
pub struct Py<'py> {
    gil: &'py Gil,
    me: ThreadId,
    not_send: PhantomData<*const ()>,
}

impl Py<'_> {
    /// Lets another thread have the lock if one has asked; if none has, this is one relaxed load.
    #[inline]
    pub fn checkpoint(self) {
        if self.gil.drop_request.load(Relaxed) {
            self.switch();
        }
    }

    #[cold]
    fn switch(self) {
        self.gil.let_go(self.me);
        self.gil.take(self.me);
    }

    /// Runs `work` without the lock, and takes it again afterwards, even after a panic in `work`.
    ///
    /// `Send` keeps `py` out of `work`, which could otherwise go on as if it held the lock:
    ///
    /// ```compile_fail,E0277
    /// common::gil::Gil::new().attach(|py| py.allow_threads(|| py.checkpoint()));
    /// ```
    pub fn allow_threads<R: Send>(self, work: impl FnOnce() -> R + Send) -> R {
        self.gil.let_go(self.me);
        let _again = OnDrop(|| self.gil.take(self.me));
        work()
    }
}

/// Runs the closure when it is dropped, so after a panic as well.
struct OnDrop<F: Fn()>(F);

impl<F: Fn()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
