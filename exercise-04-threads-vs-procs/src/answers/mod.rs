//! My answers, one file for each part. These are the files to edit.

pub mod debugging;
pub mod manager;
pub mod locks;
pub mod primes;
pub mod shared;
pub mod queue;
pub mod processes;
