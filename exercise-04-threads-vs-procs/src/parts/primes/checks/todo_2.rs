//! Judges TODO(2): the same work by whoever holds the GIL.

use super::shared::*;
use crate::parts::primes::Answers;
use crate::parts::primes::work::{EXPECT_RIVAL, HOLDING};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::ops::Range;
use std::sync::atomic::Ordering;

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(2, "counts_every_chunk", many, on_threads, right_counts),
        Check::new(
            2,
            "keeps_the_order_of_the_chunks",
            one_is_dear,
            on_threads,
            right_counts,
        ),
        Check::new(
            2,
            "tests_a_number_only_while_it_holds_the_gil",
            many,
            on_threads,
            always_held,
        )
        .points(2),
        Check::new(
            2,
            "lets_another_thread_have_its_turn",
            two_each,
            beside_a_rival,
            takes_turns,
        )
        .points(2),
        Check::new(
            2,
            "has_a_gil_in_each_process",
            two_each,
            in_processes,
            side_by_side,
        )
        .holding(2),
    ]
}

fn on_threads(answers: &Answers, (chunks, workers): Asked) -> Answered {
    on(threads(workers), |executor| {
        (answers.count_with_gil)(executor, &chunks)
    })
}

fn in_processes(answers: &Answers, (chunks, workers): Asked) -> Answered {
    on(processes(workers), |executor| {
        (answers.count_with_gil)(executor, &chunks)
    })
}

/// The first to test a number goes on only when another thread has asked for the GIL.
fn beside_a_rival(answers: &Answers, asked: Asked) -> Answered {
    EXPECT_RIVAL.store(true, Ordering::Relaxed);
    on_threads(answers, asked)
}

fn many(seed: u64) -> Asked {
    some(seed, 8, 2)
}

/// The first chunk is done last, as in TODO(1). Each number is a call to be recorded, so it has few of them, but large.
fn one_is_dear(seed: u64) -> Asked {
    let (mut chunks, workers) = some(seed, 8, 3);
    let start = 1_000_000_000 + seed;
    chunks[0] = start..start + 4_000;
    (chunks, workers)
}

fn two_each(seed: u64) -> Asked {
    some(seed, 2, 2)
}

fn right_counts(asked: &Asked, counts: &Answered, _: &Observed) -> Verdict {
    right(&asked.0, counts).asked(in_words(asked, "threads"))
}

fn always_held(asked: &Asked, counts: &Answered, seen: &Observed) -> Verdict {
    let seen = &seen.of("is_prime");
    right(&asked.0, counts)
        .or(|| at_the_right_place("is_prime", "threads", seen))
        .or(|| held(seen))
        .asked(in_words(asked, "threads"))
}

fn held(seen: &Observed) -> Verdict {
    let without = seen.calls.iter().filter(|c| !c.item.ends_with(HOLDING));
    let Some(first) = without.clone().next() else {
        return Verdict::Pass;
    };
    let (n, all) = (without.count(), seen.calls.len());
    Verdict::wrong(
        "each call of `is_prime` made by the thread that holds `primes::GIL`",
        format!(
            "{n} of {all} calls without it; the first tests {}",
            first.item
        ),
        "In CPython no thread runs Python code unless it holds the lock, and the lock is one for all \
         threads of a process. Call `is_prime` inside `primes::GIL.attach(|py| …)`.",
    )
}

fn takes_turns(asked: &Asked, counts: &Answered, seen: &Observed) -> Verdict {
    let seen = &seen.of("is_prime");
    right(&asked.0, counts)
        .or(|| at_the_right_place("is_prime", "threads", seen))
        .or(|| held(seen))
        .or(|| several(seen))
        .or(|| interrupted(&asked.0, seen))
        .asked(in_words(asked, "threads"))
}

fn several(seen: &Observed) -> Verdict {
    match seen.threads().len() {
        2.. => Verdict::Pass,
        _ => Verdict::serial(
            "calls of `is_prime` on two threads",
            "all of them on one thread",
            "Nobody competes for the lock if one thread does all. Give each chunk to the executor as \
             a task of its own, and let each task take the lock.",
        ),
    }
}

/// Whoever held the lock when the other asked for it had to let go in the middle of its chunk.
fn interrupted(chunks: &[Range<u64>], seen: &Observed) -> Verdict {
    let number = |item: &str| item.split(' ').next()?.parse::<u64>().ok();
    let numbers: Vec<u64> = seen.calls.iter().filter_map(|c| number(&c.item)).collect();
    let in_one_go = |chunk: &Range<u64>| {
        let first = numbers.iter().position(|n| chunk.contains(n));
        let last = numbers.iter().rposition(|n| chunk.contains(n));
        let (first, last) = (first.unwrap_or(0), last.unwrap_or(0));
        numbers[first..=last].iter().all(|n| chunk.contains(n))
    };
    match chunks.iter().all(in_one_go) {
        false => Verdict::Pass,
        true => Verdict::wrong(
            "the other thread at work before the first has done all of its chunk",
            "one whole chunk, then the other",
            "A thread that was asked for the GIL kept it to the end of its chunk. Call \
             `py.checkpoint()` for each number: there the holder lets go if somebody waits.",
        ),
    }
}

fn side_by_side(asked: &Asked, counts: &Answered, seen: &Observed) -> Verdict {
    let seen = &seen.of("is_prime");
    right(&asked.0, counts)
        .or(|| at_the_right_place("is_prime", "processes", seen))
        .or(|| held(seen))
        .or(|| parallel("is_prime", "processes", asked.1, seen))
        .asked(in_words(asked, "processes"))
}
