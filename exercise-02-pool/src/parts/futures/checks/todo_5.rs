//! TODO(5): is it the executor that was asked for?

use super::seen::{Outcome, outcome};
use crate::parts::futures::{Answers, Place, collatz};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::time::Duration;

/// A question: whether in processes, how many workers, and the numbers.
type Asked = (bool, usize, Vec<u64>);
/// An answer: what the executor says of itself, and what it makes of the numbers.
type Made = Result<(String, usize, Vec<Outcome>), String>;

/// Long enough for every task that ends at all, however busy the machine is.
const SHORT: Duration = Duration::from_secs(1);
/// As good as none: where tasks are held until others have come, none is to be stopped for that.
const LONG: Duration = Duration::from_secs(60);

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(
            5,
            "gives_threads",
            |seed| (false, 3, numbers(seed)),
            make,
            on_threads,
        )
        .holding(3),
        Check::new(
            5,
            "gives_processes",
            |seed| (true, 3, numbers(seed)),
            make,
            in_processes,
        )
        .holding(3),
        Check::new(
            5,
            "works_without_any_workers",
            |seed| (true, 0, numbers(seed)),
            make,
            right,
        ),
        Check::new(
            5,
            "stops_what_takes_too_long_in_processes",
            one_hangs,
            make,
            right,
        )
        .points(2)
        .late("A task that never ends is never stopped: the pool was made without a limit."),
        Check::new(
            5,
            "hands_an_error_on",
            |seed| (true, 100_000_000, numbers(seed)),
            make,
            an_error,
        ),
    ]
}

fn numbers(seed: u64) -> Vec<u64> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..3).map(|_| random.u64(1_000..1_000_000)).collect()
}

fn one_hangs(seed: u64) -> Asked {
    let mut numbers = numbers(seed);
    numbers[1] = 0;
    (true, 2, numbers)
}

fn make(answers: &Answers, (processes, workers, numbers): Asked) -> Made {
    let place = if processes {
        Place::Processes
    } else {
        Place::Threads
    };
    let limit = if numbers.contains(&0) { SHORT } else { LONG };
    let executor = (answers.executor)(place, workers, limit).map_err(|error| error.to_string())?;
    let outcomes = executor.try_map(collatz, numbers);
    let outcomes = outcomes.into_iter().map(outcome).collect();
    Ok((executor.name().to_string(), executor.workers(), outcomes))
}

fn describe((processes, workers, numbers): &Asked) -> String {
    let kind = if *processes { "processes" } else { "threads" };
    let hangs = if numbers.contains(&0) {
        ", one of which never ends"
    } else {
        ""
    };
    format!("{workers} {kind} for {} numbers{hangs}", numbers.len())
}

fn right(asked: &Asked, made: &Made, _: &Observed) -> Verdict {
    let (processes, workers, numbers) = asked;
    let kind = if *processes { "processes" } else { "threads" };
    let (name, count, outcomes) = match made {
        Ok(made) => made,
        Err(error) => {
            let so = "There was no error to hand on.";
            return Verdict::wrong("an executor", format!("an error: {error}"), so)
                .asked(describe(asked));
        }
    };
    let verdict = if name != kind {
        let so = "The other kind: `place` says which one is wanted.";
        Verdict::wrong(
            format!("an executor over {kind}"),
            format!("one over {name}"),
            so,
        )
    } else if count != workers {
        let so =
            "Is it made with `workers` workers? Without a number a pool takes the number of cores.";
        Verdict::wrong(format!("{workers} workers"), format!("{count}"), so)
    } else {
        let right = |n: &u64| {
            if *n == 0 {
                Err("timed out".into())
            } else {
                Ok(collatz(*n))
            }
        };
        let right: Vec<Outcome> = numbers.iter().map(right).collect();
        match *outcomes == right {
            true => Verdict::Pass,
            false => {
                let so = "Is the limit the one that was given?";
                Verdict::wrong(format!("{right:?}"), format!("{outcomes:?}"), so)
            }
        }
    };
    verdict.asked(describe(asked))
}

fn on_threads(asked: &Asked, made: &Made, seen: &Observed) -> Verdict {
    let calls = seen.of("collatz");
    right(asked, made, seen).or(|| {
        match calls.processes().len() == 1 && calls.threads().len() >= 3 {
            true => Verdict::Pass,
            false => Verdict::serial(
                "three calls of `collatz` on three threads",
                format!(
                    "{} threads in {} processes",
                    calls.threads().len(),
                    calls.processes().len()
                ),
                "`Executor::threads` makes one.",
            ),
        }
    })
}

fn in_processes(asked: &Asked, made: &Made, seen: &Observed) -> Verdict {
    let calls = seen.of("collatz");
    right(asked, made, seen).or(|| match calls.processes().len() {
        3.. => Verdict::Pass,
        n => Verdict::serial(
            "three calls of `collatz` in three processes",
            format!("{n}"),
            "`Executor::from(pool)` makes one.",
        ),
    })
}

fn an_error(asked: &Asked, made: &Made, _: &Observed) -> Verdict {
    match made {
        Err(_) => Verdict::Pass,
        Ok((name, count, _)) => Verdict::wrong(
            "an error: no system can start so many",
            format!("an executor over {count} {name}"),
            "An error is handed on, not hidden: `?` does it.",
        ),
    }
    .asked(describe(asked))
}
