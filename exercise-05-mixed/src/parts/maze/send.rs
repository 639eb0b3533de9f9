//! How a maze and the end of a search cross to another process. By hand: deriving it would make every learner build
//! serde's macros.

use super::grid::{Cell, Maze, Path};
use super::script::{Plan, Script};
use super::search::Ended;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A maze without its cells.
type Rest = (usize, Cell, Cell, (u8, usize, usize));

impl Serialize for Maze {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (plan, solver) = match self.script.plan {
            Plan::Free => (0, 0),
            Plan::Only(solver) => (1, solver),
            Plan::Dies(solver) => (2, solver),
            Plan::Together => (3, 0),
            Plan::Last(solver) => (4, solver),
            Plan::Deaf => (5, 0),
            Plan::DiesLate(solver) => (6, solver),
        };
        let script = (plan, solver, self.script.parties);
        let rest: Rest = (self.stride, self.start, self.end, script);
        (rest, Bytes(&self.cells)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Maze {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Maze, D::Error> {
        let (rest, Owned(cells)) = Deserialize::deserialize(deserializer)?;
        let (stride, start, end, (plan, solver, parties)): Rest = rest;
        let plan = match plan {
            1 => Plan::Only(solver),
            2 => Plan::Dies(solver),
            3 => Plan::Together,
            4 => Plan::Last(solver),
            5 => Plan::Deaf,
            6 => Plan::DiesLate(solver),
            _ => Plan::Free,
        };
        Ok(Maze {
            cells: cells.into(),
            stride,
            start,
            end,
            script: Script::new(plan, parties),
        })
    }
}

/// Bytes that cross in one piece: as a sequence, sixteen million of them would be written one by one.
struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

struct Owned(Vec<u8>);

impl<'de> Deserialize<'de> for Owned {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Owned, D::Error> {
        deserializer.deserialize_byte_buf(OwnedVisitor).map(Owned)
    }
}

struct OwnedVisitor;

impl Visitor<'_> for OwnedVisitor {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.to_vec())
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
        Ok(bytes)
    }
}

/// Stopped: nothing. No way out: nothing, yet that for sure. Else the way.
type Crossing = Option<Option<Path>>;

impl Serialize for Ended {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let crossing = match self {
            Ended::Stopped => None,
            Ended::NoWayOut => Some(None),
            Ended::Out(path) => Some(Some(path)),
        };
        crossing.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Ended {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Ended, D::Error> {
        Ok(match Crossing::deserialize(deserializer)? {
            None => Ended::Stopped,
            Some(None) => Ended::NoWayOut,
            Some(Some(path)) => Ended::Out(path),
        })
    }
}
