//! Runs and times the answers of the part `futures`.

mod accounts;
mod failing;
mod search;
mod squares;
mod two;

use super::Answers;
use common::exercise::Run;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    run.about("Squares as they come, two tasks at once, an endless search, tasks that fail");
    squares::demo(answers, run);
    if run.is_sweep() {
        return search::demo(answers, run);
    }
    two::demo(answers, run);
    search::demo(answers, run)?;
    failing::demo(answers, run);
    Ok(())
}

/// How many workers a pool gets: one without any runs everything in this process.
fn workers(run: &Run) -> usize {
    if run.inline() { 0 } else { run.workers() }
}
