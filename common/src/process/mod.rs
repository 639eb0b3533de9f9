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
//! A [`Pool`] is for many tasks. For a single function there is [`spawn()`], the counterpart of
//! `std::thread::spawn`: a process with a [name](named), which can be joined, asked to end, or left
//! alone. [`current`] tells code in which process it runs. What workers log reaches the program's
//! own logger, with the name of the worker and the number of the task: see [`log_to_stderr`].
//!
//! # How a worker starts
//!
//! A worker is this very executable, started again. Some code runs before `main`, sees in the
//! environment that this process is a worker, serves, and exits: the program's own `main` does not
//! run in it. Python imports the program anew in each worker instead, and so needs `if __name__ ==
//! "__main__":` in every one. Here nothing is needed, and it works in examples, tests and
//! benchmarks as well. ([`init`] is there for linkers that drop such code.)
//!
//! # What can be sent
//!
//! A function crosses as its place in the executable: one number. So it must be a plain function,
//! or a closure that captures nothing; anything else is refused when it is compiled:
//!
//! ```compile_fail
//! let factor = 3;
//! let pool = common::process::Pool::new(2).unwrap();
//! pool.map(move |n: u64| n * factor, 0..10); // captures `factor`
//! ```
//!
//! ```compile_fail
//! let pool = common::process::Pool::new(2).unwrap();
//! let pointer: fn(u64) -> u64 = |n| n; // could point to anything: name the function itself
//! pool.map(pointer, 0..10);
//! ```
//!
//! The compiler finds this only when it makes the code for it. So `cargo build` shows the error,
//! while `cargo check` and the editor do not. The error lies in this crate; your own line stands in
//! its first note: "evaluation of `carries_nothing::<{closure@src/main.rs:5:22: 5:35}>` failed".
//! The way out is to pass the value along:
//!
//! ```
//! let factor = 3;
//! let pool = common::process::Pool::new(2).unwrap();
//! let products = pool.map(|(n, factor): (u64, u64)| n * factor, (0..10).map(|n| (n, factor)));
//! assert_eq!(products.unwrap()[9], 27);
//! ```
//!
//! Arguments and results are whatever serde can write and read and what owns its data
//! ([`Payload`]). Senders and receivers of `ipc-channel` and its shared memory may stand inside
//! them, at most 60 in one task. The format is `postcard`, which does not describe itself: what
//! needs `deserialize_any` (untagged enums, `serde_json::Value`) fails.
//!
//! # What it promises
//!
//! * Every task has exactly one answer: its result, or an [`Error`] that tells what happened, where
//!   and to whom.
//! * When a worker dies, the task that it was at fails, and no other. Tasks of the same chunk run
//!   again, also those that had ended when it died; use [`map_chunked`](Pool::map_chunked) with 1
//!   where that would hurt.
//! * No process is left behind: not when the pool is dropped, not at a panic, not at Ctrl-C, and
//!   not when this process is killed. Each worker holds a lifeline, a channel that breaks when this
//!   process is gone.
//! * Memory stays bounded: [`imap`](Pool::imap) asks for items as they are needed; a queued task
//!   costs no descriptor.
//!
//! It does not promise that a task runs only once if its worker dies and
//! [`retries`](Builder::retries) are allowed; nor that data which a task leaves half-written
//! outside of it (in files, in shared memory) is in order.

mod attempt;
mod before_main;
mod builder;
mod call;
mod children;
mod collector;
mod crew;
mod error;
mod executor;
mod fate;
mod front;
mod function;
mod lazy;
mod logging;
mod numbers;
mod os_process;
mod pool;
mod progress;
mod record;
mod reply;
mod seat;
mod signals;
mod spawn;
mod start;
mod stderr;
mod task;
mod who;
mod wire;
mod worker;

pub use builder::Builder;
pub use children::active_children;
pub use error::Error;
pub use executor::{Executor, ThreadPool};
pub use lazy::Imap;
pub use logging::log_to_stderr;
pub use pool::Pool;
pub use seat::WorkerStats;
pub use signals::Exit;
pub use spawn::{Child, Named, named, spawn};
pub use task::{AsCompleted, Task, as_completed, wait, wait_timeout};
pub use who::{Process, current};

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
    before_main::keep();
    worker::serve_if_asked();
}
