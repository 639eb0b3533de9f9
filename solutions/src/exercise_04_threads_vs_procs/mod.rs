//! Reference answers of exercise 4.

pub mod debugging;
pub mod primes;

/// All of them.
pub const ANSWERS: ::exercise_04_threads_vs_procs::Answers =
    ::exercise_04_threads_vs_procs::Answers {
        primes: primes::ANSWERS,
        debugging: debugging::ANSWERS,
    };
