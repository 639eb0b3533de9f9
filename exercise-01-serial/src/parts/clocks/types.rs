//! The words of the part: what a piece of work costs, what holds it up, and what several measurements say.

use common::timing::Reading;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// Something that reads all clocks of a process at once. A check passes one that it moves itself.
pub trait Meter {
    /// What the clocks show now. They started at some other time, each at its own.
    fn read(&self) -> Reading;
}

/// The clocks of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemMeter;

impl Meter for SystemMeter {
    fn read(&self) -> Reading {
        Reading::now()
    }
}

/// What a piece of work cost: what the shell's `time` says of a whole program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// What somebody who waits for it sees: "real".
    pub wall: Duration,
    /// CPU time in its own code and in that of its children.
    pub user: Duration,
    /// CPU time of the operating system on their behalf: "sys".
    pub system: Duration,
}

/// What keeps a piece of work from being done sooner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Its cores are full of its own code. A faster program helps, and so do more cores.
    Cpu,
    /// Its cores are full, mostly of the operating system's code. To ask the system less often helps.
    System,
    /// It waits: for a disk, a network, a lock, a timer. To wait for several things at once helps.
    Waits,
    /// Some of both.
    Mixed,
}

impl Bound {
    /// From this share of its cores on, work is bound by them.
    pub const FULL: f64 = 0.8;
    /// Up to this share it waits.
    pub const IDLE: f64 = 0.2;
}

impl Display for Bound {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Bound::Cpu => "CPU-bound",
            Bound::System => "CPU-bound (system)",
            Bound::Waits => "I/O-bound or waiting",
            Bound::Mixed => "some of both",
        })
    }
}

/// What several measurements of the same work say together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The middle one.
    pub median: Duration,
    /// The smallest.
    pub fastest: Duration,
    /// The largest.
    pub slowest: Duration,
    /// The median of the distances from the median (the *median absolute deviation*): half of the measurements lie
    /// as near to the median as that, and a single one that went wrong does not move it.
    pub spread: Duration,
}

/// How a benchmark is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// A sample takes at least as long as this, so that the clock sees more than its own ticks.
    pub least: Duration,
    /// How many samples.
    pub samples: usize,
}

/// What a benchmark measured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Samples {
    /// How many calls of the work made one sample.
    pub calls: u32,
    /// Of each sample, in the order in which they were taken: its time divided by its calls.
    pub times: Vec<Duration>,
}
