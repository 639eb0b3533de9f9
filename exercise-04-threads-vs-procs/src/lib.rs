//! Exercise 4: threads or processes. Its parts, without their answers.

// Some of it is there for the checks alone.
#![cfg_attr(not(feature = "checks"), allow(dead_code))]

pub mod parts;

use common::exercise::Exercise;
use parts::{debugging, primes};

/// All answers of the exercise, part by part.
pub struct Answers {
    /// The same work on threads, under a global lock, and in processes.
    pub primes: primes::Answers,
    /// Five broken programs, mended.
    pub debugging: debugging::Answers,
}

/// The exercise and its parts; the first is the core.
pub fn exercise() -> Exercise<Answers> {
    Exercise::<Answers>::new("04-threads-vs-procs", "Threads or processes")
        .part(primes::PART, |all| &all.primes)
        .part(debugging::PART, |all| &all.debugging)
}
