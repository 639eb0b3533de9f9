//! A mutex and a condvar as the standard library has them, but for two things: a check can watch them, and loom's can
//! take their place.
//!
//! `lock` and `wait` give the guard itself: there is no poison here, so there is nothing to unwrap.

// Only the package in `loom/` knows of it.
#![allow(unexpected_cfgs)]

pub mod luck;

#[cfg(loom)]
mod under_loom;
#[cfg(loom)]
pub use under_loom::{Condvar, Mutex, MutexGuard};

#[cfg(not(loom))]
mod watched;
#[cfg(not(loom))]
pub use watched::{Condvar, Mutex, MutexGuard};

#[cfg(all(feature = "checks", not(loom)))]
pub mod explore;
#[cfg(all(feature = "checks", not(loom)))]
pub mod schedule;
#[cfg(all(feature = "checks", not(loom)))]
mod story;
#[cfg(all(feature = "checks", not(loom)))]
mod turns;
