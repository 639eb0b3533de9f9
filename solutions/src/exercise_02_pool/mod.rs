//! Reference answers of exercise 2.

pub mod mandelbrot;
pub mod primes;
