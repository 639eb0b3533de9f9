//! Wrong ways to share segments out: TODO(4).

use super::{SOLVED, Wrong, wrong};
use exercise_02_pool::parts::sieve::{Answers, Sieve};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Mutex;
use std::thread;

pub fn wrong_answers() -> Vec<Wrong> {
    let threads = |name, says, count_on_threads| {
        let answers = Answers {
            count_on_threads,
            ..SOLVED
        };
        wrong(4, name, says, answers)
    };
    vec![
        threads("serial in disguise", "nothing ran in parallel", serial),
        threads("a pool of one", "nothing ran in parallel", pool_of_one),
        threads(
            "an iterator that is not parallel",
            "nothing ran in parallel",
            only_installed,
        ),
        threads("the global pool", "inside `install`", global_pool),
        threads(
            "one segment for each worker",
            "one segment for each worker",
            one_each,
        ),
        threads(
            "split among the workers first",
            "Then nobody can even out",
            split_first,
        ),
        threads(
            "the whole range at once",
            "the whole range at once",
            at_once,
        ),
        threads(
            "one vector behind a lock",
            "never two at the same time",
            locked,
        ),
        threads(
            "a vector for each segment",
            "look at `map_init`",
            vector_each,
        ),
        threads(
            "a thread for each segment",
            "More threads than `workers`",
            thread_each,
        ),
        threads(
            "the last segment is lost",
            "The last segment is missing",
            last_lost,
        ),
        threads(
            "its own arithmetic",
            "never called `sieve.count`",
            own_arithmetic,
        ),
    ]
}

fn segment(i: u64, span: u64, limit: u64) -> Range<u64> {
    i * span..limit.min((i + 1) * span)
}

fn on_pool(workers: usize, work: impl FnOnce() -> u64 + Send) -> u64 {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build();
    pool.expect("threads").install(work)
}

fn serial(limit: u64, span: u64, _: usize, sieve: &Sieve) -> u64 {
    (SOLVED.count_serially)(limit, span, sieve)
}

fn pool_of_one(limit: u64, span: u64, _: usize, sieve: &Sieve) -> u64 {
    (SOLVED.count_on_threads)(limit, span, 1, sieve)
}

fn only_installed(limit: u64, span: u64, workers: usize, sieve: &Sieve) -> u64 {
    on_pool(workers, || (SOLVED.count_serially)(limit, span, sieve))
}

fn global_pool(limit: u64, span: u64, _: usize, sieve: &Sieve) -> u64 {
    let segments = (0..limit.div_ceil(span)).into_par_iter();
    let count = |flags: &mut Vec<u8>, i| sieve.count(segment(i, span, limit), flags);
    segments.map_init(Vec::new, count).sum()
}

fn one_each(limit: u64, _: u64, workers: usize, sieve: &Sieve) -> u64 {
    (SOLVED.count_on_threads)(limit, limit.div_ceil(workers as u64).max(1), workers, sieve)
}

/// A thread for each part, and segments in each.
fn split_first(limit: u64, span: u64, workers: usize, sieve: &Sieve) -> u64 {
    let parts = common::primes::even_chunks(0..limit, workers);
    let count = |part: Range<u64>| {
        let mut flags = Vec::new();
        let starts = part.clone().step_by(span as usize);
        let segments = starts.map(|start| start..part.end.min(start + span));
        segments
            .map(|segment| sieve.count(segment, &mut flags))
            .sum::<u64>()
    };
    on_pool(workers, || parts.into_par_iter().map(count).sum())
}

fn at_once(limit: u64, _: u64, workers: usize, sieve: &Sieve) -> u64 {
    on_pool(workers, || sieve.count(0..limit, &mut Vec::new()))
}

fn locked(limit: u64, span: u64, workers: usize, sieve: &Sieve) -> u64 {
    let flags = Mutex::new(Vec::new());
    let count = |i| {
        let mut flags = flags.lock().expect("nobody panics");
        sieve.count(segment(i, span, limit), &mut flags)
    };
    let segments = 0..limit.div_ceil(span);
    on_pool(workers, || segments.into_par_iter().map(count).sum())
}

fn vector_each(limit: u64, span: u64, workers: usize, sieve: &Sieve) -> u64 {
    let count = |i| sieve.count(segment(i, span, limit), &mut Vec::new());
    let segments = 0..limit.div_ceil(span);
    on_pool(workers, || segments.into_par_iter().map(count).sum())
}

fn thread_each(limit: u64, span: u64, _: usize, sieve: &Sieve) -> u64 {
    thread::scope(|scope| {
        let count = |i| move || sieve.count(segment(i, span, limit), &mut Vec::new());
        let segments = 0..limit.div_ceil(span);
        let threads: Vec<_> = segments.map(|i| scope.spawn(count(i))).collect();
        let counts = threads.into_iter().map(|thread| thread.join());
        counts
            .map(|count| count.expect("counting does not panic"))
            .sum()
    })
}

fn last_lost(limit: u64, span: u64, workers: usize, sieve: &Sieve) -> u64 {
    (SOLVED.count_on_threads)(limit / span * span, span, workers, sieve)
}

fn own_arithmetic(limit: u64, _: u64, _: usize, _: &Sieve) -> u64 {
    common::primes::count_primes(0..limit)
}
