//! Reference answers of exercise 2.

pub mod primes;
pub mod sieve;
