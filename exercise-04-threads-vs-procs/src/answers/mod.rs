//! My answers, one file for each part. These are the files to edit.

pub mod debugging;
pub mod locks;
pub mod manager;
pub mod primes;
pub mod processes;
pub mod queue;
pub mod shared;
