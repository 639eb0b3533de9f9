//! Who does what: a queue of jobs, and a thread for each seat that takes one job after another.
//!
//! For a process pool a seat has a worker process; for a thread pool it is nothing, and the thread
//! does the work.

use crate::process::error::Error;
use crate::sync::{lock, wait};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

/// What to do on a seat. It gets an error instead when there will be no seat any more.
///
/// It may give back another job, which goes to the end of the queue: so a long one lets others have
/// their turn.
pub(super) struct Job<S>(Box<Work<S>>);

type Work<S> = dyn FnOnce(Result<&mut S, Error>) -> Option<Job<S>> + Send;

impl<S> Job<S> {
    /// One that is done in one go.
    pub fn new(work: impl FnOnce(Result<&mut S, Error>) + Send + 'static) -> Job<S> {
        Job::in_turns(|seat| {
            work(seat);
            None
        })
    }

    /// One that is done in several.
    pub fn in_turns(
        work: impl FnOnce(Result<&mut S, Error>) -> Option<Job<S>> + Send + 'static,
    ) -> Job<S> {
        Job(Box::new(work))
    }

    /// There is no seat: it hears why.
    fn refuse(self, error: Error) {
        let mut job = Some(self);
        while let Some(Job(work)) = job {
            job = work(Err(error.clone()));
        }
    }
}

/// Seats, jobs and the threads that bring them together.
pub(super) struct Crew<S> {
    shared: Arc<Shared<S>>,
    threads: Vec<JoinHandle<()>>,
}

struct Shared<S> {
    state: Mutex<State<S>>,
    changed: Condvar,
}

struct State<S> {
    jobs: VecDeque<Job<S>>,
    idle: Vec<S>,
    closed: bool,
}

impl<S: Send + 'static> Crew<S> {
    /// One thread for each seat, named "`name` 1", "`name` 2" and so on.
    pub fn new(name: &str, seats: Vec<S>) -> Result<Crew<S>, Error> {
        let count = seats.len();
        let state = State {
            jobs: VecDeque::new(),
            idle: seats,
            closed: false,
        };
        let mut crew = Crew {
            shared: Arc::new(Shared {
                state: Mutex::new(state),
                changed: Condvar::new(),
            }),
            threads: Vec::new(),
        };
        for number in 1..=count {
            let shared = crew.shared.clone();
            let thread = thread::Builder::new().name(format!("{name} {number}"));
            let started = thread.spawn(move || shared.work());
            let started = started.map_err(|e| Error::Start(format!("no thread for it ({e})")))?;
            crew.threads.push(started);
        }
        Ok(crew)
    }

    pub fn seats(&self) -> usize {
        self.threads.len()
    }

    /// Hands in a job. When the crew is closed, the job hears so at once.
    pub fn put(&self, job: Job<S>) {
        let mut state = lock(&self.shared.state);
        if state.closed {
            drop(state);
            return job.refuse(Error::Closed);
        }
        state.jobs.push_back(job);
        drop(state);
        self.shared.changed.notify_one();
    }

    /// Takes an idle seat, if there is one and nobody waits for it, and uses it in this thread: no
    /// hand-over.
    pub fn lease<T>(&self, work: impl FnOnce(&mut S) -> T) -> Option<T> {
        let mut state = lock(&self.shared.state);
        if state.closed || !state.jobs.is_empty() {
            return None;
        }
        let mut lease = Lease {
            seat: state.idle.pop(),
            shared: &self.shared,
        };
        drop(state);
        lease.seat.as_mut().map(work)
    }

    /// No more jobs. Those that were handed in will be done.
    pub fn close(&self) {
        lock(&self.shared.state).closed = true;
        self.shared.changed.notify_all();
    }

    /// No more jobs, and those that nobody has begun hear so.
    pub fn abandon(&self) {
        self.close();
        let jobs = std::mem::take(&mut lock(&self.shared.state).jobs);
        jobs.into_iter().for_each(|job| job.refuse(Error::Closed));
    }

    /// Closes, waits until all jobs are done, and gives the seats back.
    pub fn join(&mut self) -> Vec<S> {
        self.close();
        for thread in self.threads.drain(..) {
            // A job that panicked has been caught; a thread cannot fail otherwise.
            let _ = thread.join();
        }
        std::mem::take(&mut lock(&self.shared.state).idle)
    }
}

impl<S> Shared<S> {
    /// What each thread does until the crew is closed and no job is left.
    fn work(&self) {
        let mut state = lock(&self.state);
        loop {
            if let Some((Job(work), mut seat)) = state.next() {
                drop(state);
                // A job panics only by a mistake of ours. Its promise is dropped then, which tells
                // whoever waits.
                let rest = catch_unwind(AssertUnwindSafe(|| work(Ok(&mut seat))));
                state = lock(&self.state);
                state.idle.push(seat);
                state.jobs.extend(rest.ok().flatten());
            } else if state.closed && state.jobs.is_empty() {
                return;
            } else {
                state = wait(&self.changed, state);
            }
        }
    }
}

impl<S> State<S> {
    /// A job and a seat to do it on, if there are both.
    fn next(&mut self) -> Option<(Job<S>, S)> {
        if self.jobs.is_empty() || self.idle.is_empty() {
            return None;
        }
        self.jobs.pop_front().zip(self.idle.pop())
    }
}

/// A seat that comes back when this is dropped, even by a panic.
struct Lease<'a, S> {
    seat: Option<S>,
    shared: &'a Shared<S>,
}

impl<S> Drop for Lease<'_, S> {
    fn drop(&mut self) {
        if let Some(seat) = self.seat.take() {
            let mut state = lock(&self.shared.state);
            state.idle.push(seat);
            // A job may have come meanwhile, and its thread may have found no seat.
            let wanted = !state.jobs.is_empty() || state.closed;
            drop(state);
            if wanted {
                self.shared.changed.notify_all();
            }
        }
    }
}

impl<S> Drop for Crew<S> {
    fn drop(&mut self) {
        lock(&self.shared.state).closed = true;
        self.shared.changed.notify_all();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}
