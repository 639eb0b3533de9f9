//! Part `sieve`: a better algorithm beats more cores. A segmented sieve of Eratosthenes, then on
//! all cores.

mod caches;
#[cfg(feature = "checks")]
mod checks;
mod demo;
mod hints;
mod notes;
mod oracle;
mod setup;
mod work;

pub use oracle::{KNOWN, primes_below, primes_between};
pub use work::{BIT, RESIDUES, Sieve};

use common::exercise::{Choice, Kind, Part, PartInfo, Size, Workers};
use std::ops::Range;

/// How the primes of one segment are counted: `segment` starts at a multiple of 30; `base` are the
/// odd primes whose squares lie below its end, or more of them; what stands in `flags` is of no
/// use, but its memory is.
pub type CountSegment = fn(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): the odd primes whose squares are below `limit`, in order.
    pub base_primes: fn(limit: u64) -> Vec<u64>,
    /// TODO(2): the primes in a segment, with one byte for each odd number.
    pub count_odds: CountSegment,
    /// TODO(3): the primes below `limit`, in segments of `span` numbers, one after another.
    pub count_serially: fn(limit: u64, span: u64, sieve: &Sieve) -> u64,
    /// TODO(4): the same on `workers` threads.
    pub count_on_threads: fn(limit: u64, span: u64, workers: usize, sieve: &Sieve) -> u64,
    /// TODO(5): as TODO(2), with one byte for every thirty numbers.
    pub count_wheel: CountSegment,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "sieve",
        kind: Kind::Lab { time: "1 h 30 min" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "count the primes below N",
            default: 200_000_000,
            min: 0,
            max: 1_000_000_000_000,
        }),
        workers: Workers::Cores,
        data: None,
        choices: &[Choice {
            name: "segment",
            value: Some("KIB"),
            help: "memory for the flags of one segment (default 256 KiB)",
        }],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --size 1_000_000_000 · --segment 32 · --sweep 1,2,4",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
