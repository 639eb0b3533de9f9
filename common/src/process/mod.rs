//! Processes as workers: as easy as threads, and sturdier than any of Python's pools.

mod before_main;
mod builder;
mod call;
mod child;
mod crew;
mod error;
mod executor;
mod front;
mod function;
mod lazy;
mod pool;
mod progress;
mod reply;
mod seat;
mod signals;
mod start;
mod task;
mod wire;
mod worker;

pub use builder::Builder;
pub use error::Error;
pub use executor::Executor;
pub use lazy::Imap;
pub use pool::Pool;
pub use seat::WorkerStats;
pub use signals::Exit;
pub use task::{AsCompleted, Task, as_completed, wait, wait_timeout};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What can cross to another process and back: anything that serde can write and read, and that owns what it holds.
pub trait Payload: Serialize + DeserializeOwned + Send + 'static {}
impl<T: Serialize + DeserializeOwned + Send + 'static> Payload for T {}

/// What a pool can run: a function, or a closure that captures nothing.
trait Function<A, R>: Fn(A) -> R + Copy + Send + 'static {}
impl<F: Fn(A) -> R + Copy + Send + 'static, A, R> Function<A, R> for F {}

/// What comes of one task.
type Outcome<R> = Result<R, Error>;

/// Becomes a worker, and does not return, if this process was started as one. Call it on the first line of `main`.
///
/// Normally this has happened before `main`, and the call does nothing. It is there for systems and linkers that
/// leave such code out: without it, a worker would run the program's own `main`. No thread may run yet.
pub fn init() {
    before_main::keep();
    worker::serve_if_asked();
}
