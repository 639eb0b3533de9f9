//! Part `manager`: a board, a list, counts and a stock that many processes share, and what that costs.

#[cfg(feature = "checks")]
mod checks;
mod demo;
mod gate;
mod hints;
mod status;
mod stock;
mod work;

pub use status::{COMPLETED, IN_PROGRESS, Status};
pub use stock::{Order, Stock};
use work::UNLUCKY;
pub use work::{CRASHES, MISSING, PANICS, Tally, add, merge, word_at, words, work};

use common::exercise::{Kind, Part, PartInfo, Size, Workers};
use common::process::{Dict, Error, List, Pool, Shared};
use std::ops::Range;

/// What each task is at, for everybody to read.
pub type Board = Dict<u64, Status>;
/// Each task that has come to a result, with that result, in the order in which they came.
pub type Results = List<(u64, u64)>;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): `work` on each task in the pool; the board says what each is at.
    pub on_the_board: fn(&Pool, &Board, tasks: &[u64]) -> Result<(), Error>,
    /// TODO(2): the same, with results in a list, and with tasks that take their worker down.
    pub into_the_list: fn(&Pool, &Board, &Results, tasks: &[u64]) -> Result<(), Error>,
    /// TODO(3): adds every word of the texts to the counts, one by one.
    pub count: fn(&Pool, counts: &Dict<String, u64>, texts: &[Range<u64>]) -> Result<(), Error>,
    /// TODO(4): which of the orders are filled.
    pub sell: fn(&Pool, &Shared<Stock>, &[Order]) -> Result<Vec<bool>, Error>,
    /// TODO(5): as TODO(3), with one request for each text.
    pub count_and_merge: fn(&Pool, &Shared<Tally>, texts: &[Range<u64>]) -> Result<(), Error>,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "manager",
        kind: Kind::Lab { time: "1 h" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "count N words, and make N updates of one number in each way",
            default: 10_000,
            min: 0,
            max: 1_000_000,
        }),
        workers: Workers::Cores,
        data: None,
        choices: &[],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --workers 4 · --size 1000 · --size 50000 · --inline",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
