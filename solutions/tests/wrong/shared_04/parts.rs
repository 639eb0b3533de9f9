//! TODO(2): parts that leave something out, overlap, or go too far.

use super::super::Wrong;
use super::{SOLVED, wrong};
use exercise_04_threads_vs_procs::parts::shared::Answers;
use std::ops::Range;

pub fn wrong_answers() -> Vec<Wrong> {
    let one = |name, says, parts| wrong(2, name, says, Answers { parts, ..SOLVED });
    vec![
        one("rounded down", "The rest belongs to nobody", rounded_down),
        one("beyond the end", "goes beyond the end", beyond),
        one("a step of nothing", "must not become 0", no_step),
        one("overlapping", "Two parts overlap", overlapping),
        one("gaps", "There is a gap", gaps),
        one("one part", "all others wait for it", one_part),
        one(
            "the rest to the last",
            "all others wait for it",
            rest_to_last,
        ),
        one("begins behind its end", "begins behind its end", backwards),
        one("a part each", "no more parts than workers", singles),
    ]
}

fn rounded_down(len: usize, workers: usize) -> Vec<Range<usize>> {
    let length = len / workers;
    (0..workers).map(|i| i * length..(i + 1) * length).collect()
}

fn beyond(len: usize, workers: usize) -> Vec<Range<usize>> {
    let length = len.div_ceil(workers);
    (0..workers).map(|i| i * length..(i + 1) * length).collect()
}

fn no_step(len: usize, workers: usize) -> Vec<Range<usize>> {
    let length = len / workers;
    let starts = (0..len).step_by(length);
    starts.map(|start| start..len.min(start + length)).collect()
}

fn overlapping(len: usize, workers: usize) -> Vec<Range<usize>> {
    let length = len.div_ceil(workers).max(1);
    let starts = (0..len).step_by(length);
    starts
        .map(|start| start..len.min(start + length + 1))
        .collect()
}

fn gaps(len: usize, workers: usize) -> Vec<Range<usize>> {
    let length = len.div_ceil(workers).max(1);
    let starts = (0..len).step_by(length);
    starts
        .map(|start| start..len.min(start + length - 1))
        .collect()
}

fn one_part(len: usize, _: usize) -> Vec<Range<usize>> {
    std::iter::once(0..len).collect()
}

fn rest_to_last(len: usize, workers: usize) -> Vec<Range<usize>> {
    let mut parts = rounded_down(len, workers);
    parts[workers - 1].end = len;
    parts
}

fn singles(len: usize, _: usize) -> Vec<Range<usize>> {
    (0..len).map(|i| i..i + 1).collect()
}

fn backwards(len: usize, workers: usize) -> Vec<Range<usize>> {
    let length = len.div_ceil(workers);
    let part = |i: usize| i * length..len.min((i + 1) * length);
    (0..workers).map(part).collect()
}
