//! Part `primes`: the same work on threads, on threads under a global lock, and in processes.

#[cfg(feature = "checks")]
mod checks;
mod demo;
mod hints;
mod job;
mod python;
mod work;

pub use job::Job;
pub use work::{GIL, count, is_prime, work};

use common::exercise::{Choice, Kind, Part, PartInfo, Size, Workers};
use common::process::{self, Executor};
use std::ops::Range;
use std::time::Duration;

/// How many primes each chunk holds, in the order of the chunks, or why nobody knows.
pub type Counts = Result<Vec<u64>, process::Error>;
/// A result of its own for each job; an error around them all: the pool did not even start.
pub type Outcomes = Result<Vec<Result<u64, process::Error>>, process::Error>;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): `count` of every chunk, on threads or in processes, whichever the executor has.
    pub count_on: fn(executor: &Executor, chunks: &[Range<u64>]) -> Counts,
    /// TODO(2): the same, but whoever counts holds the GIL.
    pub count_with_gil: fn(executor: &Executor, chunks: &[Range<u64>]) -> Counts,
    /// TODO(3): `work` of every job in `workers` processes; a job that fails harms no other.
    pub keep_the_rest: fn(jobs: &[Job], workers: usize, limit: Duration) -> Outcomes,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "primes",
        kind: Kind::Core { minutes: 7 },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "count the primes below N",
            default: 5_000_000,
            min: 1,
            max: 10_000_000_000,
        }),
        workers: Workers::Cores,
        data: None,
        choices: &[
            Choice {
                name: "numbers",
                value: None,
                help: "ten large numbers, ten times each, on 4 workers",
            },
            Choice {
                name: "python",
                value: None,
                help: "the same in CPython, where python3 is installed",
            },
        ],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --numbers · --python · --workers 4 · --inline",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
