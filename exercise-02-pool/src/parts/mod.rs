//! The parts of the exercise: what each asks, its demo and its checks.

pub mod futures;
pub mod mandelbrot;
pub mod matmul;
pub mod primes;
pub mod sieve;
