//! The parts of the exercise: what each asks, its demo and its checks.

pub mod debugging;
pub mod manager;
pub mod locks;
pub mod primes;
pub mod shared;
pub mod queue;
pub mod processes;
