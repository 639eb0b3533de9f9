//! The work that the answers share out: one file.

use super::{Entry, Outcome};
use common::witness;
use std::fmt;

/// Hashes one file at a time. Threads share it.
pub struct Hasher<'a> {
    hash: Box<dyn Fn(&Entry) -> Outcome + Sync + 'a>,
    /// What comes after each file, when all of it is on record.
    after: Box<dyn Fn() + Sync + 'a>,
}

impl<'a> Hasher<'a> {
    /// A hasher that does it in this way.
    pub fn new(hash: impl Fn(&Entry) -> Outcome + Sync + 'a) -> Hasher<'a> {
        Hasher {
            hash: Box::new(hash),
            after: Box::new(|| {}),
        }
    }

    /// The same, with something that each call does at its end.
    #[cfg(feature = "checks")]
    pub(super) fn and_then(self, after: impl Fn() + Sync + 'a) -> Hasher<'a> {
        let after = Box::new(after);
        Hasher { after, ..self }
    }

    /// The SHA-256 of a file, or why there is none. An error names the file.
    pub fn hash(&self, file: &Entry) -> Outcome {
        let call = witness::enter("hash", &file.path);
        let outcome = (self.hash)(file);
        drop(call);
        (self.after)();
        outcome
    }
}

impl fmt::Debug for Hasher<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a hasher")
    }
}
