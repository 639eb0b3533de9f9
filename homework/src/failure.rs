//! What went wrong, as a sentence that names the path and, where there is one, the way out.

use std::fmt::{self, Display, Formatter};
use std::path::Path;

/// The result of everything here that can fail.
pub type Result<T> = std::result::Result<T, Failure>;

/// A sentence for the instructor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    /// A failure that is told by `sentence`.
    pub fn new(sentence: impl Into<String>) -> Failure {
        Failure(sentence.into())
    }

    /// A failure of the file system at `path`; `deed` completes "cannot …", as in "cannot read".
    pub fn at(path: &Path, deed: &str, error: &std::io::Error) -> Failure {
        Failure(format!("cannot {deed} {}: {error}", path.display()))
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}
