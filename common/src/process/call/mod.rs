//! One call: a chunk of tasks goes to a worker, the results come back, and whatever happens, every
//! task has an answer.
//!
//! Each `attempt` writes the arguments as `pieces` (vectors of numbers in `bulk`), and sends them in the
//! form that `wire` gives them; the answer is a `reply`. Where the worker is at each moment, its
//! `place`, stands in shared memory, so that it is known even if it dies.

mod attempt;
mod bulk;
pub(super) mod numbers;
pub(super) mod pieces;
pub(super) mod place;
pub(super) mod reply;
pub(super) mod wire;

use super::error::Error;
use super::pool::seat::Seat;
use super::{Function, Outcome, Payload};
use attempt::{Attempt, attempt};
use pieces::{push_each, write};
use place::At;
use reply::Failure;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::atomic::Ordering;

/// How often a call may meet a worker that dies before it has begun anything.
const UNBEGUN: usize = 3;

/// The tasks of a call, and what is known of them.
pub(super) struct Tasks<A, R> {
    arguments: Vec<A>,
    outcomes: RefCell<Vec<Option<Outcome<R>>>>,
    /// Which of them the current attempt has sent, in order.
    sent: RefCell<Vec<usize>>,
    /// The number of the first one.
    first: usize,
    /// How many have failed without an answer of the worker.
    failed: Cell<usize>,
}

/// Has `f` done for all `arguments`. The first one is task number `first`.
pub(super) fn call<F, A, R>(seat: &mut Seat, first: usize, arguments: Vec<A>) -> Vec<Outcome<R>>
where
    F: Function<A, R>,
    A: Payload,
    R: Payload,
{
    let count = arguments.len();
    let tasks = Rc::new(Tasks {
        outcomes: RefCell::new(arguments.iter().map(|_| None).collect()),
        sent: RefCell::default(),
        arguments,
        first,
        failed: Cell::new(0),
    });
    let mut deaths = vec![0; count];
    let (mut unbegun, mut at_most) = (0, count);
    loop {
        let open = tasks.open(at_most);
        if open.is_empty() {
            break;
        }
        match attempt::<F, A, R>(seat, &tasks, &open) {
            Err(error) => tasks.settle(&tasks.open(count), &|_| error.clone()),
            Ok(Attempt::Answered) => {}
            Ok(Attempt::Unsendable(message)) if open.len() == 1 => {
                tasks.settle(&open, &|task| Error::Codec {
                    message: message.clone(),
                    task,
                });
            }
            Ok(Attempt::Unsendable(_)) => at_most = open.len() / 2,
            Ok(Attempt::TimedOut { pid, at }) => {
                let limit = seat.rules.task_timeout.unwrap_or_default();
                match tasks.blamed(at) {
                    Some(guilty) => {
                        tasks.settle(&[guilty], &|task| Error::TimedOut { limit, task, pid })
                    }
                    None => at_most = (open.len() / 2).max(1),
                }
            }
            Ok(Attempt::Died { .. }) if seat.rules.terminated.load(Ordering::Acquire) => {
                tasks.settle(&tasks.open(count), &|_| Error::Closed);
            }
            Ok(Attempt::Died { pid, status, at }) => {
                if at == At::NotBegun && unbegun < UNBEGUN {
                    unbegun += 1;
                    continue;
                }
                let Some(guilty) = tasks.blamed(at) else {
                    // Fewer at a time: sooner or later it is clear, or goes well.
                    at_most = (open.len() / 2).max(1);
                    continue;
                };
                deaths[guilty] += 1;
                if deaths[guilty] > seat.rules.retries {
                    let worker = seat.number;
                    tasks.settle(&[guilty], &|task| Error::WorkerDied {
                        worker,
                        pid,
                        status,
                        task,
                    });
                }
            }
        }
    }
    seat.has_ended(tasks.failed.get());
    let outcomes = tasks.outcomes.take().into_iter();
    outcomes
        .map(|outcome| outcome.unwrap_or_else(|| Err(Error::Closed.into())))
        .collect()
}

impl<A, R> Tasks<A, R> {
    /// The first tasks without an outcome.
    fn open(&self, at_most: usize) -> Vec<usize> {
        let outcomes = self.outcomes.borrow();
        let open = (0..outcomes.len()).filter(|&i| outcomes[i].is_none());
        open.take(at_most).collect()
    }

    fn settle(&self, which: &[usize], error: &dyn Fn(usize) -> Error) {
        self.failed.update(|failed| failed + which.len());
        for &i in which {
            self.outcomes.borrow_mut()[i] = Some(Err(error(self.first + i).into()));
        }
    }

    /// Results have come; the first of them is that of the task at this place among those sent.
    pub fn answered(&self, place: usize, results: Vec<Result<R, Box<Failure>>>, pid: u32) {
        let (sent, mut outcomes) = (self.sent.borrow(), self.outcomes.borrow_mut());
        for (&i, result) in sent.iter().skip(place).zip(results) {
            let task = self.first + i;
            let outcome = result.map_err(|failure| match *failure {
                Failure::Codec(message) => Error::Codec { message, task }.into(),
                Failure::Panicked { message, location } => Error::Panicked {
                    message,
                    location,
                    task,
                    pid,
                }
                .into(),
            });
            outcomes[i] = Some(outcome);
        }
    }

    /// The last results have come. A task that was sent and has none will have none.
    pub fn nothing_follows(&self) {
        self.settle(&self.waiting(), &|task| Error::Codec {
            message: "its result is missing from the reply".to_string(),
            task,
        });
    }

    /// The tasks that were sent, and have no outcome yet.
    fn waiting(&self) -> Vec<usize> {
        let (sent, outcomes) = (self.sent.borrow(), self.outcomes.borrow());
        let waiting = sent.iter().copied().filter(|&i| outcomes[i].is_none());
        waiting.collect()
    }

    /// The task that the worker was at, as far as that is certain.
    fn blamed(&self, at: At) -> Option<usize> {
        let waiting = self.waiting();
        match (at, &waiting[..]) {
            (_, &[only]) => Some(only),
            (At::Task(place), _) => {
                let task = self.sent.borrow().get(place).copied();
                task.filter(|task| waiting.contains(task))
            }
            _ => None,
        }
    }
}

impl<A: Payload, R> Tasks<A, R> {
    /// Writes the arguments of the tasks `open`, then their numbers. One that cannot be written has its outcome
    /// already, and is left out.
    pub fn write(&self, open: &[usize], out: &mut Vec<u8>) {
        let mut sent = self.sent.borrow_mut();
        sent.clear();
        let mut at = open.iter().copied();
        let arguments = open.iter().map(|&i| &self.arguments[i]);
        push_each(out, arguments, write, |_, written| {
            match (at.next(), written) {
                (Some(i), Ok(())) => sent.push(i),
                (Some(i), Err(why)) => self.settle(&[i], &|task| Error::Codec {
                    message: format!("its argument: {why}"),
                    task,
                }),
                (None, _) => {}
            }
        });
        numbers::write(sent.iter().map(|i| self.first + i), out);
    }
}
