//! What a check asks, and what it hears: so many files, on so many workers.

use crate::parts::files::Outcome;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A question. What is in the files follows from the seed.
#[derive(Clone, Copy, Default)]
pub struct Asked {
    pub seed: u64,
    pub files: usize,
    pub workers: usize,
    /// The place of a file that cannot be read.
    pub lost: Option<usize>,
    /// The first file comes only after so many others.
    pub late: usize,
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} files on {} workers", self.files, self.workers)?;
        if let Some(lost) = self.lost {
            write!(f, ", number {} cannot be read", lost + 1)?;
        }
        match self.late {
            0 => Ok(()),
            1 => f.write_str(", the first comes after another one"),
            late => write!(f, ", the first comes after {late} others"),
        }
    }
}

/// Crosses as a tuple, by hand: deriving it would make every learner build serde's macros.
impl Serialize for Asked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Asked {
            seed,
            files,
            workers,
            lost,
            late,
        } = self;
        (seed, files, workers, lost, late).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Asked {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Asked, D::Error> {
        let (seed, files, workers, lost, late) = Deserialize::deserialize(deserializer)?;
        Ok(Asked {
            seed,
            files,
            workers,
            lost,
            late,
        })
    }
}

/// A summary as plain data: lines, words, bytes, the longest line, the word, the range.
pub type Row = (u64, u64, u64, u64, u64, Option<(i64, i64)>);

/// The outcomes as plain data, and for each file that was fetched: how many workers were asked for,
/// and the size of the rayon pool whose thread fetched it, if it was one.
pub type Answered = (Vec<Result<Row, String>>, Vec<(usize, Option<usize>)>);

/// An outcome as plain data.
pub fn row(outcome: &Outcome) -> Result<Row, String> {
    let s = outcome.as_ref().map_err(String::clone)?;
    Ok((s.lines, s.words, s.bytes, s.longest, s.found, s.range))
}
