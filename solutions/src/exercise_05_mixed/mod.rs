//! Reference answers of exercise 5.

pub mod pipeline;
