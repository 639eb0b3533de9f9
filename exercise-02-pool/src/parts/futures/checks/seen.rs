//! What several TODOs ask of the record: who did the work, and was it the pool that was given?

use crate::parts::futures::errors::kind;
use common::check::Verdict;
use common::process::Error;
use common::witness::Observed;

/// What came of a task, as it crosses to the judge: its result, or what kind of error it was.
pub type Outcome = Result<u64, String>;

pub fn outcome(result: Result<u64, Error>) -> Outcome {
    result.map_err(|error| kind(&error).to_string())
}

pub const PLAIN_LOOP: &str = "That is a plain loop: nothing was handed in. Executors and pools \
                              have `submit`, `map` and more.";

/// "1 number", "2 numbers".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// "3 threads", or that there are none.
pub fn workers_in_words(processes: bool, workers: usize) -> String {
    match (workers, processes) {
        (0, _) => "0 workers: in the calling thread".to_string(),
        (_, true) => counted(workers, "process", "processes"),
        (_, false) => counted(workers, "thread", "threads"),
    }
}

/// Whether the calls were made by the workers of the pool that the answer got: `pids`.
pub fn in_the_pool(seen: &Observed, pids: &[u32], work: &str) -> Verdict {
    let expected = format!("calls of `{work}` in the workers of the pool");
    if seen.calls.is_empty() {
        let so = format!("Your answer never called `{work}`. Let a task call it on each number.");
        return Verdict::wrong(expected, "no call at all", so);
    }
    if seen.processes().contains(&seen.asked_pid) {
        let saw = format!(
            "calls in the program itself, on {} of its threads",
            seen.threads().len()
        );
        let so = match seen.threads().len() {
            1 => PLAIN_LOOP,
            _ => "These are threads, where processes were asked. Hand the work in to what you get.",
        };
        return Verdict::serial(expected, saw, so);
    }
    match seen.processes().iter().all(|pid| pids.contains(pid)) {
        true => Verdict::Pass,
        false => Verdict::wrong(
            expected,
            "calls in other processes",
            "A pool of your own? Starting one takes milliseconds; use the one that you get.",
        ),
    }
}
