//! The pictures of a folder, made smaller: on threads, on processes, and as a pipeline.
//!
//! `resize::resize(&job)` does one picture: it reads the file, decodes it, resizes the pixels, encodes
//! the result and a thumbnail, and writes both. The pictures do not depend on each other, so this is
//! the easiest kind of parallel work there is, and the gain is nearly the number of cores.
//!
//! What makes it real is everything around: a folder has pictures in it that are broken, empty, or
//! huge, and the rest must be done all the same. What goes wrong with a picture is therefore a value,
//! a `Failure`, in the place of its result. A worker process may die; that costs its picture and no
//! other. There may be more pictures than memory, so only a few may be in it at a time. And whoever
//! looks at a result, or kills the program, must never find half a file.
//!
//! Note what the work costs before you share it out: the first row of the report resizes with the
//! crate that everybody takes, and a better one gains more than a second core. The lesson in
//! `lessons/resize.md` leads through the four TODOs.

use ::exercise_05_mixed::parts::resize::{self, Fill, Job, Outcome, Stages};
use common::process::Pool;
// BEGIN SOLUTION
use crossbeam::channel::{Receiver, bounded, unbounded};
use rayon::prelude::*;
use std::fs::{self, File};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::Scope;
// END SOLUTION
use std::io;
use std::path::Path;

// The types, all in `resize`:
//   Outcome = Result<Done, Failure>       resize(&Job) -> Outcome: all three stages, one after the other
//   Loaded  = Result<Picture, Failure>    read(Job) -> Loaded
//   Shrunk  = Result<Small, Failure>      shrink(Picture) -> Shrunk
//                                         write(Small) -> Outcome
// `Done` and `Failure` have a field `index`: the picture's place in the list of jobs.

// TODO(1): make all pictures smaller on `workers` threads, each with `resize::resize`. Return what came
// of each, in the order of `jobs`. There is nothing to unwrap: what failed is an outcome, too.
fn on_threads(jobs: &[Job], workers: usize) -> Vec<Outcome> {
    // BEGIN SOLUTION todo!("TODO(1): {} pictures on {workers} threads", jobs.len())
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build();
    let pool = pool.expect("threads can be started");
    pool.install(|| jobs.par_iter().map(resize::resize).collect())
    // END SOLUTION
}

// TODO(2): the same in the worker processes of `pool`. A job crosses to them, and that is a few paths:
// the worker opens the file itself. If a worker dies, that is the failure of the picture that it had
// in hand (`job.failed(error)` makes one), and the others are done all the same.
fn on_processes(jobs: &[Job], pool: &Pool) -> Vec<Outcome> {
    // BEGIN SOLUTION todo!("TODO(2): {} jobs, {} workers", jobs.len(), pool.workers())
    let results = pool.try_map(|job: Job| resize::resize(&job), jobs.to_vec());
    let each = jobs.iter().zip(results);
    each.map(|(job, result)| result.unwrap_or_else(|error| Err(job.failed(error))))
        .collect()
    // END SOLUTION
}

// TODO(3): the same as a pipeline: `stages.readers` threads call `resize::read`, `stages.workers` call
// `resize::shrink`, `stages.writers` call `resize::write`. Between two stages is a channel with room for
// `stages.room` pictures, so that a stage which is too fast has to wait. Failures pass through as they
// are. Return all outcomes in the order of the jobs.
fn pipeline(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    // BEGIN SOLUTION todo!("TODO(3): {} pictures, {stages:?}", jobs.len())
    let (sender, all) = unbounded();
    jobs.into_iter()
        .for_each(|job| sender.send(job).expect("its receiver is here"));
    drop(sender);
    let mut outcomes: Vec<Outcome> = std::thread::scope(|scope| {
        let loaded = stage(scope, all, stages.readers, stages.room, resize::read);
        let shrink = |loaded: resize::Loaded| loaded.and_then(resize::shrink);
        let small = stage(scope, loaded, stages.workers, stages.room, shrink);
        let write = |small: resize::Shrunk| small.and_then(resize::write);
        stage(scope, small, stages.writers, stages.room, write)
            .iter()
            .collect()
    });
    outcomes.sort_by_key(|outcome| match outcome {
        Ok(done) => done.index,
        Err(failure) => failure.index,
    });
    outcomes
    // END SOLUTION
}

// BEGIN SOLUTION

/// Threads that take from `input`, work, and give to the channel that comes back. It ends when they have.
fn stage<'scope, A: Send + 'scope, B: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    input: Receiver<A>,
    threads: usize,
    room: usize,
    work: fn(A) -> B,
) -> Receiver<B> {
    let (sender, output) = bounded(room);
    for _ in 0..threads {
        let (input, sender) = (input.clone(), sender.clone());
        scope.spawn(move || input.iter().try_for_each(|item| sender.send(work(item))));
    }
    output
}
// END SOLUTION

// TODO(4): save what `fill` writes into the file that you give it, as `target`: whole or not at all.
// Whoever opens `target` meanwhile finds the old content, or nothing if there was none. If `fill` fails,
// its error comes back, the old file is as it was, and nothing is left lying about. Several threads and
// processes save into the same folder at the same time, and none waits for another. The folder is there.
fn save(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    // BEGIN SOLUTION todo!("TODO(4): save {}, {fill:p}", target.display())
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let aside = target.with_file_name(format!(".unfinished-{}-{number}", std::process::id()));
    let filled = File::create(&aside).and_then(|mut file| fill(&mut file));
    let saved = filled.and_then(|()| fs::rename(&aside, target));
    if saved.is_err() {
        // What is left is of no use, and the first error says more than a second one.
        let _ = fs::remove_file(&aside);
    }
    saved
    // END SOLUTION
}

/// What the exercise runs and checks.
pub const ANSWERS: resize::Answers = resize::Answers {
    on_threads,
    on_processes,
    pipeline,
    save,
};
