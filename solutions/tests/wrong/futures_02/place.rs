//! TODO(5): executors that nobody asked for.

use super::{Wrong, wrong};
use common::process::{Error, Executor, Pool};
use exercise_02_pool::parts::futures::{Answers, Place};
use solutions::exercise_02_pool::futures::ANSWERS as SOLVED;
use std::time::Duration;

type Answer = fn(Place, usize, Duration) -> Result<Executor, Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 8] = [
        ("always threads", "The other kind", always_threads),
        ("always processes", "The other kind", always_processes),
        ("no limit", "without a limit", no_limit),
        (
            "as many workers as cores",
            "made with `workers` workers",
            cores,
        ),
        ("one worker at least", "0 workers means", one_at_least),
        ("a limit of its own", "Is the limit the one", own_limit),
        ("the other way round", "The other kind", swapped),
        ("an error hidden", "An error is handed on", hidden),
    ];
    let answers = |executor| Answers { executor, ..SOLVED };
    all.map(|(name, says, answer)| wrong(5, name, says, answers(answer)))
        .into()
}

fn always_threads(_: Place, workers: usize, limit: Duration) -> Result<Executor, Error> {
    (SOLVED.executor)(Place::Threads, workers, limit)
}

fn always_processes(_: Place, workers: usize, limit: Duration) -> Result<Executor, Error> {
    (SOLVED.executor)(Place::Processes, workers, limit)
}

fn no_limit(place: Place, workers: usize, _: Duration) -> Result<Executor, Error> {
    match place {
        Place::Threads => Executor::threads(workers),
        Place::Processes => Executor::processes(workers),
    }
}

fn cores(place: Place, workers: usize, limit: Duration) -> Result<Executor, Error> {
    match place {
        Place::Threads => Executor::threads(workers),
        Place::Processes => Ok(Pool::builder().task_timeout(limit).build()?.into()),
    }
}

fn hidden(place: Place, workers: usize, limit: Duration) -> Result<Executor, Error> {
    (SOLVED.executor)(place, workers, limit).or(Executor::threads(2))
}

fn one_at_least(place: Place, workers: usize, limit: Duration) -> Result<Executor, Error> {
    (SOLVED.executor)(place, workers.max(1), limit)
}

fn own_limit(place: Place, workers: usize, _: Duration) -> Result<Executor, Error> {
    (SOLVED.executor)(place, workers, Duration::from_secs(1))
}

fn swapped(place: Place, workers: usize, limit: Duration) -> Result<Executor, Error> {
    let other = match place {
        Place::Threads => Place::Processes,
        Place::Processes => Place::Threads,
    };
    (SOLVED.executor)(other, workers, limit)
}
