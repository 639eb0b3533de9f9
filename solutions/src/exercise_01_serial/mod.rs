//! Reference answers of exercise 1.

pub mod primes;
