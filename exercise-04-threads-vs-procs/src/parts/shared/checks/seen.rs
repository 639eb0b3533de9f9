//! What several TODOs ask: did the work happen, in worker processes, side by side, and was an error told?

use common::check::Verdict;
use common::process::{Array, Error, Lock, Pool, Value};
use common::witness::Observed;

/// Nothing, or an error in words.
pub type Done = Result<(), String>;

pub fn told(outcome: Result<(), Error>) -> Done {
    outcome.map_err(|error| error.to_string())
}

pub fn pool(workers: usize) -> Pool {
    Pool::new(workers).expect("the system gives us processes")
}

/// A pool that takes no more tasks.
pub fn closed_pool() -> Pool {
    let pool = pool(1);
    pool.close();
    pool
}

pub fn value(number: i32) -> Value<i32> {
    Value::new(number).expect("the system gives us memory")
}

pub fn array(numbers: &[u64]) -> Array<u64> {
    Array::from_slice(numbers).expect("the system gives us memory")
}

pub fn lock() -> Lock {
    Lock::new().expect("the system gives us a file")
}

/// Numbers that differ, made from a seed.
pub fn numbers(length: usize, seed: u64) -> Vec<u64> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..length).map(|_| random.u64(..)).collect()
}

/// Whether there was no error.
pub fn no_error<T>(outcome: &Result<T, String>) -> Verdict {
    match outcome {
        Ok(_) => Verdict::Pass,
        Err(error) => Verdict::wrong(
            "no error",
            format!("an error: {error}"),
            "There is an error where there should be none.",
        ),
    }
}

/// Whether there was one. `why` says why there should be.
pub fn an_error<T>(outcome: &Result<T, String>, why: &str) -> Verdict {
    match outcome {
        Err(_) => Verdict::Pass,
        Ok(_) => Verdict::wrong(
            format!("an error: {why}"),
            "no error",
            "Something failed, and nobody heard of it. Hand the error of the pool on: `?`, or give back \
             what the call gives.",
        ),
    }
}

/// Whether all calls of the work were made in processes other than the program.
pub fn in_workers(work: &str, seen: &Observed) -> Verdict {
    let expected = format!("calls of `{work}` in worker processes");
    let seen = seen.of(work);
    if seen.calls.is_empty() {
        let so = format!("Your answer never called `shared::{work}`. Let each task call it.");
        return Verdict::wrong(expected, "no call at all", so);
    }
    let here = seen.calls.iter().filter(|call| call.pid == seen.asked_pid);
    match here.count() {
        0 => Verdict::Pass,
        n => Verdict::serial(
            expected,
            format!("{n} of {} calls in the program itself", seen.calls.len()),
            "So the result may be right, but the workers did not do the work. Hand it to the pool, as a task \
             for each share.",
        ),
    }
}

/// Whether so many processes were at work at the same time.
pub fn side_by_side(work: &str, workers: usize, seen: &Observed) -> Verdict {
    let seen = seen.of(work);
    let (most, processes) = (seen.most_at_once(), seen.processes().len());
    if most >= workers && processes >= workers {
        return Verdict::Pass;
    }
    Verdict::serial(
        format!("{workers} calls of `{work}` at the same time, in {workers} processes"),
        format!("at most {most} at the same time, in all {processes} of them"),
        "So the result may be right, but the workers did not work side by side. Is there a task for each \
         share, are all of them handed in before the first is waited for, and is nobody kept out by a lock?",
    )
}
