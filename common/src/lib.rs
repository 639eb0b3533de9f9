//! What the exercises share. Small modules, each of one idea; read them as you meet them.

pub mod check;
pub mod exercise;
#[cfg(feature = "process")]
mod panics;
pub mod primes;
#[cfg(feature = "process")]
pub mod process;
pub mod source;
#[cfg(unix)]
pub(crate) mod sys;
pub mod timing;
pub mod unsolved;
pub mod witness;
