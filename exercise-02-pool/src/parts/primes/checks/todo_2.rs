//! TODO(2): do threads count?

use super::counting::{Counts, Work, at_most_two, counting, parallel, right_counts};
use super::counting::{three_each, two_workers, work};
use crate::parts::primes::Answers;
use common::check::{Check, Verdict};
use common::exercise::cores;
use common::witness::Observed;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = counting(2, threads);
    checks.extend([
        Check::new(
            2,
            "uses_no_more_threads_than_workers",
            two_workers,
            threads,
            two_threads,
        ),
        Check::new(
            2,
            "can_be_called_again_with_other_workers",
            two_workers,
            twice,
            right_counts,
        ),
        Check::new(
            2,
            "really_uses_several_threads",
            three_each,
            threads,
            several_threads,
        )
        .holding(3)
        .points(2),
        Check::new(
            2,
            "uses_as_many_threads_as_workers",
            more_than_cores,
            threads,
            all_workers,
        )
        .holding(cores() + 1),
    ]);
    checks
}

fn threads(answers: &Answers, (chunks, workers): Work) -> Result<Vec<u64>, String> {
    Ok((answers.count_on_threads)(&chunks, workers))
}

/// A pool that is set up once for the whole program fails the second time, or keeps its first size.
fn twice(answers: &Answers, (chunks, workers): Work) -> Counts {
    (answers.count_on_threads)(&chunks, workers + 1);
    Ok((answers.count_on_threads)(&chunks, workers))
}

/// Only a pool of the learner's own can have this many threads: a global one has as many as there are cores.
pub fn more_than_cores(seed: u64) -> Work {
    work(seed, cores() + 1, cores() + 1)
}

fn two_threads(work: &Work, counts: &Counts, seen: &Observed) -> Verdict {
    let so =
        "More threads than `workers` says: a thread for each chunk? A pool keeps to its number.";
    right_counts(work, counts, seen).or(|| at_most_two(seen.threads().len(), "on … threads", so))
}

fn several_threads(work: &Work, counts: &Counts, seen: &Observed) -> Verdict {
    right_counts(work, counts, seen)
        .or(|| parallel(work, seen, "thread"))
        .or(
            || match seen.processes().iter().any(|&pid| pid != seen.asked_pid) {
                false => Verdict::Pass,
                true => Verdict::wrong(
                    "three threads of one process",
                    "calls of `count` in other processes",
                    "This TODO asks for threads; the next one asks for processes.",
                ),
            },
        )
}

fn all_workers(work: &Work, counts: &Counts, seen: &Observed) -> Verdict {
    right_counts(work, counts, seen).or(|| parallel(work, seen, "thread"))
}
