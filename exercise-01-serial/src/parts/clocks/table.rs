//! The lines under the report: real work, told apart; and one loop, measured four times.

use super::Answers;
use super::demo::PLAN;
use super::optimised::{LOOPS, NUMBERS};
use super::types::SystemMeter;
use super::works::{self, WORKS};
use common::exercise::{Run, cores, grouped, seconds};
use common::timing::{SystemClock, ratio};
use std::time::{Duration, Instant};

/// What each piece of work costs, and what it is bound by.
pub fn works(answers: &Answers, run: &mut Run, time: Duration) {
    run.note(format!(
        "{:<21} {:>8} {:>8} {:>8} {:>5}",
        "by your answers", "wall", "user", "system", "busy"
    ));
    let (start, queued_before) = (Instant::now(), queued());
    for work in WORKS {
        run.progress(work.name);
        let mut outcome = Ok(());
        let cost = (answers.cost_of)(&SystemMeter, &mut || outcome = (work.run)(time));
        if let Err(error) = outcome {
            run.note(format!("{:<21} cannot be done here: {error}", work.name));
            continue;
        }
        let bound = (answers.classify)(&cost, work.at_once.min(cores()));
        run.note(format!(
            "{:<21} {:>8} {:>8} {:>8} {:>5.2}  {bound}",
            work.name,
            seconds(cost.wall),
            seconds(cost.user),
            seconds(cost.system),
            (answers.busy)(&cost),
        ));
    }
    run.progress("");
    run.note(format!("The files lay in {}.", works::folder().display()));
    let (took, lost) = (start.elapsed(), queued().saturating_sub(queued_before));
    if lost > took / 10 {
        let (took, lost) = (seconds(took), seconds(lost));
        run.note(format!(
            "For {lost} of these {took} there was work to do, and no core for it:"
        ));
        run.note("on so busy a machine the words in the last column say little.");
    }
}

/// How long this thread was ready so far, and had no core. Linux keeps that clock; elsewhere it stands still.
fn queued() -> Duration {
    let clocks = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = clocks
        .split_whitespace()
        .nth(1)
        .and_then(|n| n.parse().ok());
    Duration::from_nanos(nanos.unwrap_or(0))
}

/// What the optimiser left of a loop, by how much was hidden from it.
pub fn loops(answers: &Answers, run: &mut Run) {
    run.note("");
    let numbers = grouped(NUMBERS);
    run.note(format!(
        "Add up {numbers} numbers, and hide from the optimiser:"
    ));
    run.note(format!(
        "{:<21} {:>8} {:>8} {:>8} {:>8} {:>10}",
        "", "median", "fastest", "slowest", "spread", "calls"
    ));
    for each in LOOPS {
        run.progress(each.name);
        let samples = (answers.bench)(&SystemClock, PLAN, &mut || (each.run)());
        let times = (answers.summary)(&samples.times);
        run.note(format!(
            "{:<21} {:>8} {:>8} {:>8} {:>6.1} % {:>10}",
            each.name,
            short(times.median),
            short(times.fastest),
            short(times.slowest),
            ratio(times.spread, times.median) * 100.0,
            grouped(samples.calls.into()),
        ));
    }
    run.progress("");
}

/// Below a microsecond in nanoseconds: of less a `Duration` knows nothing.
fn short(time: Duration) -> String {
    match time < Duration::from_micros(1) {
        true => format!("{} ns", time.as_nanos()),
        false => seconds(time),
    }
}
