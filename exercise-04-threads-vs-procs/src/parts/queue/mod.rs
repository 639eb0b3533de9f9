//! Part `queue`: children that send what they have, and a parent that waits for it without waiting for ever.

#[cfg(feature = "checks")]
mod checks;
mod demo;
mod gate;
mod hints;
mod options;
mod secret;
mod stuck;
mod work;

pub use secret::{Reply, Secret};
pub use work::{Done, Item, NOTHING, Total, consume, get_ready, merge, produce, total, welcome};

use common::exercise::{Choice, Kind, Part, PartInfo, Size, Workers};
use common::process::Error;
use std::ops::Range;
use std::time::Duration;

/// What TODO(1) gives.
pub type Names = Result<Vec<String>, Error>;
/// What TODO(3) and TODO(4) give.
pub type AllDone = Result<Vec<Done>, Error>;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): the names of the children, in the order in which they were ready.
    pub names: fn(children: &[(String, Duration)]) -> Names,
    /// TODO(2): what all parts come to, one child for each.
    pub total_of: fn(parts: &[Range<u64>]) -> Result<Total, Error>,
    /// TODO(3): a producer for each lot, and many consumers; what they did, in any order.
    pub work_off: fn(lots: &[Range<u64>], consumers: usize, capacity: usize) -> AllDone,
    /// TODO(4): one producer, and the caller consumes; what it did, in order.
    pub stream: fn(blocks: Range<u64>, capacity: usize) -> AllDone,
    /// TODO(5): the number that a child keeps to itself, found by asking.
    pub find_out: fn(secret: Secret, below: u64) -> Result<u64, Error>,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "queue",
        kind: Kind::Lab { time: "1 h 30 min" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "add up 1 to N, and guess a number below N",
            default: 1_000_000,
            min: 0,
            max: 4_000_000_000,
        }),
        workers: Workers::Fixed(2),
        data: None,
        choices: &[
            Choice {
                name: "children",
                value: Some("N"),
                help: "how many children tell their names (default 5)",
            },
            Choice {
                name: "capacity",
                value: Some("N"),
                help: "how many items may wait in a queue (default 4)",
            },
            Choice {
                name: "blocks",
                value: Some("N"),
                help: "how many blocks each producer of TODO(3) makes (default 80)",
            },
        ],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --size 200000000 · --workers 4 · --capacity 1 · --capacity 1000 · --children 20",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
