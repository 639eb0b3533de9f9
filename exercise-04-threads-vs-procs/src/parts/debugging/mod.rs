//! Part `debugging`: five small programs that are broken, to be found out and mended.

mod ballots;
mod broken;
#[cfg(feature = "checks")]
mod checks;
mod demo;
mod gallery;
mod hints;
mod programs;
pub mod sync;
mod total;
mod work;

pub use ballots::BallotBox;
pub use broken::broken;
pub use total::Total;
pub use work::{Account, Gate, read, square};

use common::exercise::{Choice, Kind, Part, PartInfo, Size, Workers};
use common::process::Error;

/// What the part asks for: the programs, mended.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): moves `amount` from one account to another, whatever other threads move meanwhile.
    pub transfer: fn(from: &Account, to: &Account, amount: i64),
    /// TODO(2): counts the ballots in all boxes, in `workers` processes.
    pub tally: fn(boxes: &[BallotBox], workers: usize) -> Result<u64, Error>,
    /// TODO(3): the number in each line, read by `workers` processes, in order, or why it cannot be had.
    pub read_all: fn(lines: &[String], workers: usize) -> Result<Vec<i64>, Error>,
    /// TODO(4): the square of each number, computed by `workers` threads, in any order.
    pub squares: fn(numbers: &[u64], workers: usize) -> Vec<u64>,
    /// TODO(5): returns when the gate is open, and sleeps until then.
    pub pass: fn(&Gate),
    /// TODO(5), its other half: opens the gate for all that wait, and all that come later.
    pub open: fn(&Gate),
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "debugging",
        kind: Kind::Lab { time: "1 h 30 min" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "rounds of each worker in programs 1 and 2; 5 makes a tenth",
            default: 100_000,
            min: 1,
            max: 100_000_000,
        }),
        workers: Workers::Fixed(2),
        data: None,
        choices: &[
            Choice {
                name: "program",
                value: Some("N"),
                help: "program N alone, in this process, for as long as it takes",
            },
            Choice {
                name: "limit",
                value: Some("SECONDS"),
                help: "how long each may take in the gallery (default: 3)",
            },
            Choice {
                name: "log",
                value: None,
                help: "what they log, on standard error, with pid and task",
            },
        ],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --inline · --log --size 3 · --program 3 · --size 1000000 --limit 60",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
