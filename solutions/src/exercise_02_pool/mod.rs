//! Reference answers of exercise 2.

pub mod futures;
pub mod primes;

/// All of them.
pub const ANSWERS: ::exercise_02_pool::Answers = ::exercise_02_pool::Answers {
    primes: primes::ANSWERS,
    futures: futures::ANSWERS,
};
