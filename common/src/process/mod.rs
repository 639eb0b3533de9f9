//! Processes as workers: as easy to use as threads, and sturdier than any of Python's pools.
//!
//! ```
//! use common::process::Pool;
//!
//! fn square(n: u64) -> u64 {
//!     n * n
//! }
//!
//! # fn main() -> Result<(), common::process::Error> {
//! let pool = Pool::new(2)?;
//! assert_eq!(pool.map(square, 1..=4)?, [1, 4, 9, 16]);
//! let task = pool.submit(|text: String| text.len(), "four".to_string());
//! assert_eq!(task.get()?, 4);
//! # Ok(())
//! # }
//! ```
//!
//! In Rust, threads use all cores, so speed is no reason for processes. What they give is
//! **isolation**: a worker that crashes, leaves or loops for ever takes nothing with it but the
//! task that it was at. It can be killed, which a thread cannot, and then the system takes back all
//! it held.
//!
//! A worker is this very executable, started again; there is no guard to write, and nothing to set
//! up. [How a worker starts](how_a_worker_starts) tells the whole story, with its traps and with what
//! the compiler says. Who comes from Python finds [each name there](from_python). And where several
//! processes use one thing, see [what the compiler checks, and what it cannot](what_the_compiler_checks).
//!
//! A [`Pool`] is for many tasks. For a single function there is [`spawn()`], the counterpart of
//! `std::thread::spawn`: a process with a [name](named), which can be joined, asked to end, or left
//! alone. [`current`] tells code in which process it runs. What workers log reaches the program's
//! own logger, with the name of the worker and the number of the task: see [`log_to_stderr`].
//!
//! # What can be sent
//!
//! A function crosses as its place in the executable: one number. So it must be a plain function, or a
//! closure that captures nothing; [anything else is refused](how_a_worker_starts#how-a-function-crosses)
//! when it is compiled.
//!
//! Arguments and results are whatever serde can write and read and what owns its data
//! ([`Payload`]). Senders and receivers of `ipc-channel` and its shared memory may stand inside
//! them, at most 60 in one task. The format is `postcard`, which does not describe itself: what
//! needs `deserialize_any` (untagged enums, `serde_json::Value`) fails. An [`Error`] crosses too, so a
//! task may itself return a `Result`.
//!
//! # What it promises
//!
//! * Every task has exactly one answer: its result, or an [`Error`] that tells what happened, where
//!   and to whom.
//! * When a worker dies, the task that it was at fails, and no other. What it had done before is
//!   kept, but for what it had not sent yet: results wait for others, up to a millisecond or until
//!   the next task ends. Those tasks run again, in another worker.
//! * No process is left behind: not when the pool is dropped, not at a panic, not at Ctrl-C, and
//!   not when this process is killed. Each worker holds a lifeline, a channel that breaks when this
//!   process is gone.
//! * Memory stays bounded: [`imap`](Pool::imap) asks for items as they are needed; a queued task
//!   costs no descriptor.
//!
//! It does not promise that a task runs only once if its worker dies and
//! [`retries`](Builder::retries) are allowed; nor that data which a task leaves half-written
//! outside of it (in files, in shared memory) is in order.

pub mod from_python;
pub mod how_a_worker_starts;
pub mod what_the_compiler_checks;

// The way of a task: from the caller through the `pool` to a seat, as a `call` to the `worker` that
// sits there, and back as a result or an `error`.
mod call;
mod error;
mod pool;
mod worker;

// A process for one function, and signals to it; what workers log; pipes.
mod child;
mod logging;
mod pipe;
pub mod signal;

// What several processes use at once: `memory`, with locks; and the `hub`, a server for all, of which
// the `queue` and the `manager` are two.
mod hub;
mod manager;
mod memory;
mod queue;

pub use call::wire::bytes_sent;
pub use child::children::active_children;
#[doc(hidden)] // For checks; no learner needs it.
pub use child::starved::Starved;
pub use child::{Child, Named, named, spawn};
pub use error::Error;
pub use error::exit::Exit;
pub use logging::log_to_stderr;
pub use manager::Manager;
pub use manager::dict::Dict;
pub use manager::list::List;
pub use manager::shared::Shared;
pub use memory::array::Array;
pub use memory::element::{Element, Number};
pub use memory::event::Event;
pub use memory::lock::{Guard, HeldLock, Lock, held_locks};
pub use memory::value::Value;
pub use pipe::duplex::{Duplex, duplex};
pub use pipe::{PipeReceiver, PipeSender, pipe};
pub use pool::Pool;
pub use pool::builder::Builder;
pub use pool::executor::{Executor, ThreadPool};
pub use pool::lazy::Imap;
pub use pool::progress::Progress;
pub use pool::seat::WorkerStats;
pub use pool::task::{AsCompleted, Task, as_completed, wait, wait_timeout};
pub use queue::Queue;
pub use queue::iter::QueueIter;
pub use worker::who::{Process, current};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What can cross to another process and back: anything that serde can write and read, and that
/// owns what it holds.
pub trait Payload: Serialize + DeserializeOwned + Send + 'static {}
impl<T: Serialize + DeserializeOwned + Send + 'static> Payload for T {}

/// What a pool can run: a function, or a closure that captures nothing.
trait Function<A, R>: Fn(A) -> R + Copy + Send + 'static {}
impl<F: Fn(A) -> R + Copy + Send + 'static, A, R> Function<A, R> for F {}

/// What comes of one task. Boxed, since there may be millions of them, and an error is large.
type Outcome<R> = Result<R, Box<Error>>;

fn unbox<R>(outcome: Outcome<R>) -> Result<R, Error> {
    outcome.map_err(|error| *error)
}

/// Becomes a worker, and does not return, if this process was started as one. Call it on the first
/// line of `main`.
///
/// Normally this has happened before `main`, and the call does nothing. It is there for systems and
/// linkers that leave such code out: without it, a worker would run the program's own `main`. No
/// thread may run yet.
///
/// ```
/// common::process::init(); // the first line of `main`
/// ```
pub fn init() {
    worker::before_main::keep();
    worker::serve_if_asked();
}
