//! A task that has been handed in, and whose result can be waited for.

use super::front::Sink;
use crate::process::error::Error;
use crate::process::{Outcome, unbox};
use crate::sync::{lock, wait_while};
use std::fmt;
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::time::{Duration, Instant};

/// A task that was submitted. Dropping it does not stop the task; it only loses the result.
#[must_use = "nobody waits for this task, nor hears of its error: `get` does both"]
pub struct Task<R> {
    slot: Arc<Slot<R>>,
    number: usize,
}

struct Slot<R> {
    state: Mutex<State<R>>,
    done: Condvar,
}

enum State<R> {
    /// Nobody has begun it. Those who want to hear when it is done are called then.
    Waiting(Vec<Callback>),
    Running(Vec<Callback>),
    Done(Outcome<R>),
    Taken,
}

type Callback = Box<dyn FnOnce() + Send>;

impl<R: Send + 'static> Task<R> {
    /// A task, and where its outcome goes.
    pub(super) fn new(number: usize) -> (Task<R>, Box<dyn Sink<R>>) {
        let slot = Arc::new(Slot {
            state: Mutex::new(State::Waiting(Vec::new())),
            done: Condvar::new(),
        });
        let sink = Box::new(Promise(slot.clone()));
        (Task { slot, number }, sink)
    }
}

impl<R> Task<R> {
    /// Its number among the tasks submitted to the same pool, from 0: the one that stands in its
    /// [`Error`].
    pub fn number(&self) -> usize {
        self.number
    }

    /// Waits for the result.
    pub fn get(self) -> Result<R, Error> {
        loop {
            if let Some(outcome) = self.get_timeout(Duration::MAX) {
                return outcome;
            }
        }
    }

    /// Waits for the result, but no longer than `limit`; `None`: it is not there yet, and the task
    /// goes on.
    ///
    /// The result is handed out once. After that there is only [`Error::Taken`].
    pub fn get_timeout(&self, limit: Duration) -> Option<Result<R, Error>> {
        if !self.slot.wait(limit) {
            return None;
        }
        match std::mem::replace(&mut *lock(&self.slot.state), State::Taken) {
            State::Done(outcome) => Some(unbox(outcome)),
            _ => Some(Err(Error::Taken)),
        }
    }

    /// Whether there is a result, or an error, to get.
    pub fn is_done(&self) -> bool {
        matches!(*lock(&self.slot.state), State::Done(_) | State::Taken)
    }

    /// Takes the task back, if nobody has begun it. `false`: it runs, or is done.
    pub fn cancel(&self) -> bool {
        let waiting = matches!(*lock(&self.slot.state), State::Waiting(_));
        waiting && self.slot.finish(Err(Error::Cancelled.into()), true)
    }

    /// Calls `callback` with the result as soon as it is there: at once if it is there already, else
    /// in a thread of the pool. Others wait for that thread, so the callback should be quick.
    ///
    /// ```
    /// let (sender, receiver) = std::sync::mpsc::channel();
    /// let pool = common::process::Pool::new(1).unwrap();
    /// pool.submit(|n: u32| n + 1, 1).on_done(move |result| sender.send(result).unwrap());
    /// assert_eq!(receiver.recv().unwrap(), Ok(2));
    /// ```
    pub fn on_done(self, callback: impl FnOnce(Result<R, Error>) + Send + 'static)
    where
        R: Send + 'static,
    {
        let task = Task {
            slot: self.slot.clone(),
            number: self.number,
        };
        self.when_done(Box::new(move || callback(task.get())));
    }

    fn when_done(&self, callback: Callback) {
        let mut state = lock(&self.slot.state);
        match &mut *state {
            State::Waiting(callbacks) | State::Running(callbacks) => callbacks.push(callback),
            State::Done(_) | State::Taken => {
                drop(state);
                callback();
            }
        }
    }
}

impl<R> Slot<R> {
    /// Waits until it is done: `false` if it is not after `limit`.
    fn wait(&self, limit: Duration) -> bool {
        let open = |state: &mut State<R>| matches!(state, State::Waiting(_) | State::Running(_));
        !open(&mut wait_while(&self.done, lock(&self.state), limit, open))
    }

    /// Sets the outcome, unless there is one, or somebody has begun the task and it is
    /// `only_waiting` that may be set.
    fn finish(&self, outcome: Outcome<R>, only_waiting: bool) -> bool {
        let mut state = lock(&self.state);
        let callbacks = match &mut *state {
            State::Waiting(callbacks) => std::mem::take(callbacks),
            State::Running(callbacks) if !only_waiting => std::mem::take(callbacks),
            _ => return false,
        };
        *state = State::Done(outcome);
        drop(state);
        self.done.notify_all();
        callbacks.into_iter().for_each(|callback| callback());
        true
    }
}

/// The other side of a task. Dropped without an outcome, it leaves an error: nobody waits for ever.
struct Promise<R>(Arc<Slot<R>>);

impl<R: Send> Sink<R> for Promise<R> {
    fn begin(&self) -> bool {
        let mut state = lock(&self.0.state);
        match &mut *state {
            State::Waiting(callbacks) => {
                *state = State::Running(std::mem::take(callbacks));
                true
            }
            _ => false,
        }
    }

    fn finish(self: Box<Self>, mut outcomes: Vec<Outcome<R>>) {
        let outcome = outcomes.pop().unwrap_or_else(|| Err(Error::Closed.into()));
        self.0.finish(outcome, false);
    }
}

impl<R> Drop for Promise<R> {
    fn drop(&mut self) {
        self.0.finish(Err(Error::Closed.into()), false);
    }
}

impl<R> fmt::Debug for Task<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Task {} ({})",
            self.number,
            if self.is_done() { "done" } else { "not done" }
        )
    }
}

/// Waits until all `tasks` are done.
pub fn wait<R>(tasks: &[Task<R>]) {
    tasks.iter().for_each(|task| {
        task.slot.wait(Duration::MAX);
    });
}

/// Waits until all `tasks` are done, but no longer than `limit`; says whether they are.
pub fn wait_timeout<R>(tasks: &[Task<R>], limit: Duration) -> bool {
    let start = Instant::now();
    tasks
        .iter()
        .all(|task| task.slot.wait(limit.saturating_sub(start.elapsed())))
}

/// The outcomes of `tasks` as they come, each with its task's place among them.
///
/// ```
/// use common::process::{Pool, as_completed};
///
/// let pool = Pool::new(2).unwrap();
/// let tasks = (1..=3).map(|n| pool.submit(|n: u32| n * 10, n));
/// let mut seen: Vec<(usize, Result<u32, _>)> = as_completed(tasks).collect();
/// seen.sort_by_key(|&(place, _)| place);
/// assert_eq!(seen, [(0, Ok(10)), (1, Ok(20)), (2, Ok(30))]);
/// ```
pub fn as_completed<R>(tasks: impl IntoIterator<Item = Task<R>>) -> AsCompleted<R> {
    let (sender, done) = mpsc::channel();
    let announce = |(place, task): (usize, Task<R>)| {
        let sender = sender.clone();
        task.when_done(Box::new(move || {
            // An error means that nobody listens any more.
            let _ = sender.send(place);
        }));
        Some(task)
    };
    let tasks = tasks.into_iter().enumerate().map(announce).collect();
    AsCompleted { tasks, done }
}

/// The iterator that [`as_completed`] gives.
pub struct AsCompleted<R> {
    tasks: Vec<Option<Task<R>>>,
    done: mpsc::Receiver<usize>,
}

impl<R> Iterator for AsCompleted<R> {
    type Item = (usize, Result<R, Error>);

    fn next(&mut self) -> Option<Self::Item> {
        let place = self.done.recv().ok()?;
        let task = self.tasks[place].take()?;
        Some((place, task.get()))
    }
}
