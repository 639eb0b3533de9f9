//! Reference answers of exercise 4.

pub mod locks;
pub mod primes;
pub mod queue;
pub mod processes;

/// All of them.
pub const ANSWERS: ::exercise_04_threads_vs_procs::Answers =
    ::exercise_04_threads_vs_procs::Answers {
        locks: locks::ANSWERS,
        primes: primes::ANSWERS,
        queue: queue::ANSWERS,
        processes: processes::ANSWERS,
    };
