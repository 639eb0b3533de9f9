//! The worker's side: start, say hello, then answer one call after another until the parent is
//! gone.

use super::reply::{Failure, Reply};
use super::start::{Hello, VARIABLE};
use super::wire::{Packet, Request, Work, pieces, pull};
use super::{before_main, function, lock_folder, progress};
use crate::{panics, timing, unsolved};
use ipc_channel::IpcError;
use ipc_channel::ipc::{self, IpcReceiver, IpcSender, OpaqueIpcSender};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::ErrorKind;
use std::thread;

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
    lock_folder::leave();
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
    let read = |(task, piece)| {
        progress::at(call, task);
        pull(piece)
    };
    let arguments: Vec<Result<A, String>> = pieces(arguments).enumerate().map(read).collect();
    Box::new(move |replies| {
        let run = |(task, argument)| {
            progress::at(call, task);
            run_one(function::conjure::<F>(), argument)
        };
        // Written in this order, computed in this order: the accounts include these tasks.
        let reply = Reply {
            call,
            results: arguments.into_iter().enumerate().map(run).collect(),
            cpu: timing::cpu_time(),
            todo: unsolved::take(),
        };
        // When the parent is gone, so are we: the lifeline sees to it.
        let _ = replies.clone().to().send(Packet(reply));
    })
}

fn run_one<A, R>(f: impl Fn(A) -> R, argument: Result<A, String>) -> Result<R, Box<Failure>> {
    let argument =
        argument.map_err(|why| Box::new(Failure::Codec(format!("its argument: {why}"))))?;
    panics::catch(|| f(argument)).map_err(|panic| {
        Box::new(Failure::Panicked {
            message: panic.message,
            location: panic.location,
        })
    })
}
