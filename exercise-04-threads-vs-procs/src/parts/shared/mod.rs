//! Part `shared`: a counter, a large array and a board of text that several processes have at once.

mod array;
mod board;
#[cfg(feature = "checks")]
mod checks;
mod counter;
mod demo;
mod flag;
mod gate;
mod hints;
mod script;
mod sums;

pub use array::transform;
pub use board::{Board, carry_on, read, write};
pub use counter::{increment, next};
pub use flag::Flag;
pub use sums::{Share, Usage, keep, sum_part};

use common::exercise::{Choice, Kind, Part, PartInfo, Size, Workers};
use common::process::{Array, Error, Lock, Pool, Value};
use std::ops::Range;

/// What the part asks for.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): in the pool's workers, `increment` so many times each, while the lock is held.
    pub with_lock:
        fn(&Pool, counter: &Value<i32>, lock: &Lock, shares: &[u32]) -> Result<(), Error>,
    /// TODO(1): the same by `next`, without any lock.
    pub in_one_step: fn(&Pool, counter: &Value<i32>, shares: &[u32]) -> Result<(), Error>,
    /// TODO(2): the indices `0..len` in at most `workers` parts, as even as can be.
    pub parts: fn(len: usize, workers: usize) -> Vec<Range<usize>>,
    /// TODO(2): `transform` of every part, in the pool's workers, where the array is.
    pub in_place: fn(&Pool, array: &Array<u64>, parts: &[Range<usize>]) -> Result<(), Error>,
    /// TODO(3): the index of each worker's counter, so that no two share a line of a cache.
    pub slots: fn(workers: usize, element: usize, line: usize) -> Vec<usize>,
    /// TODO(4): the sum of every part, by `workers` processes that got the array when they started.
    pub sum: fn(&Array<u64>, parts: &[Range<usize>], workers: usize) -> Result<Vec<Share>, Error>,
    /// TODO(5): a child writes the text on the board; what is read there while the child goes on.
    pub publish: fn(&Board, text: &str) -> Result<String, Error>,
}

/// How many bytes a processor moves from cache to cache: 64, and most fetch two neighbours at once.
pub const LINE: usize = 128;

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "shared",
        kind: Kind::Lab { time: "1 h 15 min" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "MiB of shared memory for the large array",
            default: demo::DEFAULT,
            min: 0,
            max: 16 << 20,
        }),
        workers: Workers::Fixed(4),
        data: None,
        choices: &[Choice {
            name: "times",
            value: Some("N"),
            help: "increments of the counter, in all (default 200000)",
        }],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --workers 1 · --times 2000000 · --size 64 · --inline · --sweep 1,2,4",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
