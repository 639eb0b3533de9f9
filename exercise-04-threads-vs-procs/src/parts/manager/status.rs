//! What the board says of a task, and which process says so.

use super::gate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A worker is at it.
pub const IN_PROGRESS: &str = "in progress";
/// It has come to a result.
pub const COMPLETED: &str = "completed";

/// An entry of the board: some words, and the process that wrote them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    text: String,
    by: u32,
}

impl Status {
    /// An entry by this process.
    pub fn new(text: impl Into<String>) -> Status {
        Status {
            text: text.into(),
            by: std::process::id(),
        }
    }

    /// What it says.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Which process says so.
    pub fn by(&self) -> u32 {
        self.by
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.text)
    }
}

/// Crosses as a pair, by hand: deriving it would make every learner build serde's macros. A check may have something
/// to say about when that is.
impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.text == COMPLETED {
            gate::before_saying();
        }
        (&self.text, self.by).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Status, D::Error> {
        let (text, by) = Deserialize::deserialize(deserializer)?;
        Ok(Status { text, by })
    }
}
