//! One interface to threads and to processes.

use super::Pool;
use super::crew::Crew;
use super::front::{Engine, Front};
use super::task::Task;
use crate::process::Payload;
use crate::process::error::Error;
use std::fmt;

/// Runs functions on threads or in processes: whoever uses it need not know which.
///
/// Both take the same functions: those that capture nothing. A panic is an error with both. Only
/// processes survive what else a task may do: a crash, an `exit`, an endless loop.
///
/// ```
/// use common::process::{Error, Executor, Pool};
///
/// fn run_jobs(executor: &Executor, jobs: Vec<u64>) -> Result<Vec<u64>, Error> {
///     executor.map(|n| n + 1, jobs)
/// }
///
/// let own = Pool::builder().workers(1).retries(2).build()?;
/// for executor in [Executor::threads(2)?, Executor::processes(2)?, own.into()] {
///     assert_eq!(run_jobs(&executor, vec![1, 2])?, [2, 3]);
/// }
/// # Ok::<(), Error>(())
/// ```
pub enum Executor {
    /// Threads of this process.
    Threads(ThreadPool),
    /// Worker processes.
    Processes(Pool),
}

/// A plain pool of threads: they take one task after another from a queue.
pub struct ThreadPool(Front);

impl Executor {
    /// `workers` threads; with 0, everything runs in the calling thread.
    pub fn threads(workers: usize) -> Result<Executor, Error> {
        let engine = match workers {
            0 => Engine::Inline,
            _ => Engine::Threads(Crew::new("thread", vec![(); workers])?),
        };
        Ok(Executor::Threads(ThreadPool(Front::new(engine))))
    }

    /// `workers` processes; with 0, everything runs in the calling thread.
    pub fn processes(workers: usize) -> Result<Executor, Error> {
        Pool::new(workers).map(Executor::Processes)
    }

    fn front(&self) -> &Front {
        match self {
            Executor::Threads(threads) => &threads.0,
            Executor::Processes(pool) => pool.front(),
        }
    }

    /// "threads" or "processes".
    pub fn name(&self) -> &'static str {
        match self {
            Executor::Threads(_) => "threads",
            Executor::Processes(_) => "processes",
        }
    }

    /// How many workers there are; 0 if everything runs in the calling thread.
    pub fn workers(&self) -> usize {
        self.front().workers()
    }

    /// `f` of every item, in the order of the items. See [`Pool::map`].
    pub fn map<F, A, R>(&self, f: F, items: impl IntoIterator<Item = A>) -> Result<Vec<R>, Error>
    where
        F: Fn(A) -> R + Copy + Send + 'static,
        A: Payload,
        R: Payload,
    {
        self.front().map(f, items, None)
    }

    /// A result for each item: one that fails takes nothing from the others. See [`Pool::try_map`].
    pub fn try_map<F, A, R>(
        &self,
        f: F,
        items: impl IntoIterator<Item = A>,
    ) -> Vec<Result<R, Error>>
    where
        F: Fn(A) -> R + Copy + Send + 'static,
        A: Payload,
        R: Payload,
    {
        self.front().try_map(f, items)
    }

    /// Hands in one task and goes on. See also [`as_completed`](crate::process::as_completed) and
    /// [`wait`](crate::process::wait).
    pub fn submit<F, A, R>(&self, f: F, argument: A) -> Task<R>
    where
        F: Fn(A) -> R + Copy + Send + 'static,
        A: Payload,
        R: Payload,
    {
        self.front().submit(f, argument)
    }

    /// Waits until all tasks are done, and ends the threads or processes. Dropping it does the
    /// same.
    pub fn shutdown(self) {}
}

impl From<Pool> for Executor {
    fn from(pool: Pool) -> Executor {
        Executor::Processes(pool)
    }
}

impl fmt::Debug for Executor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Executor over {} {}", self.workers(), self.name())
    }
}
