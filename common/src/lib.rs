//! What the exercises share. Small modules, each of one idea; read them as you meet them.

mod blame;
pub mod cache;
pub mod check;
pub mod data;
pub mod exercise;
pub mod family;
#[cfg(feature = "gil")]
pub mod gil;
#[cfg(feature = "hash")]
pub mod hash;
pub mod memory;
#[cfg(feature = "process")]
mod panics;
#[cfg(feature = "picture")]
pub mod picture;
pub mod primes;
#[cfg(feature = "process")]
pub mod process;
pub mod source;
mod sync;
#[cfg(unix)]
pub(crate) mod sys;
pub mod timing;
pub mod unsolved;
pub mod witness;
