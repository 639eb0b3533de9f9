//! Two tasks at once, that sleep and that compute: TODO(5).

use crate::parts::futures::{Answers, Place};
use common::exercise::{Run, Steps, grouped};
use common::primes::count_primes;
use common::process::{Error, Executor, Task};
use std::hint::black_box;
use std::thread;
use std::time::Duration;

/// How long a nap is, in milliseconds.
const NAP: u64 = 200;
/// The primes below this number are counted.
const COUNT: u64 = 1_500_000;
/// More than either takes.
const LIMIT: Duration = Duration::from_secs(60);

pub fn demo(answers: &Answers, run: &mut Run) {
    two(
        "two naps",
        nap,
        |executor| executor.submit(nap, ()),
        answers,
        run,
    );
    two(
        "two counts",
        count,
        |executor| executor.submit(count, ()),
        answers,
        run,
    );
    if !run.inline() && run.workers() != 2 {
        run.note(format!(
            "{:<22} on two workers, whatever --workers says",
            "two naps, two counts"
        ));
    }
}

/// A task that only looks like work: it waits.
fn nap((): ()) -> u64 {
    thread::sleep(Duration::from_millis(NAP));
    NAP
}

/// One that is CPU-bound.
fn count((): ()) -> u64 {
    count_primes(0..black_box(COUNT))
}

/// Runs two tasks, one after the other and at the same time.
fn two(
    name: &str,
    task: fn(()) -> u64,
    submit: fn(&Executor) -> Task<u64>,
    answers: &Answers,
    run: &mut Run,
) {
    let (workers, count) = if run.inline() { (0, 1) } else { (2, 2) };
    let mut steps = Steps::new(|sum: &u64| grouped(*sum));
    if name == "two naps" {
        steps.waits();
    }
    steps.baseline(&format!("{name}: in turn"), move || Ok(task(()) + task(())));
    for (kind, place) in [("threads", Place::Threads), ("processes", Place::Processes)] {
        let executor = answers.executor;
        let both = move || -> Result<u64, Error> {
            let executor = executor(place, workers, LIMIT)?;
            // Both are handed in before either is waited for.
            let tasks = [submit(&executor), submit(&executor)];
            tasks.into_iter().map(Task::get).sum()
        };
        let both = move || both().map_err(|error| error.to_string());
        steps
            .add(&format!("{name}: {kind}"), both)
            .todo(5)
            .workers(count);
    }
    run.measure(steps);
}
