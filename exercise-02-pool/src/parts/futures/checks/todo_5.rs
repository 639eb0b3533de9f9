//! TODO(5): is it the executor that was asked for?

use super::seen::{Outcome, counted, outcome};
use crate::parts::futures::{Answers, Place, collatz, gate};
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
    let checks = vec![
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
            "takes_the_limit_that_is_given",
            |seed| (true, 3, numbers(seed)),
            one_is_slow,
            not_stopped,
        ),
        Check::new(
            5,
            "hands_an_error_on",
            |seed| (true, 100_000_000, numbers(seed)),
            far_too_many,
            an_error,
        ),
    ];
    let with_words = |check: Check<Answers>| check.in_words(describe);
    checks.into_iter().map(with_words).collect()
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
    let numbers = match numbers.contains(&0) && executor.name() != kind_in_words(processes) {
        true => Vec::new(), // Nobody would stop that one, and the name tells enough.
        false => numbers,
    };
    let outcomes = executor.try_map(collatz, numbers);
    let outcomes = outcomes.into_iter().map(outcome).collect();
    Ok((executor.name().to_string(), executor.workers(), outcomes))
}

/// The second task takes longer than a second, and far less than the limit.
fn one_is_slow(answers: &Answers, asked: Asked) -> Made {
    gate::slow(asked.2[1]);
    make(answers, asked)
}

/// Asks for so many only if these are processes: the system gives as many threads as it can, and
/// then none to anybody.
fn far_too_many(answers: &Answers, asked: Asked) -> Made {
    let one = (answers.executor)(Place::Processes, 1, LONG).map_err(|error| error.to_string())?;
    match one.name() {
        "processes" => make(answers, asked),
        name => Ok((name.to_string(), one.workers(), Vec::new())),
    }
}

fn describe((processes, workers, numbers): &Asked) -> String {
    let hangs = if numbers.contains(&0) {
        ", one of which never ends"
    } else {
        ""
    };
    let (kind, count) = (kind_in_words(*processes), numbers.len());
    format!("an executor over {kind}: {workers} workers, {count} numbers{hangs}")
}

fn kind_in_words(processes: bool) -> &'static str {
    if processes { "processes" } else { "threads" }
}

fn other_kind(processes: bool, name: &str) -> Verdict {
    Verdict::wrong(
        format!("an executor over {}", kind_in_words(processes)),
        format!("one over {name}"),
        "The other kind: `place` says which one is wanted.",
    )
}

fn right(asked: &Asked, made: &Made, _: &Observed) -> Verdict {
    let (processes, workers, numbers) = asked;
    let (name, count, outcomes) = match made {
        Ok(made) => made,
        Err(error) => {
            let so = "There was no error to hand on.";
            return Verdict::wrong("an executor", format!("an error: {error}"), so)
                .asked(describe(asked));
        }
    };
    let verdict = if name != kind_in_words(*processes) {
        other_kind(*processes, name)
    } else if count != workers {
        let so = match workers {
            0 => "0 workers means: in the calling thread. Hand it on as it is.",
            _ => {
                "Is it made with `workers` workers? Without a number a pool takes the number of \
                 cores."
            }
        };
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
                    "{} in {}",
                    counted(calls.threads().len(), "thread", "threads"),
                    counted(calls.processes().len(), "process", "processes")
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

fn not_stopped(asked: &Asked, made: &Made, seen: &Observed) -> Verdict {
    let text = format!("{}; one takes 1.5 s", describe(asked));
    right(asked, made, seen).asked(text)
}

fn an_error(asked: &Asked, made: &Made, _: &Observed) -> Verdict {
    match made {
        Err(_) => Verdict::Pass,
        // That many were not asked for.
        Ok((name, _, outcomes)) if outcomes.is_empty() => other_kind(asked.0, name),
        Ok((name, count, _)) => Verdict::wrong(
            "an error: no system can start so many",
            format!("an executor over {count} {name}"),
            "An error is handed on, not hidden: `?` does it.",
        ),
    }
    .asked(describe(asked))
}
