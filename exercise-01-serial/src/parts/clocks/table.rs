//! The lines under the report: real work, told apart; and one loop, measured four times.

use super::Answers;
use super::demo::{PLAN, at_most};
use super::optimised::{LOOPS, NUMBERS};
use super::types::SystemMeter;
use super::works::{self, WORKS};
use common::exercise::{Run, grouped, seconds};
use common::timing::{SystemClock, ratio};
use std::time::Duration;

/// What each piece of work costs, and what it is bound by.
pub fn works(answers: &Answers, run: &mut Run, time: Duration) {
    run.note(format!(
        "{:<21} {:>8} {:>8} {:>8} {:>5}",
        "by your answers", "wall", "user", "system", "busy"
    ));
    for work in WORKS {
        run.progress(work.name);
        let mut outcome = Ok(());
        let cost = (answers.cost_of)(&SystemMeter, &mut || outcome = (work.run)(time));
        if let Err(error) = outcome {
            run.note(format!("{:<21} cannot be done here: {error}", work.name));
            continue;
        }
        let bound = (answers.classify)(&cost, at_most(work.at_once));
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
