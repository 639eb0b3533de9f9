//! TODO(2) and TODO(3): who worked, and at the same time?

use super::ask::{Task, asked};
use common::check::Verdict;
use common::witness::Observed;

/// Whether the rows were computed in the program itself.
pub fn same_process(seen: &Observed) -> Verdict {
    match seen.processes().iter().any(|&pid| pid != seen.asked_pid) {
        false => Verdict::Pass,
        true => Verdict::wrong(
            "threads of one process",
            "calls of `row` in other processes",
            "This TODO asks for threads; the next one asks for processes.",
        ),
    }
}

/// Whether no more were used than there are workers. `place` is "on … threads" or "in … processes".
pub fn at_most(workers: usize, seen: usize, place: &str, so: &str) -> Verdict {
    match seen <= workers {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!(
                "calls of `row` {} at most",
                place.replace('…', &workers.to_string())
            ),
            format!("calls {}", place.replace('…', &seen.to_string())),
            so,
        ),
    }
}

/// Whether as many rows were under way at the same time as there are workers. `kind` is "thread" or "process".
pub fn parallel(task: &Task, seen: &Observed, kind: &str) -> Verdict {
    let workers = task.1;
    let processes = kind == "process";
    let kinds = if processes { "processes" } else { "threads" };
    let expected = format!("{workers} calls of `row` at the same time, on {workers} {kinds}");
    if seen.calls.is_empty() {
        let so = "Your answer never called `matmul::row`. Let the pool run it on each row of `a`.";
        return Verdict::wrong(expected, "no call of `row` at all", so).asked(asked(task));
    }
    let here = seen.calls.iter().all(|call| call.pid == seen.asked_pid);
    let who = if processes {
        seen.processes().len()
    } else {
        seen.threads().len()
    };
    if processes && here && seen.threads().len() > 1 {
        let saw = format!(
            "calls on {} threads of the program itself",
            seen.threads().len()
        );
        let so = "These are threads. A process pool comes from `common::process::Pool`.";
        return Verdict::wrong(expected, saw, so).asked(asked(task));
    }
    if seen.most_at_once() >= workers && who >= workers && !(processes && here) {
        return Verdict::Pass;
    }
    let main = |call: &common::witness::Seen| call.pid == seen.asked_pid && call.thread.1 == "main";
    let place = match seen.calls.iter().all(main) {
        true => "all on the main thread".to_string(),
        false if who == 1 => format!("all in one {kind}"),
        false => format!("on {who} {kinds}"),
    };
    let saw = match seen.most_at_once() {
        1 => format!("{} calls one after another, {place}", seen.calls.len()),
        n => format!("at most {n} calls at the same time, {place}"),
    };
    let so = match (seen.most_at_once(), processes) {
        (1, false) => {
            "So the result is right, but nothing ran in parallel. Is the iterator a parallel one, inside \
             your pool? Is a lock held while a row is computed?"
        }
        (1, true) => {
            "So the result is right, but nothing ran in parallel. Does the pool have `workers` workers? Does it get \
             all tasks in one call, at least `workers` of them, in chunks of 1?"
        }
        (_, false) => {
            "So it is parallel, but not on a pool of `workers` threads. Does the parallel iterator run \
             inside `install`?"
        }
        (_, true) => "So it is parallel, but not on a pool of `workers` processes.",
    };
    Verdict::serial(expected, saw, so).asked(asked(task))
}
