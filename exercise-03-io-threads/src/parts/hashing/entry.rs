//! The files to hash, with their sizes.

use common::data::{self, Skipped};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file, and what was known of it when the folder was listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it is.
    pub path: PathBuf,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its size and when it was written last, to tell whether it has changed since.
    pub(super) then: Option<(u64, SystemTime)>,
}

impl Entry {
    /// A file that nobody has looked at, of so many bytes.
    pub fn new(path: impl Into<PathBuf>, bytes: u64) -> Entry {
        Entry {
            path: path.into(),
            bytes,
            then: None,
        }
    }

    /// The regular file at `path`, or why it is none. No FIFO is waited for.
    pub(super) fn look(path: PathBuf) -> Result<Entry, Skipped> {
        match fs::metadata(&path) {
            Ok(found) if found.is_file() => Ok(Entry {
                path,
                bytes: found.len(),
                then: found.modified().ok().map(|at| (found.len(), at)),
            }),
            Ok(_) => {
                let reason = "not a regular file".to_string();
                Err(Skipped { path, reason })
            }
            Err(error) => {
                let reason = error.to_string();
                Err(Skipped { path, reason })
            }
        }
    }
}

/// The files in `dir` and below, sorted by path, and what is none.
pub fn entries(dir: &Path) -> Result<(Vec<Entry>, Vec<Skipped>), String> {
    let listing = data::files(dir).map_err(|error| error.to_string())?;
    let mut skipped = listing.skipped;
    let mut entries = Vec::with_capacity(listing.files.len());
    for path in listing.files {
        match Entry::look(path) {
            Ok(entry) => entries.push(entry),
            Err(gone) => skipped.push(gone),
        }
    }
    Ok((entries, skipped))
}

/// How many bytes they have together.
pub fn total(entries: &[Entry]) -> u64 {
    entries.iter().map(|entry| entry.bytes).sum()
}
