//! Reference answers of exercise 3.

pub mod files;
