//! Read files and compute with them: two stages, and a channel of limited room between them.
//!
//! Each file has to be waited for, and then worked on. Waiting wants many threads, computing wants
//! one for each core; a pipeline gives each stage as many as it needs. The files that were read wait
//! in a channel until a worker takes them.
//!
//! That channel is where it gets interesting. If the readers are faster and the channel takes
//! everything, all files end up in memory. If it has room for a few only, a reader that finds it full
//! waits: that is back-pressure, and it costs no line of code beyond the right kind of channel.
//!
//! Nobody tells the stages when to stop, either. A channel ends when its last sender is dropped, and
//! a stage whose input has ended drops its own sender: the end runs through the pipeline by itself.
//! Errors travel the same way, as values: a file that cannot be read is an `Err` in the channel, and
//! nothing that has to stop the others. The lesson in `README.md` leads through the three TODOs.

use ::exercise_05_mixed::parts::pipeline::{
    self, Failure, Fingerprint, Job, Loaded, Outcome, Stages,
};
use crossbeam::channel::Receiver;
// BEGIN SOLUTION
use crossbeam::channel::bounded;
use std::thread;
// END SOLUTION

// What goes through the channels:
//   Loaded  = Result<Text, Failure>          pipeline::read(Job) -> Loaded
//   Outcome = Result<Fingerprint, Failure>   pipeline::compute(Text) -> Outcome
// Both functions take by value; `Fingerprint` and `Failure` have a field `index`.

// TODO(1): start `readers` threads. Each takes jobs until there are none left, calls `pipeline::read`
// on each, and sends what that gives, `Ok` or `Err`, into a channel of `crossbeam::channel` with room
// for `capacity`. `send` fails when nobody receives any more: stop then. Return the channel's receiver
// at once: the threads are still reading then.
fn start_readers(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    // BEGIN SOLUTION todo!("TODO(1): {readers} readers, room for {capacity}, {jobs:?}")
    let (sender, texts) = bounded(capacity);
    for _ in 0..readers {
        let (jobs, sender) = (jobs.clone(), sender.clone());
        let one = move |job| sender.send(pipeline::read(job));
        // It ends after the last job, or when a `send` fails because nobody wants more.
        thread::spawn(move || jobs.iter().try_for_each(one));
    }
    texts
    // END SOLUTION
}

// TODO(2): start `workers` threads. Each takes what was read until there is no more, calls
// `pipeline::compute` on every text, and sends the outcome on. An `Err` is sent on as it is. Outcomes
// are small: any channel will do. Return its receiver at once.
fn start_workers(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    // BEGIN SOLUTION todo!("TODO(2): {workers} workers, {texts:?}")
    let (sender, results) = bounded(workers);
    for _ in 0..workers {
        let (texts, sender) = (texts.clone(), sender.clone());
        let one = move |loaded: Loaded| sender.send(loaded.and_then(pipeline::compute));
        thread::spawn(move || texts.iter().try_for_each(one));
    }
    results
    // END SOLUTION
}

// TODO(3): join the stages: `stages.read(jobs)` starts the first, `stages.compute(texts)` the second.
// Return what was computed and what failed, each in the order of the files (their `index`). Every
// file is in one of the two.
fn run_pipeline(jobs: Receiver<Job>, stages: &Stages) -> (Vec<Fingerprint>, Vec<Failure>) {
    // BEGIN SOLUTION todo!("TODO(3): {} files, {stages:?}", jobs.len())
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for outcome in stages.compute(stages.read(jobs)) {
        outcome.map_or_else(|failure| failed.push(failure), |print| done.push(print));
    }
    done.sort_by_key(|print| print.index);
    failed.sort_by_key(|failure| failure.index);
    (done, failed)
    // END SOLUTION
}

/// What the exercise runs and checks.
pub const ANSWERS: pipeline::Answers = pipeline::Answers {
    start_readers,
    start_workers,
    run_pipeline,
};
