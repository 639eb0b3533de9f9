//! The work that the answers share out: one file.

use super::{Entry, Outcome};
use common::witness;
use std::fmt;

/// Hashes one file at a time. Threads share it.
pub struct Hasher<'a> {
    hash: Box<dyn Fn(&Entry) -> Outcome + Sync + 'a>,
}

impl<'a> Hasher<'a> {
    /// A hasher that does it in this way.
    pub fn new(hash: impl Fn(&Entry) -> Outcome + Sync + 'a) -> Hasher<'a> {
        Hasher {
            hash: Box::new(hash),
        }
    }

    /// The SHA-256 of a file, or why there is none. An error names the file.
    pub fn hash(&self, file: &Entry) -> Outcome {
        let _call = witness::enter("hash", &file.path);
        (self.hash)(file)
    }
}

impl fmt::Debug for Hasher<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a hasher")
    }
}
