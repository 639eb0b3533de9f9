//! Reference answers of exercise 4.

pub mod primes;
