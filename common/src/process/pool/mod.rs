//! The process pool.
//!
//! What a caller asks for (`front`, which processes and threads share: a `map`, a `lazy` one, a
//! `task`) becomes jobs for a `crew` of threads. Each of them takes a `seat`, at which one worker
//! process sits, and has the job done by it. `builder` and `rules` are the settings.

pub(super) mod builder;
mod crew;
pub(super) mod executor;
mod front;
pub(super) mod lazy;
mod map;
pub(super) mod progress;
pub(super) mod rules;
pub(super) mod seat;
pub(super) mod task;

use super::Payload;
use super::error::Error;
use crate::sync::lock;
use builder::Builder;
use front::{Engine, Front};
use lazy::Imap;
use progress::Progress;
use rules::Rules;
use seat::{Face, Seat, WorkerStats};
use std::fmt;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use task::Task;

/// Worker processes that run functions for you.
///
/// Dropped, the pool does what was handed in, then its workers leave. Dropped by a panic, it kills
/// them.
///
/// ```
/// use common::process::{Error, Pool};
/// use std::time::Duration;
///
/// let pool = Pool::builder()
///     .workers(2)
///     .task_timeout(Duration::from_millis(200))
///     .build()?;
/// let results = pool.try_map(work, [1, 2, 3, 4]);
/// assert_eq!(results[0], Ok(1));
/// assert!(matches!(results[1], Err(Error::TimedOut { task: 1, .. })));
/// assert!(matches!(results[2], Err(Error::WorkerDied { task: 2, .. })));
/// assert_eq!(results[3], Ok(4));
///
/// fn work(n: u32) -> u32 {
///     match n {
///         2 => loop { std::thread::yield_now() },
///         3 => std::process::abort(),
///         n => n,
///     }
/// }
/// # Ok::<(), Error>(())
/// ```
pub struct Pool {
    front: Front,
    faces: Vec<Arc<Mutex<Face>>>,
    rules: Arc<Rules>,
}

impl Pool {
    /// Starts `workers` workers. With 0 there are none: everything runs in the calling thread, for
    /// debugging.
    pub fn new(workers: usize) -> Result<Pool, Error> {
        Pool::builder().workers(workers).build()
    }

    /// All settings.
    pub fn builder() -> Builder {
        Builder::default()
    }

    fn new_with(front: Front, faces: Vec<Arc<Mutex<Face>>>, rules: Arc<Rules>) -> Pool {
        Pool {
            front,
            faces,
            rules,
        }
    }

    fn front(&self) -> &Front {
        &self.front
    }

    /// How many workers the pool has; 0 for an inline pool.
    pub fn workers(&self) -> usize {
        self.front.workers()
    }

    /// `f` of every item, in the order of the items.
    ///
    /// The items go out in chunks, four for each worker, or more when there are very many. All tasks
    /// run; if some fail, the first of these errors, in the order of the items, is the answer.
    pub fn map<F, A, R>(&self, f: F, items: impl IntoIterator<Item = A>) -> Result<Vec<R>, Error>
    where
        F: Fn(A) -> R + Copy + Send + 'static,
        A: Payload,
        R: Payload,
    {
        self.front.map(f, items, None)
    }

    /// As [`map`](Pool::map), with a result for each item: one that fails takes nothing from the
    /// others.
    ///
    /// ```
    /// let pool = common::process::Pool::new(2).unwrap();
    /// let halves = pool.try_map(|n: u32| { assert!(n % 2 == 0, "{n} is odd"); n / 2 }, [4, 5, 6]);
    /// assert_eq!((&halves[0], &halves[2]), (&Ok(2), &Ok(3)));
    /// assert!(halves[1].as_ref().unwrap_err().to_string().ends_with("5 is odd"));
    /// ```
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
        self.front.try_map(f, items)
    }

    /// As [`map`](Pool::map), `chunk` items at a time. With 1, whoever is free gets the next item:
    /// best where some take much longer than others.
    ///
    /// Chunks so quick that sending them would take longer go several at a time; what one message
    /// holds should take a fifth of a millisecond.
    pub fn map_chunked<F, A, R>(
        &self,
        f: F,
        items: impl IntoIterator<Item = A>,
        chunk: usize,
    ) -> Result<Vec<R>, Error>
    where
        F: Fn(A) -> R + Copy + Send + 'static,
        A: Payload,
        R: Payload,
    {
        self.front.map(f, items, Some(chunk))
    }

    /// Lazily, `f` of every item, in the order of the items. An item is asked for when its turn is
    /// near.
    ///
    /// ```
    /// let pool = common::process::Pool::new(2).unwrap();
    /// let mut squares = pool.imap(|n: u64| n * n, 1..);
    /// assert_eq!(squares.find(|square| square.as_ref().is_ok_and(|&n| n > 50)), Some(Ok(64)));
    /// ```
    pub fn imap<F, I, R>(&self, f: F, items: I) -> Imap<'_, F, I::IntoIter, R>
    where
        F: Fn(I::Item) -> R + Copy + Send + 'static,
        I: IntoIterator<Item: Payload>,
        R: Payload,
    {
        self.front.imap(f, items.into_iter(), true)
    }

    /// Lazily, `f` of every item, as the results come.
    pub fn imap_unordered<F, I, R>(&self, f: F, items: I) -> Imap<'_, F, I::IntoIter, R>
    where
        F: Fn(I::Item) -> R + Copy + Send + 'static,
        I: IntoIterator<Item: Payload>,
        R: Payload,
    {
        self.front.imap(f, items.into_iter(), false)
    }

    /// Hands in one task and goes on.
    pub fn submit<F, A, R>(&self, f: F, argument: A) -> Task<R>
    where
        F: Fn(A) -> R + Copy + Send + 'static,
        A: Payload,
        R: Payload,
    {
        self.front.submit(f, argument)
    }

    /// Runs one task and waits for it: the fastest way for a single one.
    pub fn apply<F, A, R>(&self, f: F, argument: A) -> Result<R, Error>
    where
        F: Fn(A) -> R + Copy + Send + 'static,
        A: Payload,
        R: Payload,
    {
        self.front.apply(f, argument)
    }

    /// The processes of the workers that live at this moment.
    pub fn worker_pids(&self) -> Vec<u32> {
        self.stats()
            .iter()
            .filter_map(|worker| worker.pid)
            .collect()
    }

    /// What each worker has done so far.
    pub fn stats(&self) -> Vec<WorkerStats> {
        self.faces.iter().map(|face| lock(face).stats()).collect()
    }

    /// How many tasks were handed in, and how many have ended: for a progress bar.
    pub fn progress(&self) -> Progress {
        self.front.progress.clone()
    }

    /// Takes no more tasks: those handed in from now on fail with [`Error::Closed`].
    pub fn close(&self) {
        if let Engine::Processes(crew) = &self.front.engine {
            crew.close();
        }
    }

    /// Kills the workers. Tasks that have no result yet fail with [`Error::Closed`].
    pub fn terminate(&self) {
        self.rules.terminated.store(true, Ordering::Release);
        if let Engine::Processes(crew) = &self.front.engine {
            crew.close();
            self.faces.iter().for_each(|face| lock(face).kill());
            crew.abandon();
        }
    }

    /// Closes the pool and waits until all tasks are done and all workers have left.
    pub fn join(self) {}
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pool of {} processes", self.workers())
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.terminate();
        }
        if let Engine::Processes(crew) = &mut self.front.engine {
            let mut seats = crew.join();
            seats.iter_mut().for_each(Seat::let_go);
            seats.iter_mut().for_each(Seat::leave);
        }
    }
}
