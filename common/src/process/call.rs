//! One call: a chunk of tasks goes to a worker, the results come back, and whatever happens, every task has an answer.

use super::error::Error;
use super::progress::At;
use super::reply::{Failure, Reply};
use super::seat::Seat;
use super::signals::Exit;
use super::wire::{Packet, Request, push};
use super::{Function, Outcome, Payload, worker};
use crate::{panics, unsolved};
use ipc_channel::{IpcError, TryRecvError};
use std::cell::RefCell;
use std::io::ErrorKind;
use std::rc::Rc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// How often to see whether a worker still lives whose channel something else keeps open.
const LOOK: Duration = Duration::from_secs(1);
/// How often a call may meet a worker that dies before it has begun anything.
const UNBEGUN: usize = 3;

/// What came of one attempt to have some tasks done.
enum Attempt<R> {
    /// A result for each task that was sent.
    Answered(Vec<Result<R, Failure>>),
    /// Nothing was sent: the message cannot be made.
    Unsendable(String),
    /// The worker ended.
    Died { pid: u32, status: Exit, at: At },
    /// The task at this place took too long.
    TimedOut { pid: u32, at: At },
}

/// The tasks of a call, and what is known of them.
struct Tasks<A, R> {
    arguments: Vec<A>,
    outcomes: RefCell<Vec<Option<Outcome<R>>>>,
    /// Which of them the current attempt has sent, in order.
    sent: RefCell<Vec<usize>>,
    /// The number of the first one.
    first: usize,
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
    });
    let mut deaths = vec![0; count];
    let (mut unbegun, mut at_most) = (0, count);
    loop {
        let open = tasks.open(at_most);
        if open.is_empty() {
            break;
        }
        match attempt::<F, A, R>(seat, &tasks, &open) {
            Err(error) => tasks.settle(&tasks.open(count), |_| error.clone()),
            Ok(Attempt::Answered(results)) => tasks.answered(results, seat.pid()),
            Ok(Attempt::Unsendable(message)) if open.len() == 1 => {
                tasks.settle(&open, |task| Error::Codec {
                    message: message.clone(),
                    task,
                });
            }
            Ok(Attempt::Unsendable(_)) => at_most = open.len() / 2,
            Ok(Attempt::TimedOut { pid, at }) => {
                let limit = seat.rules.task_timeout.unwrap_or_default();
                match tasks.blamed(at) {
                    Some(guilty) => {
                        tasks.settle(&[guilty], |task| Error::TimedOut { limit, task, pid })
                    }
                    None => at_most = 1,
                }
            }
            Ok(Attempt::Died { .. }) if seat.rules.terminated.load(Ordering::Acquire) => {
                tasks.settle(&tasks.open(count), |_| Error::Closed);
            }
            Ok(Attempt::Died { pid, status, at }) => {
                if at == At::NotBegun && unbegun < UNBEGUN {
                    unbegun += 1;
                    continue;
                }
                let Some(guilty) = tasks.blamed(at) else {
                    at_most = 1;
                    continue;
                };
                deaths[guilty] += 1;
                if deaths[guilty] > seat.rules.retries {
                    let worker = seat.number;
                    tasks.settle(&[guilty], |task| Error::WorkerDied {
                        worker,
                        pid,
                        status,
                        task,
                    });
                }
            }
        }
    }
    let outcomes = tasks.outcomes.take().into_iter();
    outcomes
        .map(|outcome| outcome.unwrap_or(Err(Error::Closed)))
        .collect()
}

impl<A, R> Tasks<A, R> {
    /// The first tasks without an outcome.
    fn open(&self, at_most: usize) -> Vec<usize> {
        let outcomes = self.outcomes.borrow();
        let open = (0..outcomes.len()).filter(|&i| outcomes[i].is_none());
        open.take(at_most).collect()
    }

    fn settle(&self, which: &[usize], error: impl Fn(usize) -> Error) {
        for &i in which {
            self.outcomes.borrow_mut()[i] = Some(Err(error(self.first + i)));
        }
    }

    fn answered(&self, results: Vec<Result<R, Failure>>, pid: u32) {
        let mut results = results.into_iter();
        for &i in &*self.sent.borrow() {
            let task = self.first + i;
            let outcome = results.next().unwrap_or_else(|| {
                Err(Failure::Codec(
                    "its result is missing from the reply".to_string(),
                ))
            });
            self.outcomes.borrow_mut()[i] = Some(outcome.map_err(|failure| match failure {
                Failure::Codec(message) => Error::Codec { message, task },
                Failure::Panicked { message, location } => Error::Panicked {
                    message,
                    location,
                    task,
                    pid,
                },
            }));
        }
    }

    /// The task that the worker was at, as far as that is certain.
    fn blamed(&self, at: At) -> Option<usize> {
        let sent = self.sent.borrow();
        match (at, sent.len()) {
            (_, 1) => Some(sent[0]),
            (At::Task(place), _) => sent.get(place).copied(),
            _ => None,
        }
    }
}

impl<A: Payload, R> Tasks<A, R> {
    /// Writes the arguments of the tasks `open`. One that cannot be written has its outcome already, and is left out.
    fn write(&self, open: &[usize], out: &mut Vec<u8>) {
        self.sent.borrow_mut().clear();
        for &i in open {
            match push(out, &self.arguments[i]) {
                Ok(()) => self.sent.borrow_mut().push(i),
                Err(why) => self.settle(&[i], |task| Error::Codec {
                    message: format!("its argument: {why}"),
                    task,
                }),
            }
        }
    }
}

/// Sends the tasks `open` to the seat's worker and waits for what comes of it.
fn attempt<F, A, R>(
    seat: &mut Seat,
    tasks: &Rc<Tasks<A, R>>,
    open: &[usize],
) -> Result<Attempt<R>, Error>
where
    F: Function<A, R>,
    A: Payload,
    R: Payload,
{
    let worker = seat.worker()?;
    worker.call = worker.call.wrapping_add(1);
    let call = worker.call;
    let jobs = worker.connection.jobs.clone().ok_or(Error::Closed)?.to();
    let request = Packet(Request::Outgoing {
        function: worker::enter::<F, A, R>,
        call,
        arguments: Box::new({
            let (tasks, open) = (tasks.clone(), open.to_vec());
            move |out| tasks.write(&open, out)
        }),
    });
    // ipc-channel panics on more than 64 handles in a message, and when it can make no shared memory.
    match panics::catch(|| jobs.send(request)) {
        Ok(Ok(())) => Ok(wait(seat, call)),
        Ok(Err(IpcError::Io(error))) if is_gone(&error) => Ok(died(seat, call, Seat::bury)),
        Ok(Err(error)) => Ok(Attempt::Unsendable(error.to_string())),
        Err(panic) => Ok(Attempt::Unsendable(panic.message)),
    }
}

fn is_gone(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::BrokenPipe | ErrorKind::ConnectionReset
    )
}

/// Waits for the reply, watching the clock and the worker.
fn wait<R: Payload>(seat: &mut Seat, call: u32) -> Attempt<R> {
    let limit = seat.rules.task_timeout;
    let mut watch = Watch::new(limit);
    loop {
        match receive::<R>(seat, watch.pause()) {
            Ok(reply) => {
                seat.child(|child| child.has_used(reply.cpu));
                reply.todo.into_iter().for_each(unsolved::note);
                return Attempt::Answered(reply.results);
            }
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::IpcError(IpcError::Io(error)))
                if error.kind() == ErrorKind::Interrupted => {}
            Err(TryRecvError::IpcError(IpcError::Disconnected)) => {
                return died(seat, call, Seat::bury);
            }
            Err(_) => return died(seat, call, Seat::kill),
        }
        let at = at(seat, call);
        if watch.is_over(at) {
            let pid = seat.pid();
            seat.kill();
            return Attempt::TimedOut { pid, at };
        }
        // It may have answered just before it ended, so its last message counts.
        if seat.child(|child| child.ended()).flatten().is_some() && watch.last_look() {
            return died(seat, call, Seat::bury);
        }
    }
}

fn receive<R: Payload>(seat: &mut Seat, pause: Duration) -> Result<Reply<R>, TryRecvError> {
    let gone = TryRecvError::IpcError(IpcError::Disconnected);
    let Some(worker) = seat.current() else {
        return Err(gone);
    };
    let Some(replies) = worker.connection.replies.take() else {
        return Err(gone);
    };
    let replies = replies.to::<Packet<Reply<R>>>();
    // ipc-channel panics when there is no descriptor or address left for shared memory.
    let received = panics::catch(|| replies.try_recv_timeout(pause));
    worker.connection.replies = Some(replies.to_opaque());
    received.unwrap_or(Err(gone)).map(|Packet(reply)| reply)
}

fn died<R>(seat: &mut Seat, call: u32, end: fn(&mut Seat) -> Exit) -> Attempt<R> {
    Attempt::Died {
        pid: seat.pid(),
        at: at(seat, call),
        status: end(seat),
    }
}

fn at(seat: &mut Seat, call: u32) -> At {
    let worker = seat.current();
    worker.map_or(At::NotBegun, |worker| worker.connection.progress.of(call))
}

/// Knows how long the current task has been running, as far as can be seen from outside.
struct Watch {
    limit: Option<Duration>,
    at: At,
    since: Instant,
    looked_again: bool,
}

impl Watch {
    fn new(limit: Option<Duration>) -> Watch {
        Watch {
            limit,
            at: At::NotBegun,
            since: Instant::now(),
            looked_again: false,
        }
    }

    /// How long to wait for a message before looking again.
    fn pause(&self) -> Duration {
        let left = |limit: Duration| limit.saturating_sub(self.since.elapsed());
        // At least a millisecond, the unit in which the system waits. Often enough to see a chunk's tasks change.
        let look = |limit| {
            left(limit)
                .min(limit / 8)
                .max(Duration::from_millis(1))
                .min(LOOK)
        };
        self.limit.map_or(LOOK, look)
    }

    fn is_over(&mut self, at: At) -> bool {
        // From "not begun" to the first task it is still the first task, which counts from when it was sent.
        if self.at != at && at != At::Task(0) {
            (self.at, self.since) = (at, Instant::now());
        }
        self.limit
            .is_some_and(|limit| self.since.elapsed() >= limit)
    }

    fn last_look(&mut self) -> bool {
        std::mem::replace(&mut self.looked_again, true)
    }
}
