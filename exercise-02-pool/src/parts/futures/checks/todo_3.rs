//! TODO(3): does the limit stop one task, and leave the others alone?

use super::seen::counted;
use crate::parts::futures::errors::kind;
use crate::parts::futures::{Answers, CRASHES, collatz, gate};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::thread;
use std::time::Duration;

/// A question: the numbers, how many workers, and the limit in milliseconds.
type Asked = (Vec<u64>, usize, u64);
/// An answer, with the kind of error.
type Limited = Result<Vec<Option<u64>>, String>;

/// Long enough for every task that ends at all, however busy the machine is.
const SHORT: u64 = 1_000;
/// As good as none.
const LONG: u64 = 60_000;

const LATE: &str = "A task that never ends goes on after its time is up, and the pool waits for it when \
                    it is dropped. `get_timeout` only stops waiting; `task_timeout` of the pool's \
                    builder stops the task.";

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            3,
            "computes_each_number",
            |seed| (numbers(seed, 7), 3, LONG),
            limited,
            right,
        ),
        Check::new(
            3,
            "copes_with_more_workers_than_numbers",
            |seed| (numbers(seed, 1), 3, LONG),
            limited,
            right,
        ),
        Check::new(
            3,
            "copes_with_no_numbers",
            |_| (vec![], 2, LONG),
            limited,
            right,
        ),
        Check::new(
            3,
            "uses_processes",
            |seed| (numbers(seed, 3), 3, LONG),
            limited,
            processes,
        )
        .holding(3),
        Check::new(
            3,
            "stops_the_task_that_never_ends",
            one_hangs,
            limited,
            stopped,
        )
        .points(2)
        .late(LATE),
        Check::new(
            3,
            "limits_each_task_and_not_all_of_them",
            two_hang,
            limited,
            stopped,
        )
        .points(2)
        .late(LATE),
        Check::new(
            3,
            "takes_the_limit_that_is_given",
            |seed| (numbers(seed, 3), 3, LONG),
            one_is_slow,
            not_stopped,
        ),
        Check::new(3, "hands_a_panic_on", one_panics, limited, an_error),
        Check::new(3, "hands_a_crash_on", one_crashes, limited, an_error),
    ];
    let with_words = |check: Check<Answers>| check.in_words(describe);
    checks.into_iter().map(with_words).collect()
}

fn numbers(seed: u64, count: usize) -> Vec<u64> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..count).map(|_| random.u64(1_000..1_000_000)).collect()
}

fn one_hangs(seed: u64) -> Asked {
    let mut numbers = numbers(seed, 7);
    numbers[2] = 0;
    (numbers, 2, SHORT)
}

/// On one worker, one after the other: together they take longer than one task may.
fn two_hang(seed: u64) -> Asked {
    let mut numbers = numbers(seed, 5);
    (numbers[1], numbers[3]) = (0, 0);
    (numbers, 1, SHORT)
}

fn one_panics(seed: u64) -> Asked {
    let mut numbers = numbers(seed, 4);
    numbers[1] = u64::MAX;
    (numbers, 2, LONG)
}

fn one_crashes(seed: u64) -> Asked {
    let mut numbers = numbers(seed, 4);
    numbers[1] = CRASHES;
    (numbers, 2, LONG)
}

/// The second one takes longer than a second, and far less than the limit.
fn one_is_slow(answers: &Answers, asked: Asked) -> Limited {
    gate::slow(asked.0[1]);
    limited(answers, asked)
}

fn limited(answers: &Answers, (numbers, workers, limit): Asked) -> Limited {
    let limit = Duration::from_millis(limit);
    let steps = (answers.with_limit)(&numbers, workers, limit);
    gate::mark("returned");
    if numbers.contains(&0) {
        // A task that runs on says so every 20 ms. A right answer has none, however long we wait.
        thread::sleep(Duration::from_millis(150));
    }
    steps.map_err(|error| kind(&error).to_string())
}

fn describe((numbers, workers, limit): &Asked) -> String {
    let hang = match numbers.iter().filter(|&&n| n == 0).count() {
        0 => "",
        1 => ", of which 0 never ends",
        _ => ", of which 0 and 0 never end",
    };
    let count = counted(numbers.len(), "number", "numbers");
    let workers = counted(*workers, "worker", "workers");
    format!("{count}{hang}; {workers}, limit {limit} ms")
}

fn right(asked: &Asked, steps: &Limited, seen: &Observed) -> Verdict {
    results(asked, steps, seen).asked(describe(asked))
}

fn results(asked: &Asked, steps: &Limited, seen: &Observed) -> Verdict {
    let numbers = &asked.0;
    let hang = numbers.iter().filter(|&&n| n == 0).count();
    let expected = format!("{} results, {hang} of them `None`", numbers.len());
    let steps = match steps {
        Ok(steps) => steps,
        Err(kind) if kind == "timed out" => {
            let so = "One task that took too long has ended everything: the others had results. Its \
                      `TimedOut` becomes a `None`, and only that one.";
            return Verdict::wrong(expected, "the error `TimedOut` for all", so);
        }
        Err(kind) => {
            let so = "There was no other error than the time limit.";
            return Verdict::wrong(expected, format!("an error: {kind}"), so);
        }
    };
    if steps.len() != numbers.len() {
        let so = "One for each number: a `None` keeps the place of a task that took too long.";
        return Verdict::wrong(expected, format!("{} results", steps.len()), so);
    }
    for (i, (&number, &got)) in numbers.iter().zip(steps).enumerate() {
        let right = (number != 0).then(|| collatz(number));
        if got == right {
            continue;
        }
        let so = match (right, got) {
            (Some(_), None) => {
                "The time limit of one task took a result from another. It is for each task alone; only the \
                 worker of the one that hangs is to be stopped."
            }
            (None, Some(_)) => "It never ends, so there is no result: `None`.",
            _ if steps.iter().flatten().any(|&s| Some(s) == right) => {
                "That is the result of another number: are they in the order of `numbers`?"
            }
            _ => "Does each task call `futures::collatz` on its number?",
        };
        return Verdict::wrong(
            format!("{right:?} for number {i}, {number}"),
            format!("{got:?}"),
            so,
        );
    }
    match seen.of("collatz").calls.is_empty() && !numbers.is_empty() {
        true => Verdict::wrong(
            "calls of `collatz` in worker processes",
            "no call at all",
            "Your answer never called `collatz`. Let the pool run it on each number.",
        ),
        false => Verdict::Pass,
    }
}

fn processes(asked: &Asked, steps: &Limited, seen: &Observed) -> Verdict {
    let calls = seen.of("collatz");
    results(asked, steps, seen)
        .or(|| {
            let expected = "three calls of `collatz` at the same time, in three processes";
            if calls.processes().contains(&seen.asked_pid) {
                let so = "A thread cannot be stopped from outside: a time limit needs a process that can \
                          be killed. `Pool` has them.";
                return Verdict::serial(expected, "calls in the program itself", so);
            }
            match calls.most_at_once() {
                3.. => Verdict::Pass,
                _ => Verdict::serial(
                    expected,
                    format!(
                        "one after another, in {}",
                        counted(calls.processes().len(), "process", "processes")
                    ),
                    "One pool of `workers` workers, and all numbers handed in to it at once.",
                ),
            }
        })
        .asked(describe(asked))
}

/// The results are right, and nothing goes on in the background.
fn stopped(asked: &Asked, steps: &Limited, seen: &Observed) -> Verdict {
    results(asked, steps, seen)
        .or(|| {
            let returned = seen.calls.iter().find(|call| call.item == "returned");
            let returned = returned.map_or(usize::MAX, |call| call.start);
            let mut still = seen.calls.iter().filter(|call| call.work == "still at it");
            match still.any(|call| call.start > returned) {
                false => Verdict::Pass,
                true => Verdict::wrong(
                    "nothing that runs on after your function has returned",
                    "the task that never ends, still at it",
                    "Nobody waits for it any more, and yet it runs. `task_timeout` of the pool's \
                     builder kills its worker.",
                ),
            }
        })
        .asked(describe(asked))
}

fn not_stopped(asked: &Asked, steps: &Limited, seen: &Observed) -> Verdict {
    let is_none = steps
        .as_ref()
        .is_ok_and(|steps| steps.get(1) == Some(&None));
    let verdict = match is_none {
        false => right(asked, steps, seen),
        true => Verdict::wrong(
            "all results: none takes longer than the limit",
            "`None` for the slow one",
            "It was stopped long before its time. Is the limit the one that was given?",
        ),
    };
    verdict.asked(format!("{}; one takes 1.5 s", describe(asked)))
}

fn an_error(asked: &Asked, steps: &Limited, _: &Observed) -> Verdict {
    let (right, what) = match asked.0.contains(&CRASHES) {
        true => ("worker died", "took its process down"),
        false => ("panicked", "panicked"),
    };
    match steps {
        Err(kind) if kind == right => Verdict::Pass,
        Err(kind) => Verdict::wrong(
            format!("the error as it was: a task {what}"),
            format!("another error: {kind}"),
            "Hand it on as it is.",
        ),
        Ok(steps) => Verdict::wrong(
            format!("the error of the task that {what}"),
            format!(
                "{} results, {} of them `None`",
                steps.len(),
                steps.iter().filter(|s| s.is_none()).count()
            ),
            "Only a `TimedOut` is a `None`. Whoever reads `None` for a panic or a crash looks for \
             slowness.",
        ),
    }
    .asked(format!("{}; one {what}", describe(asked)))
}
