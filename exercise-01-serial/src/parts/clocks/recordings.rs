//! Usages that were recorded on a machine with two cores, with what each is bound by.

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

/// Some of each kind, and some that look like another kind.
pub const RECORDINGS: [Recording; 10] = [
    recorded("count primes", [2163, 2107, 8], 1, Bound::Cpu),
    recorded("Python's time.sleep(1)", [1043, 42, 0], 1, Bound::Waits),
    recorded("dd, byte by byte", [1409, 207, 1151], 1, Bound::System),
    recorded("touch new memory", [1005, 68, 887], 1, Bound::System),
    recorded("write to the disk", [807, 20, 23], 1, Bound::Waits),
    recorded("two threads count", [800, 1600, 0], 2, Bound::Cpu),
    recorded("two children count", [1022, 1933, 4], 2, Bound::Cpu),
    recorded("two children, one sleeps", [1033, 985, 0], 2, Bound::Mixed),
    recorded(
        "eight threads fetch pages",
        [1411, 108, 23],
        2,
        Bound::Waits,
    ),
    recorded("count, then sleep", [968, 466, 0], 1, Bound::Mixed),
];
