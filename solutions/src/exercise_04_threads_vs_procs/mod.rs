//! Reference answers of exercise 4.

pub mod locks;
pub mod primes;

/// All of them.
pub const ANSWERS: ::exercise_04_threads_vs_procs::Answers =
    ::exercise_04_threads_vs_procs::Answers {
        locks: locks::ANSWERS,
        primes: primes::ANSWERS,
    };
