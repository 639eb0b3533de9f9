//! Wrong ways to resize on threads.

use super::{SOLVED, backwards, good};
use exercise_05_mixed::parts::resize::{Failure, Job, Outcome, read, resize, shrink, write};
use rayon::prelude::*;
use std::thread;

pub fn in_turn(jobs: &[Job], _: usize) -> Vec<Outcome> {
    jobs.iter().map(resize).collect()
}

pub fn thread_each(jobs: &[Job], _: usize) -> Vec<Outcome> {
    thread::scope(|scope| {
        let threads: Vec<_> = jobs.iter().map(|job| scope.spawn(|| resize(job))).collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined
            .map(|outcome| outcome.expect("it catches panics"))
            .collect()
    })
}

/// As many threads as workers, and new ones for the next pictures.
pub fn waves(jobs: &[Job], workers: usize) -> Vec<Outcome> {
    let waves = jobs.chunks(workers);
    waves.flat_map(|wave| thread_each(wave, workers)).collect()
}

/// Looks first whether it goes well, and then does it.
pub fn twice(jobs: &[Job], workers: usize) -> Vec<Outcome> {
    let _ = (SOLVED.on_threads)(jobs, workers);
    (SOLVED.on_threads)(jobs, workers)
}

/// The three stages by hand.
pub fn by_hand(jobs: &[Job], workers: usize) -> Vec<Outcome> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build();
    let one = |job: &Job| read(job.clone()).and_then(shrink).and_then(write);
    pool.expect("threads can be started")
        .install(|| jobs.par_iter().map(one).collect())
}

pub fn expected_good(jobs: &[Job], workers: usize) -> Vec<Outcome> {
    let outcomes = (SOLVED.on_threads)(jobs, workers).into_iter();
    outcomes.map(|outcome| Ok(outcome.unwrap())).collect()
}

pub fn joined_at_once(jobs: &[Job], _: usize) -> Vec<Outcome> {
    let on_a_thread = |job| thread::scope(|scope| scope.spawn(|| resize(job)).join());
    let joined = jobs.iter().map(on_a_thread);
    joined
        .map(|outcome| outcome.expect("it catches panics"))
        .collect()
}

pub fn as_they_come(jobs: &[Job], workers: usize) -> Vec<Outcome> {
    backwards((SOLVED.on_threads)(jobs, workers))
}

pub fn first_error(jobs: &[Job], workers: usize) -> Vec<Outcome> {
    let all: Result<Vec<_>, Failure> = (SOLVED.on_threads)(jobs, workers).into_iter().collect();
    all.map_or(Vec::new(), |all| all.into_iter().map(Ok).collect())
}

pub fn good_only(jobs: &[Job], workers: usize) -> Vec<Outcome> {
    good((SOLVED.on_threads)(jobs, workers))
}

/// A thread that meets a broken picture takes its share with it.
pub fn unwrapped(jobs: &[Job], workers: usize) -> Vec<Outcome> {
    let share = jobs.len().div_ceil(workers).max(1);
    let unwrap = |job: &Job| Ok(resize(job).unwrap());
    thread::scope(|scope| {
        let shares = jobs.chunks(share);
        let threads: Vec<_> = shares
            .map(|share| scope.spawn(move || share.iter().map(unwrap).collect::<Vec<_>>()))
            .collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined.flat_map(Result::unwrap_or_default).collect()
    })
}

pub fn rest_forgotten(jobs: &[Job], workers: usize) -> Vec<Outcome> {
    let even = jobs.len() / workers * workers;
    (SOLVED.on_threads)(&jobs[..even], workers)
}
