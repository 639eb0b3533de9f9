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
    todo!("TODO(1): {} pictures on {workers} threads", jobs.len())
}

// TODO(2): the same in the worker processes of `pool`. A job crosses to them, and that is a few paths:
// the worker opens the file itself. If a worker dies, that is the failure of the picture that it had
// in hand (`job.failed(error)` makes one), and the others are done all the same.
fn on_processes(jobs: &[Job], pool: &Pool) -> Vec<Outcome> {
    todo!("TODO(2): {} jobs, {} workers", jobs.len(), pool.workers())
}

// TODO(3): the same as a pipeline: `stages.readers` threads call `resize::read`, `stages.workers` call
// `resize::shrink`, `stages.writers` call `resize::write`. Between two stages is a channel with room for
// `stages.room` pictures, so that a stage which is too fast has to wait. Failures pass through as they
// are. Return all outcomes in the order of the jobs.
fn pipeline(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    todo!("TODO(3): {} pictures, {stages:?}", jobs.len())
}

// TODO(4): save what `fill` writes into the file that you give it, as `target`: whole or not at all.
// Whoever opens `target` meanwhile finds the old content, or nothing if there was none. If `fill` fails,
// its error comes back, the old file is as it was, and nothing is left lying about. Several threads and
// processes save into the same folder at the same time, and none waits for another. The folder is there.
fn save(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    todo!("TODO(4): save {}, {fill:p}", target.display())
}

/// What the exercise runs and checks.
pub const ANSWERS: resize::Answers = resize::Answers {
    on_threads,
    on_processes,
    pipeline,
    save,
};
