//! The parts of the exercise: what each asks, its demo and its checks.

pub mod debugging;
pub mod primes;
