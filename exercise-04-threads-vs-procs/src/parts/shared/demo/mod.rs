//! Runs and times the answers of the part `shared`.

mod big;
mod counters;
mod flag;
mod lines;
mod notes;

use super::Answers;
use common::exercise::Run;
use common::process::{Error, Pool};

/// How many MiB the large array has when nothing is said and there is enough memory.
pub const DEFAULT: u64 = 1024;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let (size, times) = (big::size(run)?, counters::times(run)?);
    run.about(format!(
        "A counter, false sharing, {size} MiB of memory that all workers have, a flag"
    ));
    // A pool of no workers runs everything in this process.
    let workers = if run.inline() { 0 } else { run.workers() };
    let pool = Pool::new(workers).map_err(failed)?;
    if run.is_sweep() {
        return big::demo(answers, run, &pool, size);
    }
    counters::demo(answers, run, &pool, times)?;
    lines::demo(answers, run, &pool);
    big::demo(answers, run, &pool, size)?;
    flag::demo(answers, run);
    Ok(())
}

fn failed(error: Error) -> String {
    error.to_string()
}
