//! The stages as the third TODO gets them, and stages of our own for steps whose own TODO is not on show.

use super::work::{Job, Loaded, Outcome, Results, compute, read};
use super::{StartReaders, StartWorkers};
use crossbeam::channel::{Receiver, bounded};
use std::fmt;
use std::thread;

/// The two stages of a pipeline: your own once they are solved, ours until then.
#[derive(Clone, Copy)]
pub struct Stages {
    /// How many threads read.
    pub readers: usize,
    /// How many files may wait in the channel between the stages.
    pub capacity: usize,
    /// How many threads compute.
    pub workers: usize,
    pub(super) start_readers: StartReaders,
    pub(super) start_workers: StartWorkers,
}

impl Stages {
    /// Starts the reading stage. Its texts come out of the channel, in any order, until there are no more.
    pub fn read(&self, jobs: Receiver<Job>) -> Receiver<Loaded> {
        (self.start_readers)(jobs, self.readers, self.capacity)
    }

    /// Starts the computing stage. What it computed comes out of the channel, in any order, until there is no more.
    pub fn compute(&self, texts: Receiver<Loaded>) -> Receiver<Outcome> {
        (self.start_workers)(texts, self.workers)
    }
}

impl fmt::Debug for Stages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Stages {
            readers,
            capacity,
            workers,
            ..
        } = self;
        write!(
            f,
            "{readers} readers, room for {capacity}, {workers} workers"
        )
    }
}

/// A reading stage.
pub fn our_readers(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    stage(jobs, readers, capacity, read)
}

/// A computing stage.
pub fn our_workers(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    stage(texts, workers, workers, |loaded| loaded.and_then(compute))
}

/// One stage that does everything: `threads` threads that read a file and compute with it themselves.
pub fn all_in_one(jobs: Receiver<Job>, threads: usize) -> Receiver<Outcome> {
    stage(jobs, threads, threads, |job| read(job).and_then(compute))
}

/// Threads that take from `input`, work, and give to the channel that comes back.
fn stage<A, B>(input: Receiver<A>, threads: usize, room: usize, work: fn(A) -> B) -> Receiver<B>
where
    A: Send + 'static,
    B: Send + 'static,
{
    let (sender, output) = bounded(room);
    thread::spawn(move || {
        let one = || input.iter().try_for_each(|item| sender.send(work(item)));
        thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(one))));
    });
    output
}

/// What came of all files, in their order: what was computed, and what failed.
pub fn sorted(outcomes: impl IntoIterator<Item = Outcome>) -> Results {
    let mut all = Results::default();
    for outcome in outcomes {
        match outcome {
            Ok(fingerprint) => all.0.push(fingerprint),
            Err(failure) => all.1.push(failure),
        }
    }
    all.0.sort_by_key(|fingerprint| fingerprint.index);
    all.1.sort_by_key(|failure| failure.index);
    all
}
