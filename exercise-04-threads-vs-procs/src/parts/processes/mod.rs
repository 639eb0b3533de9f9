//! Part `processes`: single children, from their start to their exit status.

mod board;
#[cfg(feature = "checks")]
mod checks;
mod demo;
mod gate;
mod hints;
mod job;
mod sleeper;
mod work;

pub use board::Board;
pub use job::{Ending, Job, work};
pub use sleeper::Sleeper;
pub use work::{CAVE_IN, HOLES, MUTE, PIPE, ROCK, dig, dig_hole, hello};

use common::exercise::{Kind, Part, PartInfo, Size, Workers};
use common::process::{Child, Error, Exit};
use std::ops::Range;
use std::time::Duration;

/// What a process says of itself: its name, its pid, and the pid of its parent.
pub type Greeting = (String, u32, u32);
/// A digger's name, and how much ground there is to dig.
pub type Digger = (String, u64);
/// What came of a child, as `join_timeout` tells it, and how its process ended, as `exit` tells it.
/// `None`: it goes on.
pub type Ended = (Option<Result<u64, Error>>, Option<Exit>);

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): what a child of each name says of itself.
    pub greet: fn(names: &[String]) -> Result<Vec<Greeting>, Error>,
    /// TODO(2): shows each digger, and what it found, as soon as it is done.
    pub dig_all: fn(diggers: &[Digger], board: &mut Board) -> Result<(), Error>,
    /// TODO(3): waits for a child, asks it to end, kills it: no more than it needs.
    pub wait_or_end: fn(child: Child<u64>, limit: Duration, grace: Duration) -> Ended,
    /// TODO(4): runs each job in a child, and says how that ended.
    pub post_mortem: fn(jobs: &[Job]) -> Result<Vec<Ending>, Error>,
    /// TODO(5): has the fields dug by children, and counts their holes in the parent's `HOLES`.
    pub count_holes: fn(fields: &[Range<u64>]) -> Result<u64, Error>,
}

/// "no children", "1 child", "2 children".
fn children(n: usize) -> String {
    match n {
        0 => "no children".to_string(),
        n => common::exercise::count(n, "child"),
    }
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "processes",
        kind: Kind::Lab { time: "1 h 15 min" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "ground for each digger to dig",
            default: 600_000,
            min: 0,
            max: 100_000_000,
        }),
        workers: Workers::Fixed(10),
        data: None,
        choices: &[],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --runs 9 · --workers 3 · --workers 26 · --size 0",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
