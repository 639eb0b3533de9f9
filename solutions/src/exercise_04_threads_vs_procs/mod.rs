//! Reference answers of exercise 4.

pub mod debugging;
pub mod primes;
pub mod manager;
pub mod locks;
pub mod shared;
pub mod queue;
pub mod processes;

/// All of them.
pub const ANSWERS: ::exercise_04_threads_vs_procs::Answers =
    ::exercise_04_threads_vs_procs::Answers {
        primes: primes::ANSWERS,
        debugging: debugging::ANSWERS,
        manager: manager::ANSWERS,
        shared: shared::ANSWERS,
        locks: locks::ANSWERS,
        queue: queue::ANSWERS,
        processes: processes::ANSWERS,
    };
