//! TODO(3): do processes count?

use super::counting::{Counts, Work, at_most_two, counting, parallel, right_counts};
use super::counting::{three_each, two_workers, work};
use crate::parts::primes::Answers;
use common::check::{Check, Verdict};
use common::witness::Observed;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = counting(3, processes);
    if cfg!(unix) {
        checks.push(Check::new(
            3,
            "hands_an_error_on",
            too_many,
            processes,
            an_error,
        ));
    }
    checks.extend([
        Check::new(
            3,
            "really_uses_several_processes",
            three_each,
            processes,
            several_processes,
        )
        .holding(3)
        .points(2),
        Check::new(
            3,
            "uses_no_more_processes_than_workers",
            two_workers,
            processes,
            two_processes,
        )
        .holding_briefly(3),
    ]);
    checks
}

fn processes(answers: &Answers, (chunks, workers): Work) -> Result<Vec<u64>, String> {
    (answers.count_on_processes)(&chunks, workers).map_err(|error| error.to_string())
}

/// More workers than any system lets a program start: the pool says so at once.
fn too_many(seed: u64) -> Work {
    (work(seed, 2, 2).0, 100_000_000)
}

fn an_error(_: &Work, counts: &Counts, _: &Observed) -> Verdict {
    match counts {
        Err(_) => Verdict::Pass,
        Ok(counts) => Verdict::wrong(
            "an error: no system can start so many",
            format!("{} counts: {counts:?}", counts.len()),
            "An error is handed on, not hidden: `?` does it.",
        ),
    }
    .asked("2 chunks on 100 000 000 workers")
}

fn two_processes(work: &Work, counts: &Counts, seen: &Observed) -> Verdict {
    let so = "The pool has more workers than `workers` says. Is it made once, with `Pool::new(workers)`?";
    right_counts(work, counts, seen)
        .or(|| at_most_two(seen.processes().len(), "in … processes", so))
}

fn several_processes(work: &Work, counts: &Counts, seen: &Observed) -> Verdict {
    right_counts(work, counts, seen).or(|| {
        match seen.processes().contains(&seen.asked_pid) && !seen.calls.is_empty() {
            true if seen.threads().len() > 1 => Verdict::wrong(
                "three calls of `count`, in three other processes",
                format!(
                    "calls on {} threads of the program itself",
                    seen.threads().len()
                ),
                "These are threads. A process pool comes from `common::process::Pool`.",
            ),
            _ => parallel(work, seen, "process"),
        }
    })
}
