//! TODO(4): failures that are lost, or taken for something else.

use super::{Wrong, wrong};
use common::process::{Child, Error, Exit, Pool, spawn};
use exercise_04_threads_vs_procs::parts::processes::{Answers, Ending, Job, work};
use solutions::exercise_04_threads_vs_procs::processes::ANSWERS as SOLVED;
use std::panic::catch_unwind;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

type Endings = Result<Vec<Ending>, Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, fn(&[Job]) -> Endings); 18] = [
        (
            "the first failure ends all",
            "has taken the endings of all others",
            first_ends_all,
        ),
        (
            "failures dropped",
            "A child that failed is missing",
            dropped,
        ),
        ("zero for a failure", "A failure became a number", zeros),
        (
            "never looked at",
            "A failure became a number",
            never_looked_at,
        ),
        ("code 0 is good", "whatever its exit code is", code_0),
        ("the shell's numbers", "128 and the signal", shell),
        (
            "code 101 for a panic",
            "The exit code only tells that it panicked",
            code_101,
        ),
        (
            "the whole error for a message",
            "The message is to be that of the panic, alone",
            whole_error,
        ),
        (
            "a panic for everything",
            "Nobody panicked there",
            all_panics,
        ),
        ("unwraps", "match on it in place of `unwrap`", unwraps),
        (
            "in the program itself",
            "no `catch_unwind` can save it",
            at_home,
        ),
        ("threads", "The job ran in the program itself", threads),
        ("one by one", "One after another", one_by_one),
        ("another order", "not in the order of `jobs`", sorted),
        (
            "as they arrive",
            "not in the order of `jobs`",
            as_they_arrive,
        ),
        (
            "starts passed over",
            "A job without a child was passed over",
            passed_over,
        ),
        (
            "an ending for every error",
            "An error that is no ending was taken for one",
            every_error,
        ),
        (
            "one child for all",
            "has taken the endings of all others",
            one_child,
        ),
    ];
    let answers = |post_mortem| Answers {
        post_mortem,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(4, name, says, answers(answer)))
        .into()
}

fn children(jobs: &[Job]) -> Result<Vec<Child<u64>>, Error> {
    jobs.iter().map(|job| spawn(work, *job)).collect()
}

/// The ending of a child, with one mistake.
fn ending(outcome: Result<u64, Error>, wrong: fn(&Error) -> Option<Ending>) -> Ending {
    match outcome {
        Ok(number) => Ending::Returned(number),
        Err(error) => wrong(&error).unwrap_or_else(|| match error {
            Error::ChildPanicked { message, .. } => Ending::Panicked(message),
            Error::ChildDied {
                status: Exit::Signal(signal),
                ..
            } => Ending::Killed(signal),
            Error::ChildDied {
                status: Exit::Code(code),
                ..
            } => Ending::Left(code),
            error => panic!("{error}"),
        }),
    }
}

fn but(jobs: &[Job], wrong: fn(&Error) -> Option<Ending>) -> Endings {
    let children = children(jobs)?.into_iter();
    Ok(children.map(|child| ending(child.join(), wrong)).collect())
}

fn first_ends_all(jobs: &[Job]) -> Endings {
    let children = children(jobs)?.into_iter();
    children
        .map(|child| Ok(Ending::Returned(child.join()?)))
        .collect()
}

fn dropped(jobs: &[Job]) -> Endings {
    let children = children(jobs)?.into_iter();
    let good = children.filter_map(|child| child.join().ok());
    Ok(good.map(Ending::Returned).collect())
}

fn zeros(jobs: &[Job]) -> Endings {
    let children = children(jobs)?.into_iter();
    let numbers = children.map(|child| child.join().unwrap_or_default());
    Ok(numbers.map(Ending::Returned).collect())
}

/// As in Python, where `join` says nothing of the child's failure, and what is not sent back is not
/// missed.
fn never_looked_at(jobs: &[Job]) -> Endings {
    let wait = |(mut child, job): (Child<u64>, &Job)| {
        let _ = child.join_timeout(Duration::MAX);
        match job {
            Job::Return(number) => Ending::Returned(*number),
            _ => Ending::Returned(1),
        }
    };
    Ok(children(jobs)?.into_iter().zip(jobs).map(wait).collect())
}

fn code_0(jobs: &[Job]) -> Endings {
    but(jobs, |error| match error {
        Error::ChildDied {
            status: Exit::Code(0),
            ..
        } => Some(Ending::Returned(0)),
        _ => None,
    })
}

fn shell(jobs: &[Job]) -> Endings {
    but(jobs, |error| match error {
        Error::ChildDied {
            status: Exit::Signal(n),
            ..
        } => Some(Ending::Left(128 + n)),
        _ => None,
    })
}

fn code_101(jobs: &[Job]) -> Endings {
    but(jobs, |error| match error {
        Error::ChildPanicked { .. } => Some(Ending::Left(101)),
        _ => None,
    })
}

fn whole_error(jobs: &[Job]) -> Endings {
    but(jobs, |error| match error {
        Error::ChildPanicked { .. } => Some(Ending::Panicked(error.to_string())),
        _ => None,
    })
}

fn all_panics(jobs: &[Job]) -> Endings {
    but(jobs, |error| match error {
        Error::ChildPanicked { .. } => None,
        error => Some(Ending::Panicked(error.to_string())),
    })
}

fn unwraps(jobs: &[Job]) -> Endings {
    let children = children(jobs)?.into_iter();
    Ok(children
        .map(|child| Ending::Returned(child.join().unwrap()))
        .collect())
}

fn at_home(jobs: &[Job]) -> Endings {
    let run = |job: &Job| {
        let job = *job;
        let outcome = catch_unwind(|| work(job));
        outcome.map_or_else(panicked, Ending::Returned)
    };
    Ok(jobs.iter().map(run).collect())
}

fn panicked(payload: Box<dyn std::any::Any + Send>) -> Ending {
    let text = payload.downcast_ref::<String>();
    Ending::Panicked(text.cloned().unwrap_or("a job that fails".to_string()))
}

fn threads(jobs: &[Job]) -> Endings {
    let start = |job: &Job| {
        let job = *job;
        thread::spawn(move || work(job))
    };
    let threads: Vec<_> = jobs.iter().map(start).collect();
    let threads = threads.into_iter();
    Ok(threads
        .map(|thread| thread.join().map_or_else(panicked, Ending::Returned))
        .collect())
}

fn one_by_one(jobs: &[Job]) -> Endings {
    let run = |job: &Job| Ok(ending(spawn(work, *job)?.join(), |_| None));
    jobs.iter().map(run).collect()
}

fn sorted(jobs: &[Job]) -> Endings {
    let mut endings = (SOLVED.post_mortem)(jobs)?;
    endings.sort_by_key(|ending| format!("{ending:?}"));
    Ok(endings)
}

fn as_they_arrive(jobs: &[Job]) -> Endings {
    let (tell, told) = mpsc::channel();
    for child in children(jobs)? {
        let tell = tell.clone();
        thread::spawn(move || tell.send(ending(child.join(), |_| None)));
    }
    drop(tell);
    Ok(told.into_iter().collect())
}

fn passed_over(jobs: &[Job]) -> Endings {
    let start = |job: &Job| spawn(work, *job).ok();
    let children: Vec<_> = jobs.iter().filter_map(start).collect();
    let endings = children.into_iter().map(|child| match child.join() {
        Err(error @ Error::ChildCodec { .. }) => Err(error),
        outcome => Ok(ending(outcome, |_| None)),
    });
    endings.collect()
}

fn every_error(jobs: &[Job]) -> Endings {
    but(jobs, |error| match error {
        Error::ChildPanicked { .. } | Error::ChildDied { .. } => None,
        _ => Some(Ending::Left(-1)),
    })
}

/// Whoever comes after the first that fails is never begun.
fn one_child(jobs: &[Job]) -> Endings {
    let all = |jobs: Vec<Job>| -> Vec<u64> { jobs.into_iter().map(work).collect() };
    let numbers = Pool::new(1)?.apply(all, jobs.to_vec())?;
    Ok(numbers.into_iter().map(Ending::Returned).collect())
}
