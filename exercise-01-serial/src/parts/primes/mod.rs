//! Part `primes`: test and count primes on one core, and measure what that costs.

#[cfg(feature = "checks")]
mod checks;
mod demo;
mod hints;

use common::exercise::{Kind, Part, PartInfo, Size, Workers};
use common::timing::{Clock, Elapsed};
use std::ops::Range;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): whether `n` is a prime, by trial division.
    pub is_prime: fn(n: u64) -> bool,
    /// TODO(2): how many primes lie in `range`, its end not included.
    pub count_primes: fn(range: Range<u64>) -> u64,
    /// TODO(3): the median wall and CPU time of `runs` runs of `work`, after one run that does not count.
    pub measure: fn(clock: &dyn Clock, runs: usize, work: &mut dyn FnMut()) -> Elapsed,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "primes",
        kind: Kind::Core { minutes: 5 },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "count the primes below N",
            default: 2_000_000,
            min: 1,
            max: 1_000_000_000,
        }),
        workers: Workers::One,
        data: None,
        choices: &[],
        afterwards: "\
One core did all the work, and the others had nothing to do. Exercise 2 uses them.
Try: --size 4000000 (twice the numbers: twice the time?) · --runs 15",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
