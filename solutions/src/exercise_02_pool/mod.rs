//! Reference answers of exercise 2.

pub mod futures;
pub mod mandelbrot;
pub mod matmul;
pub mod primes;
pub mod sieve;

/// All of them.
pub const ANSWERS: ::exercise_02_pool::Answers = ::exercise_02_pool::Answers {
    futures: futures::ANSWERS,
    mandelbrot: mandelbrot::ANSWERS,
    matmul: matmul::ANSWERS,
    primes: primes::ANSWERS,
    sieve: sieve::ANSWERS,
};
