//! Part `futures`: tasks and their results, as they come, with limits, and with every error.

mod candidates;
#[cfg(feature = "checks")]
mod checks;
mod demo;
mod errors;
mod gate;
mod hints;
mod screen;
mod work;

pub use candidates::Candidates;
pub use screen::Screen;
pub use work::{CRASHES, collatz, is_prime, square};

use common::exercise::{Choice, Kind, Part, PartInfo, Size, Workers};
use common::process::{Error, Executor, Pool};
use std::time::Duration;

/// Where tasks are to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In threads of this process.
    Threads,
    /// In processes of their own.
    Processes,
}

/// What came of many tasks: each number with its result, and each number with its error.
pub type Accounts = (Vec<(u64, u64)>, Vec<(u64, Error)>);

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): shows every number with its square as soon as that is there.
    pub as_they_come: fn(executor: &Executor, numbers: &[u64], screen: &mut Screen),
    /// TODO(2): the first `wanted` primes that the pool finds among the candidates.
    pub find_primes: fn(&Pool, candidates: &mut Candidates, wanted: usize) -> Found,
    /// TODO(3): the Collatz steps of each number, `None` where `limit` did not suffice.
    pub with_limit: fn(numbers: &[u64], workers: usize, limit: Duration) -> Limited,
    /// TODO(4): what came of each number: every result, and every error.
    pub all_accounted: fn(&Pool, numbers: &[u64]) -> Accounts,
    /// TODO(5): an executor over threads or processes; in processes, a task may take `limit`.
    pub executor: fn(Place, workers: usize, limit: Duration) -> Result<Executor, Error>,
}

/// What TODO(2) gives.
pub type Found = Result<Vec<u64>, Error>;
/// What TODO(3) gives.
pub type Limited = Result<Vec<Option<u64>>, Error>;

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "futures",
        kind: Kind::Lab { time: "1 h" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "the squares of 1 to N",
            default: 10,
            min: 0,
            max: 1_000,
        }),
        workers: Workers::Fixed(4),
        data: None,
        choices: &[Choice {
            name: "window",
            value: Some("N"),
            help: "candidates under way in the search (default 2 × workers)",
        }],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --workers 2 · --window 1 · --window 1000 · --inline · --sweep 1,2,4",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
