//! A counter of its own for each worker: side by side in memory, and each on a line of its own.

use super::failed;
use crate::parts::shared::{Answers, LINE};
use common::exercise::{Run, Steps, grouped};
use common::process::{Array, Pool};

/// How often the workers add to their counters, in all.
const ADDS: u64 = 20_000_000;

pub fn demo(answers: &Answers, run: &mut Run, pool: &Pool) {
    let workers = run.workers();
    let side_by_side: Vec<usize> = (0..workers).collect();
    let mut steps = Steps::new(|n: &u64| grouped(*n));
    let times = ADDS / workers as u64;
    steps.expect(times * workers as u64);
    steps.differ(|_, _| "is there a slot for each worker, and no two the same?".to_string());
    let step = || count(pool, &side_by_side, times);
    steps
        .baseline("counters side by side", step)
        .workers(workers);
    let step = || {
        let slots = (answers.slots)(workers, size_of::<u64>(), LINE);
        count(pool, &slots, times)
    };
    let row = steps.add("a cache line each", step).todo(3);
    row.workers(workers).other_algorithm();
    run.measure(steps);
}

/// Has one task for each slot add to the counter there, so many times; gives the sum of all counters.
fn count(pool: &Pool, slots: &[usize], times: u64) -> Result<u64, String> {
    let length = slots.iter().max().map_or(0, |last| last + 1);
    let counters = Array::<u64>::new(length).map_err(failed)?;
    let work = |(counters, slot, times): (Array<u64>, usize, u64)| {
        for _ in 0..times {
            counters.add(slot, 1);
        }
    };
    let tasks = slots.iter().map(|&slot| (counters.clone(), slot, times));
    pool.map_chunked(work, tasks, 1).map_err(failed)?;
    Ok(counters.iter().sum())
}
