//! The number that a child keeps to itself in TODO(5), and what it says about a guess.

use super::gate;
use common::witness;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// More questions than any number takes.
pub const ENDLESS: usize = 100;
/// How often this process has been asked.
static ASKED: AtomicUsize = AtomicUsize::new(0);

/// A number that can only be asked about.
#[derive(Clone)]
pub struct Secret(u64);

/// What is said about a guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The number is lower than the guess.
    Lower,
    /// The guess is right.
    Right,
    /// The number is higher than the guess.
    Higher,
}

impl Secret {
    /// Keeps `number` secret.
    pub fn new(number: u64) -> Secret {
        Secret(number)
    }

    /// Where the number lies, seen from `guess`.
    pub fn compare(&self, guess: u64) -> Reply {
        let _call = witness::enter("compare", &guess);
        gate::pass("compare", &guess.to_string());
        // Under a check, a conversation that never ends is ended.
        let asked = ASKED.fetch_add(1, Relaxed) + 1;
        let endless = asked > ENDLESS && witness::so_far().is_some();
        assert!(!endless, "asked more than {ENDLESS} times");
        match self.0.cmp(&guess) {
            Ordering::Less => Reply::Lower,
            Ordering::Equal => Reply::Right,
            Ordering::Greater => Reply::Higher,
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a secret number")
    }
}

// Written by hand: deriving it would make every learner build serde's macros.

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
        Deserialize::deserialize(deserializer).map(Secret)
    }
}

impl Serialize for Reply {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sign: i8 = match self {
            Reply::Lower => -1,
            Reply::Right => 0,
            Reply::Higher => 1,
        };
        sign.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Reply {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Reply, D::Error> {
        let sign = i8::deserialize(deserializer)?;
        // Whoever receives a reply is on record, too.
        drop(witness::enter("reply", &sign));
        match sign {
            -1 => Ok(Reply::Lower),
            0 => Ok(Reply::Right),
            1 => Ok(Reply::Higher),
            _ => Err(serde::de::Error::custom("a reply is -1, 0 or 1")),
        }
    }
}
