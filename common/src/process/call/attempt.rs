//! One attempt: tasks are sent to a worker, and then comes the reply, or the worker's end, or the
//! end of patience.

use super::Tasks;
use super::place::At;
use super::reply::Reply;
use super::wire::{Packet, Request};
use crate::process::error::Error;
use crate::process::error::exit::Exit;
use crate::process::pool::seat::Seat;
use crate::process::worker;
use crate::process::{Function, Payload};
use crate::{panics, unsolved};
use ipc_channel::{IpcError, TryRecvError};
use std::io::ErrorKind;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// How often to see whether a worker still lives whose channel something else keeps open.
const LOOK: Duration = Duration::from_secs(1);

/// What came of one attempt to have some tasks done.
pub(super) enum Attempt {
    /// Each task that was sent has an outcome.
    Answered,
    /// Nothing was sent: the message cannot be made.
    Unsendable(String),
    /// The worker ended.
    Died { pid: u32, status: Exit, at: At },
    /// The task at this place took too long.
    TimedOut { pid: u32, at: At },
}

/// Sends the tasks `open` to the seat's worker and waits for what comes of it.
pub(super) fn attempt<F, A, R>(
    seat: &mut Seat,
    tasks: &Rc<Tasks<A, R>>,
    open: &[usize],
) -> Result<Attempt, Error>
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
    // ipc-channel panics on more than 64 handles in a message, and when it can make no shared
    // memory.
    match panics::catch(|| jobs.send(request)) {
        Ok(Ok(())) => Ok(wait(seat, tasks, call)),
        Ok(Err(IpcError::Io(error))) if is_gone(&error) => Ok(died(seat, call, Seat::bury)),
        Ok(Err(IpcError::Io(error))) if error.kind() == ErrorKind::Interrupted => {
            attempt::<F, A, R>(seat, tasks, open)
        }
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

/// Waits for the replies, watching the clock and the worker.
fn wait<A, R: Payload>(seat: &mut Seat, tasks: &Tasks<A, R>, call: u32) -> Attempt {
    let limit = seat.rules.task_timeout;
    let mut watch = Watch::new(limit);
    loop {
        match receive::<R>(seat, watch.pause()) {
            Ok(reply) => {
                seat.child(|child| child.has_used(reply.cpu));
                reply.todo.into_iter().for_each(unsolved::note);
                seat.has_ended(reply.results.len());
                tasks.answered(reply.first, reply.results, seat.pid());
                if reply.last {
                    tasks.nothing_follows();
                    return Attempt::Answered;
                }
                continue;
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

fn died(seat: &mut Seat, call: u32, end: fn(&mut Seat) -> Exit) -> Attempt {
    Attempt::Died {
        pid: seat.pid(),
        at: at(seat, call),
        status: end(seat),
    }
}

fn at(seat: &mut Seat, call: u32) -> At {
    let worker = seat.current();
    worker.map_or(At::NotBegun, |worker| worker.connection.place.of(call))
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
        // At least a millisecond, the unit in which the system waits. Often enough to see a chunk's
        // tasks change.
        let look = |limit| {
            left(limit)
                .min(limit / 8)
                .max(Duration::from_millis(1))
                .min(LOOK)
        };
        self.limit.map_or(LOOK, look)
    }

    fn is_over(&mut self, at: At) -> bool {
        // From "not begun" to the first task it is still the first task, which counts from when it
        // was sent.
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
