//! Exercise 2: a pool for CPU-bound work. Its parts, without their answers.

pub mod parts;

use common::exercise::Exercise;
use parts::{matmul, primes};

/// All answers of the exercise, part by part.
pub struct Answers {
    /// Counting primes with a pool.
    pub primes: primes::Answers,
    /// Multiplying matrices.
    pub matmul: matmul::Answers,
}

/// The exercise and its parts; the first is the core.
pub fn exercise() -> Exercise<Answers> {
    Exercise::<Answers>::new("02-pool", "A pool for CPU-bound work")
        .part(primes::PART, |all| &all.primes)
        .part(matmul::PART, |all| &all.matmul)
}
