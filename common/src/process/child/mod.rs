//! One function in one process: the counterpart of `std::thread::spawn`.

pub(super) mod children;
mod fate;
pub(super) mod starved;

use super::call::call;
use super::error::Error;
use super::error::exit::Exit;
use super::logging::record::NO_TASK;
use super::pool::builder::enough_files;
use super::pool::rules::Rules;
use super::pool::seat::{Face, Seat};
use super::worker::function::carries_nothing;
use super::worker::who::Process;
use super::{Function, Payload, unbox};
use crate::sync::lock;
use fate::Fate;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Runs `f(argument)` in a process of its own, named "child 1", "child 2" and so on.
///
/// What can be a function and an argument, and why, stands in [What can be sent](crate::process#what-can-be-sent).
///
/// ```
/// use common::process::spawn;
///
/// let child = spawn(|(a, b): (u32, u32)| a + b, (2, 3))?;
/// assert_eq!(child.join()?, 5);
/// # Ok::<(), common::process::Error>(())
/// ```
pub fn spawn<F, A, R>(f: F, argument: A) -> Result<Child<R>, Error>
where
    F: Fn(A) -> R + Copy + Send + 'static,
    A: Payload,
    R: Payload,
{
    static LAST: AtomicUsize = AtomicUsize::new(0);
    let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    named(format!("child {number}")).spawn(f, argument)
}

/// A name for a child: `named("A").spawn(f, argument)`. See [`spawn()`].
pub fn named(name: impl Into<String>) -> Named {
    Named { name: name.into() }
}

/// A name that waits for its child. See [`named`].
#[derive(Clone, Debug)]
#[must_use = "nothing runs before `spawn` is called"]
pub struct Named {
    name: String,
}

impl Named {
    /// Runs `f(argument)` in a process of this name. See [`spawn()`].
    pub fn spawn<F, A, R>(self, f: F, argument: A) -> Result<Child<R>, Error>
    where
        F: Fn(A) -> R + Copy + Send + 'static,
        A: Payload,
        R: Payload,
    {
        carries_nothing::<F>();
        let _ = f;
        enough_files(1, "child")?;
        let name = self.name;
        let mut seat = Seat::for_child(name.clone(), Arc::new(Rules::default()));
        seat.worker()?;
        let process = Process {
            name: name.clone(),
            pid: seat.pid(),
            is_worker: true,
        };
        let face = seat.face();
        let listed = children::list(process.clone(), face.clone());
        let fate = Arc::new(Fate::new());
        let supervise = {
            let fate = fate.clone();
            move || {
                // A panic here is one of the argument's `Drop`, or a mistake of ours.
                let run = AssertUnwindSafe(|| run::<F, A, R>(&mut seat, &name, argument));
                let outcome = catch_unwind(run).unwrap_or(Err(Error::Closed));
                drop(listed);
                fate.settle(outcome);
            }
        };
        // If there is no thread, the seat is dropped, and so the child is killed.
        let thread = thread::Builder::new().name(process.name.clone());
        let started = thread.spawn(supervise);
        started.map_err(|e| Error::Start(format!("no thread to wait for it ({e})")))?;
        Ok(Child {
            process,
            face,
            fate,
        })
    }
}

/// A process that runs one function, and then ends.
///
/// Dropped, it runs on, as a thread does; when it ends it is cleared away, and if it ends badly, its
/// error is printed on standard error, since nobody will ask for it. It never outlives this program,
/// however that ends.
///
/// ```
/// use common::process::{Error, Exit, named};
/// use std::time::Duration;
///
/// let mut slow = named("slow").spawn(std::thread::sleep, Duration::from_secs(600))?;
/// assert!(slow.is_alive());
/// assert_eq!(slow.join_timeout(Duration::from_millis(10)), None); // it goes on
/// slow.kill();
/// assert!(matches!(slow.join_timeout(Duration::MAX), Some(Err(Error::ChildDied { .. }))));
/// # #[cfg(unix)]
/// assert_eq!(slow.exit(), Some(Exit::Signal(9)));
/// # Ok::<(), Error>(())
/// ```
///
/// Its standard output and standard error are those of this program, its standard input is empty.
/// [`process::exit`](std::process::exit) inside the function ends the child without a result, which
/// is an error, whatever the code. It can make pools and spawn children; they end with it.
pub struct Child<R> {
    process: Process,
    face: Arc<Mutex<Face>>,
    fate: Arc<Fate<R>>,
}

impl<R> Child<R> {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.process.name
    }

    /// Its number with the system.
    pub fn pid(&self) -> u32 {
        self.process.pid
    }

    /// Waits until the child has ended, and gives what its function returned.
    ///
    /// What can go wrong: [`Error::ChildPanicked`], [`Error::ChildDied`], [`Error::ChildCodec`].
    pub fn join(mut self) -> Result<R, Error> {
        loop {
            if let Some(outcome) = self.join_timeout(Duration::MAX) {
                return outcome;
            }
        }
    }

    /// As [`join`](Child::join), but waits no longer than `limit`; `None`: the child goes on.
    ///
    /// The result is handed out once. After that there is only [`Error::Taken`].
    pub fn join_timeout(&mut self, limit: Duration) -> Option<Result<R, Error>> {
        match self.fate.take(limit) {
            // It has ended at this moment: what came of it is on its way.
            None if !self.is_alive() => self.fate.take(Duration::MAX),
            outcome => outcome,
        }
    }

    /// Whether the process has not ended yet. If it has, [`join_timeout`](Child::join_timeout) is never `None`.
    pub fn is_alive(&self) -> bool {
        self.exit().is_none()
    }

    /// How the process ended; `None` while it lives. Code 0: its function has returned; 101: it has
    /// panicked; 1: it could not be called. A child that leaves by itself may use the same codes:
    /// [`join`](Child::join) tells which it was.
    pub fn exit(&self) -> Option<Exit> {
        lock(&self.face).exit()
    }

    /// Asks the child to end (SIGTERM), and no more: it may [clear up first](super::signal::outlive_terminate),
    /// or not listen. Does not wait for its end. Where the system has no such signal, the child is killed.
    pub fn terminate(&self) {
        lock(&self.face).terminate();
    }

    /// Ends the child at once. It cannot prevent it, nor clear up.
    pub fn kill(&self) {
        lock(&self.face).kill();
    }
}

impl<R> fmt::Debug for Child<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Process { name, pid, .. } = &self.process;
        match self.exit() {
            None => write!(f, "Child {name:?} (pid {pid}), alive"),
            Some(exit) => write!(f, "Child {name:?} (pid {pid}), {exit}"),
        }
    }
}

impl<R> Drop for Child<R> {
    fn drop(&mut self) {
        self.fate.abandon();
    }
}

/// Has the function called in the child, and waits until the child has ended.
fn run<F, A, R>(seat: &mut Seat, name: &str, argument: A) -> Result<R, Error>
where
    F: Function<A, R>,
    A: Payload,
    R: Payload,
{
    let (name, pid) = (name.to_string(), seat.pid());
    let outcome = call::<F, A, R>(seat, NO_TASK, vec![argument]).pop();
    seat.let_go();
    let status = seat.outlive();
    let outcome = outcome.unwrap_or_else(|| Err(Error::Closed.into()));
    unbox(outcome).map_err(|error| match error {
        Error::Panicked {
            message, location, ..
        } => Error::ChildPanicked {
            name,
            pid,
            message,
            location,
        },
        Error::Codec { message, .. } => Error::ChildCodec { name, pid, message },
        // In the midst of the call, or before it could begin.
        _ => Error::ChildDied { name, pid, status },
    })
}
