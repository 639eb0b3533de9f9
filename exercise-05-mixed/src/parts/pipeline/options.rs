//! The part's own options, checked, and the files to work on.

use common::data::{self, Listing};
use common::exercise::Run;
use std::path::PathBuf;
use std::time::Duration;

const MOST_READERS: usize = 1024;
const MOST_ROOM: usize = 100_000;
const MOST_MISSING: usize = 1000;

/// What to run.
pub struct Setup {
    pub latency: Duration,
    pub rounds: u64,
    pub readers: usize,
    pub capacity: usize,
    pub workers: usize,
    /// The files, in the order of the list.
    pub paths: Vec<PathBuf>,
    /// What in the folder is none of them, and why.
    pub skipped: Vec<String>,
}

impl Setup {
    pub fn of(run: &Run) -> Result<Setup, String> {
        let workers = run.workers();
        // Files must come at least as fast as all workers together use them up.
        let readers = if run.inline() { 1 } else { 8.max(2 * workers) };
        let readers = number(run, "readers", 1, MOST_READERS)?.unwrap_or(readers);
        let capacity = number(run, "capacity", 0, MOST_ROOM)?.unwrap_or(8);
        let missing = number(run, "missing", 0, MOST_MISSING)?.unwrap_or(0);
        let Listing { files, skipped } = match run.data() {
            Some(folder) => data::files(folder),
            None => data::find("text").and_then(|folder| data::files(&folder)),
        }
        .map_err(|error| error.to_string())?;
        Ok(Setup {
            latency: run.latency()?,
            rounds: run.size(),
            readers,
            capacity,
            workers,
            paths: with_missing(files, missing),
            skipped: skipped.iter().map(ToString::to_string).collect(),
        })
    }

    /// How many files may be in memory: one with each reader and each worker, and those in the channel.
    pub fn limit(&self) -> usize {
        self.capacity + self.readers + self.workers
    }
}

/// Files that are not there, in the midst of the others.
fn with_missing(mut paths: Vec<PathBuf>, missing: usize) -> Vec<PathBuf> {
    let folder = paths[0].parent().map(PathBuf::from).unwrap_or_default();
    let middle = paths.len() / 2;
    let ghosts = (1..=missing).map(|n| folder.join(format!("not-there-{n}.txt")));
    paths.splice(middle..middle, ghosts);
    paths
}

fn number(run: &Run, option: &str, min: usize, max: usize) -> Result<Option<usize>, String> {
    let Some(text) = run.chosen(option) else {
        return Ok(None);
    };
    match text.replace('_', "").parse() {
        Ok(number) if (min..=max).contains(&number) => Ok(Some(number)),
        _ => Err(format!(
            "--{option} takes a whole number from {min} to {max}, not '{text}'"
        )),
    }
}
