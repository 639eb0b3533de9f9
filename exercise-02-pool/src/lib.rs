//! Exercise 2: a pool for CPU-bound work. Its parts, without their answers.

// Some of it is there for the checks alone.
#![cfg_attr(not(feature = "checks"), allow(dead_code))]

pub mod parts;

use common::exercise::Exercise;
use parts::{futures, mandelbrot, matmul, primes, sieve};

/// All answers of the exercise, part by part.
pub struct Answers {
    /// Counting primes with a pool.
    pub primes: primes::Answers,
    /// Tasks and their results.
    pub futures: futures::Answers,
    /// Multiplying matrices.
    pub matmul: matmul::Answers,
    /// The Mandelbrot set, row by row.
    pub mandelbrot: mandelbrot::Answers,
    /// A sieve instead of trial division, in segments, then on all cores.
    pub sieve: sieve::Answers,
}

/// The exercise and its parts; the first is the core.
pub fn exercise() -> Exercise<Answers> {
    Exercise::<Answers>::new("02-pool", "A pool for CPU-bound work")
        .part(primes::PART, |all| &all.primes)
        .part(futures::PART, |all| &all.futures)
        .part(matmul::PART, |all| &all.matmul)
        .part(mandelbrot::PART, |all| &all.mandelbrot)
        .part(sieve::PART, |all| &all.sieve)
}
