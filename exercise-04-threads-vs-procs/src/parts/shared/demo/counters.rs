//! A counter that several processes increase: without a lock, with one, and in one step.

use super::failed;
use crate::parts::shared::{Answers, increment};
use common::exercise::{Run, Steps, grouped};
use common::process::{Error, Lock, Pool, Value};
use std::cell::Cell;
use std::thread;
use std::time::{Duration, Instant};

const TIMES: i32 = 200_000;
const MOST: i32 = 1_000_000_000;
/// How long the first of those who lose updates waits for the last.
const PATIENCE: Duration = Duration::from_millis(200);

/// How often the counter is to be increased, in all.
pub fn times(run: &Run) -> Result<i32, String> {
    let Some(text) = run.chosen("times") else {
        return Ok(TIMES);
    };
    let number = text.parse().ok().filter(|n| (0..=MOST).contains(n));
    number.ok_or_else(|| format!("--times takes a number from 0 to {MOST}, not '{text}'"))
}

const ONE: &str = "counter: one process";
const LOSES: &str = "get, then set";

pub fn demo(answers: &Answers, run: &mut Run, pool: &Pool, times: i32) -> Result<(), String> {
    let (counter, lock) = (
        &Value::new(0).map_err(failed)?,
        &Lock::new().map_err(failed)?,
    );
    let workers = run.workers();
    let shares = &shares(times as usize, workers);
    // Counts from 0 on, in one way or another.
    let count = |work: &dyn Fn() -> Result<(), Error>| {
        counter.set(0);
        work().map_err(failed).map(|()| counter.get())
    };
    let new_steps = || Steps::new(|n: &i32| grouped(*n as u64));

    let mut steps = new_steps();
    let alone = || {
        (0..times).for_each(|_| increment(counter));
        Ok(())
    };
    steps.baseline(ONE, || count(&alone));
    run.measure(steps);

    // It is wrong, but it is not the learner's: so nothing compares it.
    let mut steps = new_steps();
    let lost = &Cell::new((0, 0));
    let step = || {
        let counted = count(&|| unlocked(pool, counter, shares))?;
        let (all, missing) = lost.get();
        lost.set((all + times as u64, missing + (times - counted) as u64));
        Ok(counted)
    };
    steps.add(LOSES, step).workers(workers);
    run.measure(steps);

    let mut steps = new_steps();
    steps.against(ONE);
    let step = || count(&|| (answers.with_lock)(pool, counter, lock, shares));
    let row = steps.add("with a lock", step).todo(1);
    row.workers(workers).other_algorithm();
    let step = || count(&|| (answers.in_one_step)(pool, counter, shares));
    let row = steps.add("update, in one step", step).todo(1);
    row.workers(workers).other_algorithm();
    let step = || count(&|| added(pool, counter, shares));
    let row = steps.add("add, in one step", step);
    row.workers(workers).other_algorithm();
    run.measure(steps);

    let (all, missing) = lost.get();
    run.note(match missing {
        _ if workers == 1 || run.inline() => {
            format!("{LOSES}: nobody else counts, so no update can be lost.")
        }
        0 => format!("{LOSES}: no update was lost this time. Try --times 5000000."),
        _ => format!(
            "{LOSES}: of {} updates in all runs, {} were lost.",
            grouped(all),
            grouped(missing)
        ),
    });
    Ok(())
}

/// As even as can be, one for each worker.
fn shares(times: usize, workers: usize) -> Vec<u32> {
    let share = |worker| (times + worker) / workers;
    (0..workers).map(|worker| share(worker) as u32).collect()
}

/// What loses updates: two steps, and nothing that keeps others from coming between.
fn unlocked(pool: &Pool, counter: &Value<i32>, shares: &[u32]) -> Result<(), Error> {
    let (arrived, all) = (Value::new(0)?, pool.workers().min(shares.len()) as u32);
    let work = |(counter, times, arrived, all): (Value<i32>, u32, Value<u32>, u32)| {
        await_others(&arrived, all);
        (0..times).for_each(|_| increment(&counter));
    };
    let task = |&times| (counter.clone(), times, arrived.clone(), all);
    pool.map_chunked(work, shares.iter().map(task), 1).map(drop)
}

/// Nothing is lost by those who never meet. So all begin together, or nearly so.
fn await_others(arrived: &Value<u32>, all: u32) {
    arrived.add(1);
    let start = Instant::now();
    while arrived.get() < all && start.elapsed() < PATIENCE {
        thread::yield_now();
    }
}

/// What is best where all there is to do is to add.
fn added(pool: &Pool, counter: &Value<i32>, shares: &[u32]) -> Result<(), Error> {
    let work = |(counter, times): (Value<i32>, u32)| {
        for _ in 0..times {
            counter.add(1);
        }
    };
    let task = |&times| (counter.clone(), times);
    pool.map(work, shares.iter().map(task)).map(drop)
}
