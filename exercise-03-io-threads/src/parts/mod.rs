//! The parts of the exercise: what each asks, its demo and its checks.

pub mod crawler;
pub mod files;
pub mod hashing;
#[cfg(feature = "checks")]
mod pairs;
