//! Reference answers of exercise 5.

pub mod maze;
pub mod pipeline;
