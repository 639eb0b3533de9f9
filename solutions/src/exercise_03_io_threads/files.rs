//! Process every file of a folder, many at a time: on threads of your own, then on rayon's.
//!
//! The files lie on a disk far away: each takes 25 ms to come, and next to nothing to process.
//! Meanwhile a thread sleeps. It needs no core for that, so the rule "as many threads as cores" is
//! the wrong one here: with 32 threads on two cores, 32 files are on their way at once.
//!
//! `reader.process(file)` does the work on one file and gives its `Outcome`, which is a
//! `Result<Summary, String>`. You decide who calls it when. Some files come
//! late, so nobody should wait behind them: dealing the files out beforehand will not do, a shared
//! queue will. Some files cannot be read; then that is their outcome, and the others keep theirs.
//! The outcomes come in the order of the files, whichever arrives first. A folder may hold a
//! million files, or none.
//!
//! One thing to find out on the way: how does a thread learn that no more files will come? The
//! lesson in `README.md` leads through the two TODOs.

use ::exercise_03_io_threads::parts::files::{self, Outcome, Reader};
// BEGIN SOLUTION
use crossbeam::channel;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::collections::BTreeMap;
// END SOLUTION
use std::path::PathBuf;
// BEGIN SOLUTION
use std::thread;
// END SOLUTION

// TODO(1): call `reader.process` on every file, on `workers` scoped threads (`std::thread::scope`)
// that take the files from one shared queue (`crossbeam::channel`). One outcome for each file, in
// the order of `files`.
fn on_scoped_threads(files: &[PathBuf], reader: &Reader, workers: usize) -> Vec<Outcome> {
    // BEGIN SOLUTION todo!(
    // BEGIN SOLUTION     "TODO(1): process {} files with {reader:?} on {workers} threads",
    // BEGIN SOLUTION     files.len()
    // BEGIN SOLUTION )
    let (jobs, queue) = channel::unbounded();
    let (done, read) = channel::unbounded();
    (0..files.len()).for_each(|i| jobs.send(i).unwrap());
    drop(jobs); // Now the queue has an end; else each thread would wait for one more file.
    let process = |i: usize| done.send((i, reader.process(&files[i]))).unwrap();
    let work = || queue.iter().for_each(process);
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    BTreeMap::from_iter(read.try_iter()).into_values().collect()
    // END SOLUTION
}

// TODO(2): the same on a rayon pool of `workers` threads, which may be many more than there are
// cores.
fn on_a_pool(files: &[PathBuf], reader: &Reader, workers: usize) -> Vec<Outcome> {
    // BEGIN SOLUTION todo!(
    // BEGIN SOLUTION     "TODO(2): process {} files with {reader:?} on a pool of {workers} threads",
    // BEGIN SOLUTION     files.len()
    // BEGIN SOLUTION )
    let pool = ThreadPoolBuilder::new().num_threads(workers).build();
    pool.expect("the system gives us threads").install(|| {
        let outcomes = files.par_iter().map(|file| reader.process(file));
        outcomes.collect()
    })
    // END SOLUTION
}

/// What the exercise runs and checks.
pub const ANSWERS: files::Answers = files::Answers {
    on_scoped_threads,
    on_a_pool,
};
