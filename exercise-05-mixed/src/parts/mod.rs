//! The parts of the exercise: what each asks, its demo and its checks.

pub mod maze;
pub mod pipeline;
pub mod resize;
