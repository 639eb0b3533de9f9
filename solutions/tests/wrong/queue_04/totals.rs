//! TODO(2): totals that are merged in another order than that of the parts.

use super::{Wrong, join_all, wrong};
use common::process::{Child, Error, Queue, spawn};
use exercise_04_threads_vs_procs::parts::queue::{Answers, NOTHING, Total, merge, total};
use solutions::exercise_04_threads_vs_procs::queue::ANSWERS as SOLVED;
use std::ops::Range;

type Parts<'a> = &'a [Range<u64>];
type Sum = Result<Total, Error>;
type Results = Queue<(usize, Total)>;
type Started = Vec<Child<Result<(), Error>>>;

pub fn wrong_answers() -> Vec<Wrong> {
    let total = |name, says, total_of| wrong(2, name, says, Answers { total_of, ..SOLVED });
    vec![
        total("order of arrival", "a digest is not", arrival),
        total("sorted by value", "a digest is not", by_value),
        total(
            "right to left",
            "takes what stands before first",
            right_to_left,
        ),
        total("only added", "a digest is not", only_added),
        total(
            "begins with zeros",
            "beginning with `queue::NOTHING`",
            zeros,
        ),
        total("no child", "That is a function call", no_child),
        total(
            "one child for all",
            "Start a child of its own for each",
            one_child,
        ),
        total(
            "one after another",
            "Start all of them before you wait",
            one_after_another,
        ),
        total(
            "full before it is emptied",
            "room in a queue that nobody empties",
            full,
        ),
        total("never joined", "`join` each child", never_joined),
    ]
}

fn start(parts: Parts, results: &Results) -> Result<Started, Error> {
    let add_up =
        |(place, part, results): (usize, Range<u64>, Results)| results.put((place, total(part)));
    let parts = parts.iter().cloned().enumerate();
    let start = |(place, part)| spawn(add_up, (place, part, results.clone()));
    parts.map(start).collect()
}

/// All results, in the order in which they came.
fn come(parts: Parts) -> Result<Vec<(usize, Total)>, Error> {
    let results = Queue::unbounded()?;
    let started = start(parts, &results)?;
    let all = parts.iter().map(|_| results.get()).collect();
    join_all(started)?;
    all
}

fn merged(results: impl IntoIterator<Item = (usize, Total)>) -> Total {
    let totals = results.into_iter().map(|(_, total)| total);
    totals.fold(NOTHING, merge)
}

fn arrival(parts: Parts) -> Sum {
    Ok(merged(come(parts)?))
}

fn by_value(parts: Parts) -> Sum {
    let mut results = come(parts)?;
    results.sort_by_key(|&(_, total)| total);
    Ok(merged(results))
}

fn right_to_left(parts: Parts) -> Sum {
    let mut results = come(parts)?;
    results.sort();
    let totals = results.into_iter().map(|(_, total)| total);
    Ok(totals.fold(NOTHING, |all, next| merge(next, all)))
}

fn only_added(parts: Parts) -> Sum {
    let add = |all: Total, (_, next): (usize, Total)| {
        let [sum, factor, digest] = [(all.0, next.0), (all.1, next.1), (all.2, next.2)]
            .map(|(all, next)| all.wrapping_add(next));
        (sum, factor, digest)
    };
    Ok(come(parts)?.into_iter().fold(NOTHING, add))
}

fn zeros(parts: Parts) -> Sum {
    let mut results = come(parts)?;
    results.sort();
    let totals = results.into_iter().map(|(_, total)| total);
    Ok(totals.fold((1, 1, 0), merge))
}

fn no_child(parts: Parts) -> Sum {
    Ok(parts.iter().cloned().map(total).fold(NOTHING, merge))
}

fn one_child(parts: Parts) -> Sum {
    let all = |parts: Vec<Range<u64>>| parts.into_iter().map(total).fold(NOTHING, merge);
    spawn(all, parts.to_vec())?.join()
}

fn one_after_another(parts: Parts) -> Sum {
    let mut all = NOTHING;
    for part in parts {
        all = merge(all, spawn(total, part.clone())?.join()?);
    }
    Ok(all)
}

/// A queue for one, and nobody who takes anything out before all have ended.
fn full(parts: Parts) -> Sum {
    let results = Queue::new(1)?;
    join_all(start(parts, &results)?)?;
    let mut all = Vec::new();
    for _ in parts {
        all.push(results.get()?);
    }
    all.sort();
    Ok(merged(all))
}

fn never_joined(parts: Parts) -> Sum {
    let results = Queue::unbounded()?;
    let _started = start(parts, &results)?;
    let all: Result<Vec<_>, Error> = parts.iter().map(|_| results.get()).collect();
    let mut all = all?;
    all.sort();
    Ok(merged(all))
}
