//! Reference answers of exercise 2.

pub mod mandelbrot;
pub mod primes;
pub mod sieve;

/// All of them.
pub const ANSWERS: ::exercise_02_pool::Answers = ::exercise_02_pool::Answers {
    mandelbrot: mandelbrot::ANSWERS,
    primes: primes::ANSWERS,
    sieve: sieve::ANSWERS,
};
