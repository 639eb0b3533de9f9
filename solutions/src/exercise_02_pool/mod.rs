//! Reference answers of exercise 2.

pub mod primes;
pub mod sieve;

/// All of them.
pub const ANSWERS: ::exercise_02_pool::Answers = ::exercise_02_pool::Answers {
    primes: primes::ANSWERS,
    sieve: sieve::ANSWERS,
};
