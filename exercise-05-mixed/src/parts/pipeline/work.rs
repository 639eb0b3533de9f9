//! What the stages do to one file: read it, and compute its fingerprint.

use super::gauge::Event;
use super::setting::Setting;
use common::witness;
use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::Arc;

/// A file to be read.
#[derive(Debug)]
pub struct Job {
    /// Its place in the list of files, from 0.
    pub index: usize,
    /// Where it is.
    pub path: PathBuf,
    pub(super) setting: Arc<Setting>,
}

/// A file that was read: its content is in memory until it is computed with, or dropped.
#[derive(Debug)]
pub struct Text {
    job: Job,
    content: Vec<u8>,
    used: bool,
}

/// What was computed of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fingerprint {
    /// The file's place in the list.
    pub index: usize,
    /// How long it is.
    pub bytes: usize,
    /// See [`fnv1a`].
    pub hash: u64,
}

/// Why there is nothing of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file's place in the list.
    pub index: usize,
    /// Where it is.
    pub path: PathBuf,
    /// What went wrong.
    pub reason: String,
}

/// What reading a file gives.
pub type Loaded = Result<Text, Failure>;
/// What comes of a file in the end.
pub type Outcome = Result<Fingerprint, Failure>;

/// What came of all files, each list in the order of the files.
pub type Results = (Vec<Fingerprint>, Vec<Failure>);

/// Reads a file, after the latency that a network disk would have. What goes wrong is a value.
pub fn read(job: Job) -> Loaded {
    let _call = witness::enter("read", &job.index);
    load(job)
}

/// The same, unseen by the witness.
pub(super) fn load(job: Job) -> Loaded {
    job.setting.note(Event::ReadStarts);
    std::thread::sleep(job.setting.latency);
    match std::fs::read(&job.path) {
        Ok(content) => Ok(Text::new(job, content)),
        Err(error) => {
            job.setting.note(Event::ReadFails);
            Err(job.failure(error.to_string()))
        }
    }
}

/// Computes the fingerprint of a text. A panic on the way is caught: it is a failure of this file, and no more.
pub fn compute(mut text: Text) -> Outcome {
    let _call = witness::enter("compute", &text.job.index);
    text.used = true;
    text.job.setting.note(Event::ComputeStarts);
    text.job.setting.wait_while_held();
    // The text is not looked at again after a panic.
    match catch_unwind(AssertUnwindSafe(|| text.hash())) {
        Ok(hash) => Ok(Fingerprint {
            index: text.job.index,
            bytes: text.content.len(),
            hash,
        }),
        Err(panic) => Err(text.job.failure(format!("panicked: {}", said(&*panic)))),
    }
}

/// The 64-bit FNV-1a hash of `bytes`, said over `rounds` times (by Fowler, Noll and Vo).
pub fn fnv1a(bytes: &[u8], rounds: u64) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    (0..rounds).fold(0xcbf2_9ce4_8422_2325, |hash, _| {
        bytes.iter().fold(hash, step)
    })
}

impl Job {
    fn failure(&self, reason: String) -> Failure {
        Failure {
            index: self.index,
            path: self.path.clone(),
            reason,
        }
    }
}

impl Text {
    pub(super) fn new(job: Job, content: Vec<u8>) -> Text {
        job.setting.note(Event::Loaded);
        Text {
            job,
            content,
            used: false,
        }
    }

    /// The file's place in the list.
    pub fn index(&self) -> usize {
        self.job.index
    }

    /// One round, for checks that look at texts before anybody has computed with them.
    pub(super) fn checksum(&self) -> u64 {
        fnv1a(&self.content, 1)
    }

    fn hash(&self) -> u64 {
        let Setting { rounds, panics, .. } = *self.job.setting;
        if panics == Some(self.job.index) {
            // Past the panic hook: the only panics that a report names are the learner's own.
            resume_unwind(Box::new("this file is a trap"));
        }
        fnv1a(&self.content, rounds)
    }
}

impl Drop for Text {
    fn drop(&mut self) {
        let event = match self.used {
            true => Event::Computed,
            false => Event::Dropped,
        };
        self.job.setting.note(event);
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)
    }
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let string = || panic.downcast_ref::<String>().map(String::as_str);
    let text = panic.downcast_ref::<&str>().copied().or_else(string);
    text.unwrap_or("without a word")
}
