//! Exercise 1: serial first, and measured. Its parts, without their answers.

// Some of it is there for the checks alone.
#![cfg_attr(not(feature = "checks"), allow(dead_code))]

pub mod parts;

use common::exercise::Exercise;
use parts::{clocks, primes};

/// All answers of the exercise, part by part.
pub struct Answers {
    /// Counting primes, and measuring it.
    pub primes: primes::Answers,
    /// Reading all clocks, and when they lie.
    pub clocks: clocks::Answers,
}

/// The exercise and its parts; the first is the core.
pub fn exercise() -> Exercise<Answers> {
    Exercise::<Answers>::new("01-serial", "Serial first, and measured")
        .part(primes::PART, |all| &all.primes)
        .part(clocks::PART, |all| &all.clocks)
}
