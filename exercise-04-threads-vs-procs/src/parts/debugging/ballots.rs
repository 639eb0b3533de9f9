//! What the workers of program 2 count.

use common::process::current;
use common::witness;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::Range;
use std::process::abort;

/// A box of ballots. It goes to a worker, who opens it and counts what is in it.
#[derive(Clone, Copy, Debug)]
pub struct BallotBox(u64);

impl BallotBox {
    /// A box with so many ballots in it.
    pub fn new(ballots: u64) -> BallotBox {
        BallotBox(ballots)
    }

    /// The ballots, to be counted one by one.
    pub fn open(self) -> Range<u64> {
        let _call = witness::enter("open", &self.0);
        match self.0 {
            DEADLY if current().is_worker => abort(),
            DEADLY => 0..0,
            ballots => 0..ballots,
        }
    }
}

/// A box with so many ballots takes the worker with it that opens it.
pub const DEADLY: u64 = u64::MAX;

impl Serialize for BallotBox {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Under a check, whoever gets a box is held here until another process has one in its hands, too: before either of
/// them can take a lock.
impl<'de> Deserialize<'de> for BallotBox {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<BallotBox, D::Error> {
        let ballots = u64::deserialize(deserializer)?;
        let _call = witness::enter("receive", &ballots);
        Ok(BallotBox(ballots))
    }
}
