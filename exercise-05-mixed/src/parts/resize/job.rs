//! A picture to be made smaller: where it is, where the results go, and what came of it.

use super::settings::Settings;
use super::watch::Watch;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// A picture to be made smaller. It is a few paths: the picture itself is read by whoever works on it.
#[derive(Clone)]
pub struct Job {
    /// Its place in the list, from 0.
    pub index: usize,
    /// The original. Nobody writes to it.
    pub source: PathBuf,
    /// Where the result goes.
    pub target: PathBuf,
    /// Where the thumbnail goes, if there is to be one.
    pub thumbnail: Option<PathBuf>,
    pub(super) settings: Settings,
    /// Stays in this process.
    pub(super) watch: Arc<Watch>,
}

/// What came of a picture that was made smaller.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Done {
    /// The picture's place in the list.
    pub index: usize,
    /// How large the file was, in bytes.
    pub bytes: u64,
    /// Width and height of the result.
    pub size: (u32, u32),
    /// A hash of what was written.
    pub hash: u64,
}

/// Why nothing came of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The picture's place in the list.
    pub index: usize,
    /// Where it is.
    pub path: PathBuf,
    /// What went wrong.
    pub reason: String,
}

/// What comes of a picture in the end.
pub type Outcome = Result<Done, Failure>;

impl Job {
    /// The failure of this picture, for this reason.
    pub fn failed(&self, reason: impl fmt::Display) -> Failure {
        Failure {
            index: self.index,
            path: self.source.clone(),
            reason: reason.to_string(),
        }
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "picture {} ({})", self.index, self.source.display())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)
    }
}
