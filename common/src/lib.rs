//! What the exercises share. Small modules, each of one idea; read them as you meet them.

pub mod data;
#[cfg(feature = "gil")]
pub mod gil;
#[cfg(feature = "hash")]
pub mod hash;
pub mod primes;
#[cfg(unix)]
pub(crate) mod sys;
pub mod timing;
pub mod unsolved;
pub mod witness;
