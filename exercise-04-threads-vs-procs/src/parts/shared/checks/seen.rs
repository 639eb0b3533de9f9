//! What several TODOs ask: did the work happen, in worker processes, side by side, and was an error told?

use crate::parts::shared::gate::mark;
use common::check::Verdict;
use common::process::{Array, Error, Lock, Pool, Value};
use common::witness::Observed;

/// Nothing, or an error in words.
pub type Done = Result<(), String>;

/// What stands in the record when the answer has come back.
const BACK: &str = "back";

/// What the answer gave, as soon as it comes back.
pub fn told(outcome: Result<(), Error>) -> Done {
    mark(BACK);
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
            format!(
                "So the result may be right, but the workers did not do the work. Hand it to the pool, as a \
                 task for each {}.",
                piece(work)
            ),
        ),
    }
}

/// Whether they were made in workers of the pool that was given.
pub fn in_pool(work: &str, pids: &[u32], seen: &Observed) -> Verdict {
    let calls = seen.of(work).calls;
    let elsewhere = calls.iter().filter(|call| !pids.contains(&call.pid));
    in_workers(work, seen)
        .or(|| match elsewhere.count() {
            0 => Verdict::Pass,
            n => Verdict::wrong(
                format!("calls of `{work}` in the workers of `pool`"),
                format!("{n} of {} calls in other processes", calls.len()),
                "Your tasks did not go to the `pool` that you were given. Whoever calls you has made its workers \
                 already, and new ones take time and memory.",
            ),
        })
        .or(|| in_time(work, seen))
}

/// Whether all calls of the work had ended when the answer came back.
fn in_time(work: &str, seen: &Observed) -> Verdict {
    let back = seen.of(BACK).calls.first().map(|call| call.start);
    let late = |end: Option<usize>| back.is_some_and(|back| end.is_none_or(|end| end > back));
    let calls = seen.of(work).calls;
    match calls.iter().filter(|call| late(call.end)).count() {
        0 => Verdict::Pass,
        n => Verdict::wrong(
            format!("all calls of `{work}` done when you come back"),
            format!("{n} of {} that were not", calls.len()),
            "You came back before the tasks had ended. Wait for all of them: after `submit`, that is `get` for \
             each.",
        ),
    }
}

/// What each task gets of the work.
fn piece(work: &str) -> &'static str {
    match work {
        "increment" | "next" => "share",
        _ => "part",
    }
}

/// For those who unwrap an error that they should hand on.
pub const UNWRAPPED: &str =
    "(`unwrap` ends the program where there is an error. Hand it on with `?`.)";

/// Whether so many processes were at work at the same time.
pub fn side_by_side(work: &str, workers: usize, seen: &Observed) -> Verdict {
    let (piece, seen) = (piece(work), seen.of(work));
    let (most, processes) = (seen.most_at_once(), seen.processes().len());
    if most >= workers && processes >= workers {
        return Verdict::Pass;
    }
    Verdict::serial(
        format!("{workers} calls of `{work}` at the same time, in {workers} processes"),
        format!("at most {most} at the same time, in all {processes} of them"),
        format!(
            "So the result may be right, but the workers did not work side by side. Is there a task for each \
             {piece}, are all of them handed in before the first is waited for, and is nobody kept out by a lock?"
        ),
    )
}
