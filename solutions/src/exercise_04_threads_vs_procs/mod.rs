//! Reference answers of exercise 4.

pub mod debugging;
pub mod locks;
pub mod manager;
pub mod primes;
pub mod processes;
pub mod queue;
pub mod shared;

/// All of them.
pub const ANSWERS: ::exercise_04_threads_vs_procs::Answers =
    ::exercise_04_threads_vs_procs::Answers {
        primes: primes::ANSWERS,
        processes: processes::ANSWERS,
        locks: locks::ANSWERS,
        queue: queue::ANSWERS,
        shared: shared::ANSWERS,
        manager: manager::ANSWERS,
        debugging: debugging::ANSWERS,
    };
