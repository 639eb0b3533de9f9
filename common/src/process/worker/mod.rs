//! The worker's side: start, say hello, then answer one call after another until the parent is
//! gone.
//!
//! The parent's half of the `start` is here too, and what it must know of the process (`os_process`).
//! `before_main` is how a program becomes a worker, `function` how a function crosses.

pub(super) mod before_main;
pub(super) mod function;
#[cfg(unix)]
mod left_sockets;
pub(super) mod os_process;
pub(super) mod start;
pub(super) mod who;

use super::call::numbers;
use super::call::pieces::{self, pull_each};
use super::call::place;
use super::call::reply::{Failure, Reply};
use super::call::wire::{Packet, Request, Work};
use super::logging::record::{self, NO_TASK};
use super::memory::lock_folder;
use crate::panics::{self, Panic};
use crate::{timing, unsolved};
use ipc_channel::IpcError;
use ipc_channel::ipc::{self, IpcBytesSender, IpcReceiver, IpcSender};
use ipc_channel::ipc::{OpaqueIpcReceiver, OpaqueIpcSender};
use log::LevelFilter;
use serde::Serialize;
use serde::de::DeserializeOwned;
use start::{Hello, VARIABLE};
use std::io::{ErrorKind, Write};
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use who::{Asked, Who};

/// Tasks get a stack as large as that of a program's main thread on most systems, in bytes.
const STACK: usize = 8 << 20;

/// The exit code of a Rust program that panics.
const PANICKED: i32 = 101;

/// The exit code of a child: how its function ended. 1 as long as it has not been called.
static ENDED: AtomicI32 = AtomicI32::new(1);

/// Becomes a worker, and never returns, if this process was started as one. Otherwise returns at
/// once.
pub(super) fn serve_if_asked() {
    let Some(asked) = std::env::var_os(VARIABLE) else {
        return;
    };
    before_main::forget(VARIABLE);
    let served = std::panic::catch_unwind(|| {
        let asked = asked.into_string().ok()?;
        serve(Asked::parse(&asked)?)
    });
    lock_folder::leave();
    // This also writes out what standard output still holds.
    std::process::exit(if let Ok(Some(code)) = served { code } else { 1 });
}

/// Serves until no more calls can come, or a child has had its only one. Gives the exit code.
fn serve(asked: Asked) -> Option<i32> {
    #[cfg(unix)]
    {
        crate::sys::ignore_sigpipe();
        crate::sys::outlive_sigint();
    }
    let (jobs_in, jobs) = ipc::channel::<()>().ok()?;
    let (replies, replies_out) = ipc::channel::<()>().ok()?;
    let (jobs, replies) = (jobs.to_opaque(), replies.to_opaque());
    let (lifeline_in, lifeline) = ipc::channel().ok()?;
    let (place, memory) = place::Place::new();
    place::publish_through(place);
    let hello = Hello::Alive {
        fingerprint: function::fingerprint() as i64,
        jobs: jobs_in.to_opaque(),
        replies: replies_out.to_opaque(),
        lifeline: lifeline_in,
        place: memory,
        cpu: timing::cpu_time(),
    };
    asked.who.settle();
    let (name, server) = (asked.who.name(), asked.server.clone());
    // Threads first: where there is no room for them, there was no start.
    #[cfg(unix)]
    let parent = std::os::unix::process::parent_id();
    #[cfg(not(unix))]
    let parent = 0;
    let called = server.clone();
    let holding = thread::Builder::new().spawn(move || hold_on_to(lifeline, &called, parent));
    holding.ok()?;
    let answering = thread::Builder::new()
        .name(name)
        .stack_size(STACK)
        .spawn(move || answer(&asked, jobs, replies));
    let answering = answering.ok()?;
    say_hello(&server, hello)?;
    answering.join().ok()?
}

/// Calls the parent. One that was ended meanwhile could not clear its server away, so we do.
fn say_hello(server: &str, hello: Hello) -> Option<()> {
    let said = match IpcSender::connect(server.to_string()) {
        Ok(parent) => parent.send(hello).is_ok(),
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => false,
        // Somebody may listen, though not to us.
        Err(_) => return None,
    };
    if !said {
        start::clear(server);
    }
    said.then_some(())
}

/// Ends this process, whatever it is doing, as soon as the parent is gone, however it went.
fn hold_on_to(lifeline: IpcReceiver<()>, server: &str, parent: u32) {
    receive(&lifeline);
    start::clear(server);
    #[cfg(unix)]
    {
        lock_folder::orphaned(parent);
        crate::sys::exit_now(1);
    }
    #[cfg(not(unix))]
    {
        let _ = parent;
        std::process::exit(1);
    }
}

/// Answers one call after another, as long as they come.
fn answer(asked: &Asked, jobs: OpaqueIpcReceiver, replies: OpaqueIpcSender) -> Option<i32> {
    let mut jobs = jobs;
    if asked.log != LevelFilter::Off {
        let first = jobs.to::<IpcBytesSender>();
        record::forward(receive(&first)?, &asked.who, asked.log);
        jobs = first.to_opaque();
    }
    let jobs = jobs.to::<Packet<Request>>();
    while let Some(Packet(Request::Incoming(work))) = receive(&jobs) {
        work(&replies);
        if let Who::Child(_) = asked.who {
            return Some(ENDED.load(Ordering::Relaxed));
        }
    }
    match asked.who {
        Who::Worker(_) => Some(0),
        Who::Child(_) => None,
    }
}

fn receive<T: Serialize + DeserializeOwned>(jobs: &IpcReceiver<T>) -> Option<T> {
    loop {
        match jobs.recv() {
            Ok(received) => return Some(received),
            Err(IpcError::Io(error)) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return None,
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
    let mut pieces: Vec<&[u8]> = pieces::pieces(arguments).collect();
    let numbers = numbers::read(pieces.pop().unwrap_or_default());
    let pieces = pieces.into_iter().enumerate().map(|(task, piece)| {
        place::at(call, task);
        piece
    });
    let arguments = pull_each(pieces, pieces::read::<A>);
    Box::new(move |replies| {
        let mut replies = Replies::new(call, replies, arguments.len());
        let mut tasks = numbers.zip(arguments).enumerate();
        let f = function::conjure::<F>();
        // Not caught for each task alone, which would cost more than a very short one takes.
        loop {
            let caught = panics::catch(|| {
                for (task, (number, argument)) in tasks.by_ref() {
                    place::at(call, task);
                    record::now_at(number);
                    let result = argument
                        .map(f)
                        .map_err(|why| Box::new(Failure::Codec(format!("its argument: {why}"))));
                    ENDED.store(if result.is_ok() { 0 } else { 1 }, Ordering::Relaxed);
                    replies.add(result);
                }
            });
            match caught {
                Ok(()) => return replies.end(),
                Err(Panic { message, location }) => {
                    ENDED.store(PANICKED, Ordering::Relaxed);
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
        record::now_at(NO_TASK);
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
        // When the results are there, what the tasks have printed is there too.
        let _ = std::io::stdout().flush();
        // A message that cannot be made, for too many handles, ends this worker: then there will be
        // fewer tasks at a time. And when the parent is gone, so are we: the lifeline sees to it.
        if panics::catch(|| self.to.clone().to().send(Packet(reply))).is_err() {
            std::process::exit(1);
        }
        self.sent += count;
        (self.since, self.look) = (Instant::now(), 1);
    }
}
