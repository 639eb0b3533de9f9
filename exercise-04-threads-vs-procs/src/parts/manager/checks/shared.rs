//! What all TODOs share: a pool and a manager to ask with, and who did the work.

use crate::parts::manager::gate;
use common::check::Verdict;
use common::process::{Error, Manager, Pool};
use common::witness::Observed;
use serde::{Serialize, de::DeserializeOwned};

/// What came of asking, where all that can be known of it is whether it went well.
pub type Ended = Result<(), String>;

/// A pool and a manager. Both were started before anybody is held.
pub fn setting(workers: usize) -> (Pool, Manager) {
    gate::ask();
    let pool = Pool::new(workers).expect("the system gives us processes");
    let manager = Manager::new().expect("the system gives us one more");
    (pool, manager)
}

pub fn in_text<T>(result: Result<T, Error>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

/// The same handle, but to a manager that is gone: one that has travelled keeps it from nothing.
pub fn gone<H>(pool: &Pool, handle: H) -> H
where
    H: Serialize + DeserializeOwned + Send + 'static,
{
    pool.apply(|handle: H| handle, handle)
        .expect("a handle travels to a worker and back")
}

/// Whether an error of the manager was handed on.
pub fn an_error<T>(ended: &Result<T, String>, saw: &str) -> Verdict {
    match ended {
        Err(_) => Verdict::Pass,
        Ok(_) => Verdict::wrong(
            "an error: the manager is gone",
            saw,
            "Each request gives a `Result`. Thrown away in a worker, nobody hears of it: `?` hands it on, and a \
             `Result<_, Error>` crosses to the parent. Or in the parent: `pool.map(…)?` gives a result for each task; \
             `.into_iter().collect()` looks at all of them.",
        )
        .asked("a manager that has ended"),
    }
}

/// That nothing went wrong.
pub fn no_error<T>(ended: &Result<T, String>) -> Verdict {
    match ended {
        Ok(_) => Verdict::Pass,
        Err(error) => Verdict::wrong(
            "`Ok`: the manager did all that was asked of it",
            format!("an error: {error}"),
            "Where does it come from? With `RUST_BACKTRACE=1`, panics of workers are printed, too.",
        ),
    }
}

/// Whether `work` was called at all, and by the workers of the pool: `pids`.
pub fn in_the_pool(seen: &Observed, work: &str, pids: &[u32]) -> Verdict {
    let calls = seen.of(work);
    let expected = format!("calls of `{work}` in the workers of the pool");
    if calls.calls.is_empty() {
        let so = format!("Your answer never called `{work}`. Let a task of the pool call it.");
        return Verdict::wrong(expected, "no call at all", so);
    }
    if pids.is_empty() {
        return Verdict::Pass;
    }
    if calls.processes().contains(&seen.asked_pid) {
        let so = "The parent does the work itself, and the workers idle: hand it to `pool`.";
        return Verdict::serial(expected, "calls in the program itself", so);
    }
    match calls.processes().iter().all(|pid| pids.contains(pid)) {
        true => Verdict::Pass,
        false => Verdict::wrong(
            expected,
            "calls in other processes",
            "A pool of your own? Starting one takes milliseconds; use the one that you get.",
        ),
    }
}

/// Whether so many processes were at `work` at the same time.
pub fn side_by_side(seen: &Observed, work: &str, workers: usize) -> Verdict {
    let calls = seen.of(work);
    match (calls.most_at_once(), calls.processes().len()) {
        (at_once, processes) if at_once >= workers && processes >= workers => Verdict::Pass,
        (at_once, _) => Verdict::serial(
            format!("{workers} calls of `{work}` at the same time, in {workers} processes"),
            format!("at most {at_once} at the same time"),
            "One after another: hand in all tasks before the first is waited for, one for each item.",
        ),
    }
}

/// "1 task", "2 tasks", on so many workers.
pub fn in_words(count: usize, what: &str, workers: usize) -> String {
    let s = |n| if n == 1 { "" } else { "s" };
    match workers {
        0 => format!(
            "{count} {what}{}, 0 workers: in the program itself",
            s(count)
        ),
        n => format!("{count} {what}{}, {n} worker{}", s(count), s(n)),
    }
}
