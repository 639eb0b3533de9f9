//! The settings of a process pool.

use super::Pool;
use super::crew::Crew;
use super::front::{Engine, Front};
use super::rules::{Initializer, Rules};
use super::seat::Seat;
use crate::exercise::count;
use crate::panics::{self, Panic};
use crate::process::call::call;
use crate::process::error::Error;
use crate::process::logging::record::NO_TASK;
use crate::process::worker::function::carries_nothing;
use crate::process::{Payload, unbox};
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// The settings of a [`Pool`], to be finished with [`build`](Builder::build).
pub struct Builder {
    workers: usize,
    window: Option<usize>,
    /// The initializer, for a pool without workers.
    here: Option<Box<dyn FnOnce() -> Result<(), Panic> + Send>>,
    rules: Rules,
}

impl Default for Builder {
    fn default() -> Builder {
        Builder {
            workers: thread::available_parallelism().map_or(1, usize::from),
            window: None,
            here: None,
            rules: Rules::default(),
        }
    }
}

impl Builder {
    /// How many workers; 0: everything happens in the thread that asks for it. Default: as many as
    /// there are cores.
    pub fn workers(mut self, workers: usize) -> Builder {
        self.workers = workers;
        self
    }

    /// Runs `f(argument)` in each worker before its first task, and again in one that replaces it. A
    /// pool without workers runs it in the calling thread, once.
    ///
    /// If it panics, the worker counts as not started.
    pub fn initializer<F, A>(mut self, f: F, argument: A) -> Builder
    where
        F: Fn(A) + Copy + Send + Sync + 'static,
        A: Payload + Clone + Sync,
    {
        carries_nothing::<F>();
        let here = argument.clone();
        self.here = Some(Box::new(move || panics::catch(|| f(here))));
        let initialize = move |seat: &mut Seat| {
            let outcome = call::<F, A, ()>(seat, NO_TASK, vec![argument.clone()]).pop();
            let outcome = outcome.map_or(Err(Error::Closed), unbox);
            outcome.map_err(blame_initializer)
        };
        self.rules.initializer = Some(Box::new(initialize) as Initializer);
        self
    }

    /// Replaces a worker when it has done this many tasks: what it has hoarded goes back to the
    /// system.
    pub fn max_tasks_per_worker(mut self, tasks: usize) -> Builder {
        self.rules.max_tasks_per_worker = Some(tasks.max(1));
        self
    }

    /// How long one task may take. After that its worker is killed, and the task has failed.
    pub fn task_timeout(mut self, limit: Duration) -> Builder {
        self.rules.task_timeout = Some(limit);
        self
    }

    /// How long a worker may take to start. Default: 30 seconds.
    pub fn start_timeout(mut self, limit: Duration) -> Builder {
        self.rules.start_timeout = limit;
        self
    }

    /// How often a task is tried again when its worker **dies**. A task that panics, or takes too
    /// long, is not.
    pub fn retries(mut self, retries: usize) -> Builder {
        self.rules.retries = retries;
        self
    }

    /// How many items `imap` and `imap_unordered` keep under way. Default: two for each worker.
    pub fn window(mut self, items: usize) -> Builder {
        self.window = Some(items);
        self
    }

    /// Starts the workers.
    pub fn build(self) -> Result<Pool, Error> {
        enough_files(self.workers, "worker")?;
        if let (0, Some(initialize)) = (self.workers, self.here) {
            initialize().map_err(blame_panic)?;
        }
        let rules = Arc::new(self.rules);
        let mut seats: Vec<Seat> = (1..=self.workers)
            .map(|number| Seat::new(number, rules.clone()))
            .collect();
        start_all(&mut seats)?;
        let faces = seats.iter().map(Seat::face).collect();
        let engine = match self.workers {
            0 => Engine::Inline,
            _ => Engine::Processes(Crew::new("supervisor", seats)?),
        };
        let mut front = Front::new(engine);
        (front.window, front.progress) = (self.window, rules.progress.clone());
        Ok(Pool::new_with(front, faces, rules))
    }
}

/// Open files that a worker costs this process: its three channels and the memory of its place.
const FILES_FOR_EACH: usize = 4;
/// What is open for a moment while workers start.
const FILES_TO_START: usize = 32;

/// ipc-channel panics when files run out, so we look first.
pub(crate) fn enough_files(processes: usize, what: &str) -> Result<(), Error> {
    let needed = processes * FILES_FOR_EACH + FILES_TO_START;
    match free_files() {
        Some(free) if processes > 0 && free < needed => Err(Error::Start(format!(
            "{} may need up to {needed} open files, and this process may open {free} more (`ulimit -n` changes that)",
            count(processes, what)
        ))),
        _ => Ok(()),
    }
}

/// How many more files this process may open, where the system tells.
pub(crate) fn free_files() -> Option<usize> {
    #[cfg(unix)]
    {
        let open = std::fs::read_dir("/dev/fd").ok()?.count();
        let limit = usize::try_from(crate::sys::open_files_limit()).unwrap_or(usize::MAX);
        Some(limit.saturating_sub(open))
    }
    #[cfg(not(unix))]
    None
}

/// How many threads start workers.
const STARTERS: usize = 16;

/// Starts the workers at the same time: a start is mostly waiting.
fn start_all(seats: &mut [Seat]) -> Result<(), Error> {
    let each = seats.len().div_ceil(STARTERS).max(1);
    let start = |seats: &mut [Seat]| {
        let mut seats = seats.iter_mut();
        seats.try_for_each(|seat| seat.worker().map(|_| ()))
    };
    thread::scope(|scope| {
        let begin = |seats| thread::Builder::new().spawn_scoped(scope, move || start(seats));
        let begun: Vec<_> = seats.chunks_mut(each).map(begin).collect();
        let end = |begun: io::Result<thread::ScopedJoinHandle<_>>| {
            let thread = begun.map_err(|e| Error::Start(format!("no thread to start it ({e})")))?;
            thread.join().unwrap_or(Err(Error::Closed))
        };
        // All are waited for, then the first error counts; dropping the seats ends those that did
        // start.
        begun
            .into_iter()
            .map(end)
            .collect::<Vec<_>>()
            .into_iter()
            .collect()
    })
}

fn blame_panic(Panic { message, location }: Panic) -> Error {
    Error::Start(format!("its initializer panicked at {location}: {message}"))
}

fn blame_initializer(error: Error) -> Error {
    let why = match error {
        Error::Panicked {
            message, location, ..
        } => return blame_panic(Panic { message, location }),
        Error::WorkerDied { status, .. } => format!("it {status} in its initializer"),
        Error::TimedOut { limit, .. } => format!("its initializer ran longer than {limit:?}"),
        Error::Codec { message, .. } => format!("its initializer could not be called: {message}"),
        Error::Start(why) => why,
        other => format!("its initializer failed: {other}"),
    };
    Error::Start(why)
}
