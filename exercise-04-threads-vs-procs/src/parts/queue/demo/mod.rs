//! Runs and times the answers of the part `queue`.

mod blocks;
mod guess;
mod names;
mod totals;

use super::Answers;
use super::options::Setup;
use super::stuck::watched;
use common::exercise::{Run, count};
use common::process::Error;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let setup = &Setup::of(run)?;
    let (numbers, capacity) = (count(setup.size as usize, "number"), setup.capacity);
    run.about(format!(
        "Names, a sum of {numbers}, blocks through a queue for {capacity}, a guess"
    ));
    if run.inline() {
        run.note("--inline: only the serial steps. Who waits for a child cannot be the child.");
    }
    if !run.is_sweep() {
        names::demo(answers, setup, run);
    }
    totals::demo(answers, setup, run);
    blocks::many(answers, setup, run);
    if !run.is_sweep() {
        blocks::stream(answers, setup, run);
        guess::demo(answers, setup, run);
    }
    Ok(())
}

/// Runs an answer. An error, or that it is stuck, is said in words.
fn said<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, String> {
    let outcome = watched(work).map_err(|stuck| stuck.to_string())?;
    outcome.map_err(|error| error.to_string())
}

/// "1 to 10".
fn numbers(size: u64) -> std::ops::Range<u64> {
    1..size + 1
}
