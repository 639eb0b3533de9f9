//! Reference answers of exercise 4.

pub mod manager;
pub mod primes;
pub mod locks;
pub mod shared;
pub mod queue;
pub mod processes;

/// All of them.
pub const ANSWERS: ::exercise_04_threads_vs_procs::Answers =
    ::exercise_04_threads_vs_procs::Answers {
        manager: manager::ANSWERS,
        primes: primes::ANSWERS,
        shared: shared::ANSWERS,
        locks: locks::ANSWERS,
        queue: queue::ANSWERS,
        processes: processes::ANSWERS,
    };
