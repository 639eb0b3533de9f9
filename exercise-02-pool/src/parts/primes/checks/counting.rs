//! TODO(2) and TODO(3): what holds for threads and for processes.

use crate::parts::primes::Answers;
use common::check::{Check, Verdict};
use common::primes::even_chunks;
use common::witness::Observed;
use std::ops::Range;

/// A question: the chunks, and how many workers.
pub type Work = (Vec<Range<u64>>, usize);
/// An answer.
pub type Counts = Result<Vec<u64>, String>;

/// What holds for both kinds of pool.
pub fn counting(todo: u8, answer: fn(&Answers, Work) -> Counts) -> Vec<Check<Answers>> {
    vec![
        Check::new(
            todo,
            "counts_every_chunk",
            |seed| work(seed, 9, 3),
            answer,
            right_counts,
        ),
        Check::new(
            todo,
            "keeps_the_order_of_the_chunks",
            uneven,
            answer,
            right_counts,
        )
        .points(2),
        Check::new(
            todo,
            "copes_with_more_workers_than_chunks",
            |seed| work(seed, 2, 8),
            answer,
            right_counts,
        ),
        Check::new(
            todo,
            "copes_with_no_chunks",
            |_| (vec![], 2),
            answer,
            right_counts,
        ),
    ]
}

pub fn work(seed: u64, chunks: usize, workers: usize) -> Work {
    let mut random = fastrand::Rng::with_seed(seed);
    let start = random.u64(0..500);
    let length = chunks as u64 * random.u64(40..80) + 1;
    (even_chunks(start..start + length, chunks), workers)
}

/// The first chunk is by far the longest, so it is done last: an order of arrival is not the order of the chunks.
fn uneven(seed: u64) -> Work {
    let (mut chunks, workers) = work(seed, 12, 3);
    chunks[0] = seed..seed + 300_000;
    (chunks, workers)
}

pub fn three_each(seed: u64) -> Work {
    work(seed, 3, 3)
}

pub fn two_workers(seed: u64) -> Work {
    work(seed, 8, 2)
}

pub fn right_counts((chunks, workers): &Work, counts: &Counts, _: &Observed) -> Verdict {
    let asked = format!("{} chunks on {workers} workers", chunks.len());
    let right: Vec<u64> = chunks
        .iter()
        .cloned()
        .map(common::primes::count_primes)
        .collect();
    let counts = match counts {
        Ok(counts) => counts,
        Err(error) => {
            let so = "The pool reported an error where there should be none.";
            return Verdict::wrong("a count for each chunk", format!("an error: {error}"), so)
                .asked(asked);
        }
    };
    if counts.len() != right.len() {
        let so = "Each chunk gives one count, and none may be lost.";
        return Verdict::wrong(
            format!("{} counts", right.len()),
            format!("{} counts", counts.len()),
            so,
        )
        .asked(asked);
    }
    if let Some(i) = (0..right.len()).find(|&i| counts[i] != right[i]) {
        let mut sorted = (counts.clone(), right.clone());
        sorted.0.sort_unstable();
        sorted.1.sort_unstable();
        let so = match sorted.0 == sorted.1 {
            true => {
                "All counts are there, but not in the order of the chunks: an order of arrival?"
            }
            false => "Does the answer call `count` on each chunk as it is?",
        };
        let expected = format!("{} primes in chunk {i}, {:?}", right[i], chunks[i]);
        return Verdict::wrong(expected, format!("{}", counts[i]), so).asked(asked);
    }
    Verdict::Pass
}

/// Whether no more were used than there are workers. `place` is "on … threads" or "in … processes".
pub fn at_most_two(seen: usize, place: &str, so: &str) -> Verdict {
    match seen {
        0..=2 => Verdict::Pass,
        n => Verdict::wrong(
            format!("calls of `count` {} at most", place.replace('…', "two")),
            format!("calls {}", place.replace('…', &n.to_string())),
            so,
        )
        .asked("8 chunks on 2 workers"),
    }
}

/// Whether each of the chunks was counted by a worker of its own, all at the same time.
pub fn parallel((chunks, workers): &Work, seen: &Observed, kind: &str) -> Verdict {
    let asked = format!("{} chunks on {workers} workers", chunks.len());
    let kinds = if kind == "process" {
        "processes"
    } else {
        "threads"
    };
    let expected = format!("{workers} calls of `count` at the same time, on {workers} {kinds}");
    let who = match kind {
        "process" => seen.processes().len(),
        _ => seen.threads().len(),
    };
    if seen.calls.is_empty() {
        let so = "Your answer never called `count`. Let the pool run it on each chunk.";
        return Verdict::wrong(expected, "no call of `count` at all", so).asked(asked);
    }
    if seen.most_at_once() >= *workers && who >= *workers {
        return Verdict::Pass;
    }
    let place = match seen
        .calls
        .iter()
        .all(|call| call.pid == seen.asked_pid && call.thread.1 == "main")
    {
        true => "all on the main thread".to_string(),
        false if who == 1 => format!("all in one {kind}"),
        false => format!("on {who} {kinds}"),
    };
    let saw = match seen.most_at_once() {
        1 => format!("{} calls one after another, {place}", seen.calls.len()),
        n => format!("at most {n} calls at the same time, {place}"),
    };
    let so = match (seen.most_at_once(), kind) {
        (1, "thread") => {
            "So the result is right, but nothing ran in parallel. Is the iterator a parallel one, \
             and does it run inside your pool?"
        }
        (1, _) => {
            "So the result is right, but nothing ran in parallel. Does the pool have `workers` \
             workers, and does one call of `map` hand out all chunks?"
        }
        (_, "thread") => {
            "So it is parallel, but not on a pool of `workers` threads. Does the parallel iterator \
             run inside `install`?"
        }
        _ => "So it is parallel, but not on a pool of `workers` processes.",
    };
    Verdict::serial(expected, saw, so).asked(asked)
}
