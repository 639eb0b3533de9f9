//! The worker's side: start, say hello, then answer one call after another until the parent is
//! gone.

use super::pieces::{self, pull_each};
use super::reply::{Failure, Reply};
use super::start::{Hello, VARIABLE};
use super::wire::{Packet, Request, Work};
use super::{before_main, function, progress};
use crate::panics::{self, Panic};
use crate::{timing, unsolved};
use ipc_channel::IpcError;
use ipc_channel::ipc::{self, IpcReceiver, IpcSender, OpaqueIpcSender};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::ErrorKind;
use std::thread;
use std::time::{Duration, Instant};

/// Tasks get a stack as large as that of a program's main thread on most systems, in bytes.
const STACK: usize = 8 << 20;

/// Becomes a worker, and never returns, if this process was started as one. Otherwise returns at
/// once.
pub(super) fn serve_if_asked() {
    let Some(asked) = std::env::var_os(VARIABLE) else {
        return;
    };
    before_main::forget(VARIABLE);
    let served = std::panic::catch_unwind(|| {
        let asked = asked.into_string().ok()?;
        let (number, server) = asked.split_once(':')?;
        serve(number, server)
    });
    std::process::exit(if let Ok(Some(())) = served { 0 } else { 1 });
}

fn serve(number: &str, server: &str) -> Option<()> {
    #[cfg(unix)]
    {
        crate::sys::ignore_sigpipe();
        crate::sys::outlive_sigint();
    }
    let (jobs_in, jobs) = ipc::channel::<()>().ok()?;
    let (replies, replies_out) = ipc::channel::<()>().ok()?;
    let (jobs, replies) = (jobs.to_opaque(), replies.to_opaque());
    let (lifeline_in, lifeline) = ipc::channel().ok()?;
    let (progress, memory) = progress::Progress::new();
    progress::publish_through(progress);
    let hello = Hello::Alive {
        fingerprint: function::fingerprint() as i64,
        jobs: jobs_in.to_opaque(),
        replies: replies_out.to_opaque(),
        lifeline: lifeline_in,
        progress: memory,
        cpu: timing::cpu_time(),
    };
    IpcSender::connect(server.to_string())
        .ok()?
        .send(hello)
        .ok()?;

    thread::spawn(move || hold_on_to(lifeline));
    let tasks = thread::Builder::new()
        .name(format!("worker {number}"))
        .stack_size(STACK)
        .spawn(move || answer(jobs.to(), replies));
    tasks.ok()?.join().ok()
}

/// Ends this process, whatever it is doing, as soon as the parent is gone, however it went.
fn hold_on_to(lifeline: IpcReceiver<()>) {
    while let Err(IpcError::Io(error)) = lifeline.recv() {
        if error.kind() != ErrorKind::Interrupted {
            break;
        }
    }
    #[cfg(unix)]
    crate::sys::exit_now(1);
    #[cfg(not(unix))]
    std::process::exit(1);
}

/// Answers calls until no more can come.
fn answer(jobs: IpcReceiver<Packet<Request>>, replies: OpaqueIpcSender) {
    loop {
        match jobs.recv() {
            Ok(Packet(Request::Incoming(work))) => work(&replies),
            Err(IpcError::Io(error)) if error.kind() == ErrorKind::Interrupted => {}
            _ => return,
        }
    }
}

/// The code that is made for each function `F` that a pool is given: reads the arguments of a call.
pub(super) fn enter<F, A, R>(call: u32, arguments: &[u8]) -> Work
where
    F: Fn(A) -> R + Copy + 'static,
    A: DeserializeOwned + 'static,
    R: Serialize + DeserializeOwned + 'static,
{
    let pieces = pieces::pieces(arguments).enumerate();
    let pieces = pieces.map(|(task, piece)| {
        progress::at(call, task);
        piece
    });
    let arguments = pull_each(pieces, pieces::read::<A>);
    Box::new(move |replies| {
        let mut replies = Replies::new(call, replies, arguments.len());
        let mut arguments = arguments.into_iter().enumerate();
        let f = function::conjure::<F>();
        // Not caught for each task alone, which would cost more than a very short one takes.
        loop {
            let caught = panics::catch(|| {
                for (task, argument) in arguments.by_ref() {
                    progress::at(call, task);
                    let argument = argument.map_err(|why| format!("its argument: {why}"));
                    replies.add(argument.map(f).map_err(|why| Failure::Codec(why).into()));
                }
            });
            match caught {
                Ok(()) => return replies.end(),
                Err(Panic { message, location }) => {
                    replies.add(Err(Failure::Panicked { message, location }.into()));
                }
            }
        }
    })
}

/// How long results may wait for others before they are sent. What was sent is safe, whatever
/// becomes of the worker.
const PATIENCE: Duration = Duration::from_millis(1);

/// Gathers results, and sends them now and then.
struct Replies<'a, R> {
    call: u32,
    to: &'a OpaqueIpcSender,
    results: Vec<Result<R, Box<Failure>>>,
    /// How many have been sent, and how many there will be.
    sent: usize,
    count: usize,
    since: Instant,
    /// How many results to have before the next look at the clock, which costs as much as a very
    /// short task.
    look: usize,
}

impl<'a, R: Serialize + DeserializeOwned + 'static> Replies<'a, R> {
    fn new(call: u32, to: &'a OpaqueIpcSender, count: usize) -> Replies<'a, R> {
        Replies {
            call,
            to,
            results: Vec::with_capacity(count),
            sent: 0,
            count,
            since: Instant::now(),
            look: 1,
        }
    }

    fn add(&mut self, result: Result<R, Box<Failure>>) {
        self.results.push(result);
        let last = self.sent + self.results.len() == self.count;
        if self.results.len() >= self.look && !last {
            match self.since.elapsed() >= PATIENCE {
                true => self.send(false),
                false => self.look *= 2,
            }
        }
    }

    fn end(mut self) {
        self.send(true);
    }

    fn send(&mut self, last: bool) {
        let results = std::mem::take(&mut self.results);
        let count = results.len();
        // Written in this order, computed in this order: the accounts include these tasks.
        let reply = Reply {
            call: self.call,
            first: self.sent,
            last,
            results,
            cpu: timing::cpu_time(),
            todo: unsolved::take(),
        };
        // A message that cannot be made, for too many handles, ends this worker: then there will be
        // fewer tasks at a time. And when the parent is gone, so are we: the lifeline sees to it.
        if panics::catch(|| self.to.clone().to().send(Packet(reply))).is_err() {
            std::process::exit(1);
        }
        self.sent += count;
        (self.since, self.look) = (Instant::now(), 1);
    }
}
