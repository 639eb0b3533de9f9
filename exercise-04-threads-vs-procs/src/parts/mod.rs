//! The parts of the exercise: what each asks, its demo and its checks.

pub mod debugging;
pub mod locks;
pub mod manager;
pub mod primes;
pub mod processes;
pub mod queue;
pub mod shared;
