//! Wrong walks through the segments: TODO(3).

use super::{SOLVED, Wrong, wrong};
use exercise_02_pool::parts::sieve::{Answers, Sieve};

pub fn wrong_answers() -> Vec<Wrong> {
    let walk = |name, says, count_serially| {
        let answers = Answers {
            count_serially,
            ..SOLVED
        };
        wrong(3, name, says, answers)
    };
    vec![
        walk(
            "the whole range at once",
            "the whole range at once",
            at_once,
        ),
        walk(
            "the last segment is lost",
            "The last segment is missing",
            last_lost,
        ),
        walk(
            "ends in two segments",
            "it is where the next one starts",
            ends_twice,
        ),
        walk(
            "a number between segments",
            "it is where the next one starts",
            gaps,
        ),
        walk("beyond the limit", "goes beyond the limit", beyond),
        walk(
            "an empty segment at the end",
            "This segment is empty",
            empty,
        ),
        walk(
            "a new vector for each segment",
            "Make the vector once",
            new_vectors,
        ),
        walk(
            "a new vector for each segment, with memory",
            "An empty one will do",
            long_vectors,
        ),
        walk(
            "its own arithmetic",
            "never called `sieve.count`",
            own_arithmetic,
        ),
        walk("the last count alone", "are they all added up", last_count),
        walk("numbers of 32 bits", "narrower than `u64`", narrow),
    ]
}

fn at_once(limit: u64, _: u64, sieve: &Sieve) -> u64 {
    sieve.count(0..limit, &mut Vec::new())
}

fn last_lost(limit: u64, span: u64, sieve: &Sieve) -> u64 {
    (SOLVED.count_serially)(limit / span * span, span, sieve)
}

fn ends_twice(limit: u64, span: u64, sieve: &Sieve) -> u64 {
    let mut flags = Vec::new();
    let segments = (0..limit.div_ceil(span)).map(|i| i * span..limit.min((i + 1) * span + 1));
    segments
        .map(|segment| sieve.count(segment, &mut flags))
        .sum()
}

fn gaps(limit: u64, span: u64, sieve: &Sieve) -> u64 {
    let mut flags = Vec::new();
    let segments = (0..limit.div_ceil(span)).map(|i| i * span..limit.min((i + 1) * span - 1));
    segments
        .map(|segment| sieve.count(segment, &mut flags))
        .sum()
}

fn beyond(limit: u64, span: u64, sieve: &Sieve) -> u64 {
    let mut flags = Vec::new();
    let segments = (0..limit.div_ceil(span)).map(|i| i * span..(i + 1) * span);
    segments
        .map(|segment| sieve.count(segment, &mut flags))
        .sum()
}

fn empty(limit: u64, span: u64, sieve: &Sieve) -> u64 {
    let mut flags = Vec::new();
    let segments = (0..=limit / span).map(|i| i * span..limit.min((i + 1) * span));
    segments
        .map(|segment| sieve.count(segment, &mut flags))
        .sum()
}

fn new_vectors(limit: u64, span: u64, sieve: &Sieve) -> u64 {
    let segments = (0..limit.div_ceil(span)).map(|i| i * span..limit.min((i + 1) * span));
    segments
        .map(|segment| sieve.count(segment, &mut Vec::new()))
        .sum()
}

fn long_vectors(limit: u64, span: u64, sieve: &Sieve) -> u64 {
    let segments = (0..limit.div_ceil(span)).map(|i| i * span..limit.min((i + 1) * span));
    segments
        .map(|segment| sieve.count(segment, &mut vec![0; span as usize / 2]))
        .sum()
}

fn own_arithmetic(limit: u64, _: u64, _: &Sieve) -> u64 {
    common::primes::count_primes(0..limit.min(100_000))
}

fn last_count(limit: u64, span: u64, sieve: &Sieve) -> u64 {
    let mut flags = Vec::new();
    let segments = (0..limit.div_ceil(span)).map(|i| i * span..limit.min((i + 1) * span));
    let counts = segments.map(|segment| sieve.count(segment, &mut flags));
    counts.last().unwrap_or(0)
}

fn narrow(limit: u64, span: u64, sieve: &Sieve) -> u64 {
    (SOLVED.count_serially)(u64::from(limit as u32), span, sieve)
}
