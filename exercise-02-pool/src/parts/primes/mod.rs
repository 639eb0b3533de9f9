//! Part `primes`: count primes in chunks, on a pool of threads and on a pool of processes.

#[cfg(feature = "checks")]
mod checks;
mod demo;
mod hints;

use common::exercise::{Kind, Part, PartInfo, Size, Workers};
use common::process;
use common::witness;
use std::ops::Range;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): the range in `pieces` chunks of nearly equal length, in order.
    pub split: fn(range: Range<u64>, pieces: usize) -> Vec<Range<u64>>,
    /// TODO(2): the primes in each chunk, counted on `workers` threads.
    pub count_on_threads: fn(chunks: &[Range<u64>], workers: usize) -> Vec<u64>,
    /// TODO(3): the primes in each chunk, counted by `workers` processes.
    pub count_on_processes: fn(&[Range<u64>], usize) -> Result<Vec<u64>, process::Error>,
}

/// How many primes lie in `chunk`: the work that the answers run in parallel.
pub fn count(chunk: Range<u64>) -> u64 {
    let _call = witness::enter("count", &chunk);
    common::primes::count_primes(chunk)
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "primes",
        kind: Kind::Core { minutes: 8 },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "count the primes below N",
            default: 5_000_000,
            min: 1,
            max: 10_000_000_000,
        }),
        workers: Workers::Cores,
        data: None,
        choices: &[],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --sweep 1,2,4 · --size 20000000 · --workers 3",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
