//! A job for TODO(3): most count primes, one ends its process, one never ends.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::Range;

/// What a worker may be asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// Count the primes in a range.
    Count(Range<u64>),
    /// End the process with `abort`, as foreign code does that meets a defect of its own.
    Abort,
    /// Wait for something that never comes.
    Hang,
}

/// Crosses as three numbers, by hand: deriving it would make every learner build serde's macros.
impl Serialize for Job {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let numbers: (u8, u64, u64) = match self {
            Job::Count(range) => (0, range.start, range.end),
            Job::Abort => (1, 0, 0),
            Job::Hang => (2, 0, 0),
        };
        numbers.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Job {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Job, D::Error> {
        let (kind, start, end): (u8, u64, u64) = Deserialize::deserialize(deserializer)?;
        match kind {
            0 => Ok(Job::Count(start..end)),
            1 => Ok(Job::Abort),
            2 => Ok(Job::Hang),
            _ => Err(serde::de::Error::custom("a job is of kind 0, 1 or 2")),
        }
    }
}
