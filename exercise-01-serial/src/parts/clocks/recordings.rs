//! Usages that were recorded on a machine with four cores, with what each is bound by.

use super::types::{Bound, Cost};
use std::time::Duration;

/// What some piece of work cost.
#[derive(Clone, Copy, Debug)]
pub struct Recording {
    /// What it did.
    pub what: &'static str,
    /// What that cost.
    pub cost: Cost,
    /// How many cores it could have had.
    pub cores: usize,
    /// What kept it from being done sooner.
    pub bound: Bound,
}

/// In milliseconds: wall, user, system.
const fn recorded(
    what: &'static str,
    [wall, user, system]: [u64; 3],
    cores: usize,
    bound: Bound,
) -> Recording {
    Recording {
        what,
        cost: Cost {
            wall: Duration::from_millis(wall),
            user: Duration::from_millis(user),
            system: Duration::from_millis(system),
        },
        cores,
        bound,
    }
}

/// One of each kind, and some that look like another kind.
pub const RECORDINGS: [Recording; 10] = [
    recorded("count primes", [1204, 1199, 2], 1, Bound::Cpu),
    recorded("time.sleep(1)", [1000, 0, 0], 1, Bound::Waits),
    recorded(
        "read a file byte by byte",
        [812, 171, 638],
        1,
        Bound::System,
    ),
    recorded("touch new memory", [655, 42, 604], 1, Bound::System),
    recorded("write to the disk", [960, 9, 71], 1, Bound::Waits),
    recorded("two threads count", [1211, 2395, 4], 2, Bound::Cpu),
    recorded("two threads, one sleeps", [1206, 1198, 3], 2, Bound::Mixed),
    recorded(
        "eight threads fetch pages",
        [1740, 310, 95],
        4,
        Bound::Waits,
    ),
    recorded("a child counts", [930, 921, 6], 1, Bound::Cpu),
    recorded(
        "read lines, and count words",
        [1130, 428, 190],
        1,
        Bound::Mixed,
    ),
];
