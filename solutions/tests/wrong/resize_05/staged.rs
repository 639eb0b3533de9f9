//! Wrong pipelines.

use super::{SOLVED, backwards, good, index};
use crossbeam::channel::{Receiver, Sender, unbounded};
use exercise_05_mixed::parts::resize::{Job, Outcome, Stages, read, shrink, write};
use std::thread;

pub fn one_stage(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    (SOLVED.on_threads)(&jobs, stages.workers)
}

/// The right one, of another shape.
fn shaped(jobs: Vec<Job>, stages: Stages) -> Vec<Outcome> {
    (SOLVED.pipeline)(jobs, &stages)
}

pub fn unbounded_channels(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    let room = jobs.len();
    shaped(jobs, Stages { room, ..*stages })
}

pub fn some_room(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    let room = stages.room.max(1);
    shaped(jobs, Stages { room, ..*stages })
}

pub fn one_thread_each(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    let (readers, workers, writers) = (1, 1, 1);
    let stages = Stages {
        readers,
        workers,
        writers,
        ..*stages
    };
    shaped(jobs, stages)
}

pub fn serial(jobs: Vec<Job>, _: &Stages) -> Vec<Outcome> {
    let one = |job| read(job).and_then(shrink).and_then(write);
    jobs.into_iter().map(one).collect()
}

pub fn one_worker(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    let workers = 1;
    shaped(jobs, Stages { workers, ..*stages })
}

pub fn thread_for_each(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    let workers = jobs.len().max(1);
    shaped(jobs, Stages { workers, ..*stages })
}

pub fn failures_dropped(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    good((SOLVED.pipeline)(jobs, stages))
}

pub fn arrival(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    backwards((SOLVED.pipeline)(jobs, stages))
}

/// `threads` threads that take from `input`; everything is there when it comes back.
fn all_of<A: Send, B: Send>(input: Vec<A>, threads: usize, work: fn(A) -> B) -> Vec<B> {
    let (given, taken): (Sender<A>, Receiver<A>) = unbounded();
    input.into_iter().for_each(|item| drop(given.send(item)));
    drop(given);
    let (sender, output) = unbounded();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (taken, sender) = (taken.clone(), sender.clone());
            scope.spawn(move || taken.iter().try_for_each(|item| sender.send(work(item))));
        }
    });
    drop(sender);
    output.iter().collect()
}

fn sorted(mut outcomes: Vec<Outcome>) -> Vec<Outcome> {
    outcomes.sort_by_key(index);
    outcomes
}

pub fn all_read_first(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    let loaded = all_of(jobs, stages.readers, read);
    let rest = |loaded: Result<_, _>| loaded.and_then(shrink).and_then(write);
    sorted(all_of(loaded, stages.workers, rest))
}

pub fn all_shrunk_first(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    let shrunk = all_of(jobs, stages.workers, |job| read(job).and_then(shrink));
    let written = |small: Result<_, _>| small.and_then(write);
    sorted(all_of(shrunk, stages.writers, written))
}

pub fn never_ends(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome> {
    let (sender, outcomes) = unbounded();
    for outcome in (SOLVED.pipeline)(jobs, stages) {
        sender.send(outcome).expect("its receiver is here");
    }
    outcomes.iter().collect()
}
