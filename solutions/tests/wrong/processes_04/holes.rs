//! TODO(5): memory that is taken for shared, or for a copy of the parent's.

use super::{Wrong, wrong};
use common::process::{Child, Error, Pool, spawn};
use exercise_04_threads_vs_procs::parts::processes::{Answers, HOLES, dig_hole};
use solutions::exercise_04_threads_vs_procs::processes::ANSWERS as SOLVED;
use std::ops::Range;
use std::sync::atomic::Ordering::Relaxed;
use std::thread;

type Fields<'a> = &'a [Range<u64>];

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, fn(Fields) -> Result<u64, Error>); 13] = [
        ("the parent's counter", "nothing has come back", parents),
        ("threads", "These are threads", threads),
        ("in the program itself", "That is a plain call", at_home),
        ("counts places", "at some there is rock", places),
        (
            "as if it were forked",
            "A child starts with a `HOLES` of 0",
            forked,
        ),
        (
            "told what was there",
            "A child starts with a `HOLES` of 0",
            told,
        ),
        (
            "the sum alone",
            "the parent's `HOLES` does not count",
            sum_alone,
        ),
        ("overwrites", "do not overwrite it", overwrites),
        (
            "returns what was dug",
            "Return what `HOLES` counts now",
            dug,
        ),
        ("a pool", "as the last one left them", pool),
        ("one by one", "One after another", one_by_one),
        (
            "nothing for a failure",
            "its holes are missing from the count",
            failures_count_nothing,
        ),
        (
            "starts passed over",
            "A field without a child was passed over",
            passed_over,
        ),
    ];
    let answers = |count_holes| Answers {
        count_holes,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(5, name, says, answers(answer)))
        .into()
}

fn field(field: Range<u64>) -> u64 {
    field.for_each(dig_hole);
    HOLES.load(Relaxed)
}

fn children(fields: Fields) -> Result<Vec<Child<u64>>, Error> {
    fields
        .iter()
        .map(|range| spawn(field, range.clone()))
        .collect()
}

/// The holes that the children have dug.
fn sum(fields: Fields) -> Result<u64, Error> {
    children(fields)?.into_iter().map(Child::join).sum()
}

fn parents(fields: Fields) -> Result<u64, Error> {
    sum(fields)?;
    Ok(HOLES.load(Relaxed))
}

fn threads(fields: Fields) -> Result<u64, Error> {
    thread::scope(|scope| {
        for range in fields {
            scope.spawn(|| field(range.clone()));
        }
    });
    Ok(HOLES.load(Relaxed))
}

fn at_home(fields: Fields) -> Result<u64, Error> {
    fields.iter().cloned().flatten().for_each(dig_hole);
    Ok(HOLES.load(Relaxed))
}

fn places(fields: Fields) -> Result<u64, Error> {
    sum(fields)?;
    let places: u64 = fields.iter().map(|field| field.end - field.start).sum();
    Ok(HOLES.fetch_add(places, Relaxed) + places)
}

/// A forked child would begin with what the parent has counted.
fn forked(fields: Fields) -> Result<u64, Error> {
    let before = HOLES.load(Relaxed);
    for child in children(fields)? {
        HOLES.fetch_add(child.join()?.wrapping_sub(before), Relaxed);
    }
    Ok(HOLES.load(Relaxed))
}

/// The parent's count goes along, comes back, and is counted again each time.
fn told(fields: Fields) -> Result<u64, Error> {
    let go_on = |(before, range): (u64, Range<u64>)| {
        HOLES.store(before, Relaxed);
        field(range)
    };
    let before = HOLES.load(Relaxed);
    let start = |field: &Range<u64>| spawn(go_on, (before, field.clone()));
    let children: Vec<_> = fields.iter().map(start).collect::<Result<_, _>>()?;
    for child in children {
        HOLES.fetch_add(child.join()?, Relaxed);
    }
    Ok(HOLES.load(Relaxed))
}

fn sum_alone(fields: Fields) -> Result<u64, Error> {
    Ok(HOLES.load(Relaxed) + sum(fields)?)
}

fn overwrites(fields: Fields) -> Result<u64, Error> {
    HOLES.store(sum(fields)?, Relaxed);
    Ok(HOLES.load(Relaxed))
}

fn dug(fields: Fields) -> Result<u64, Error> {
    let dug = sum(fields)?;
    HOLES.fetch_add(dug, Relaxed);
    Ok(dug)
}

fn pool(fields: Fields) -> Result<u64, Error> {
    let dug: u64 = Pool::new(2)?.map(field, fields.to_vec())?.iter().sum();
    Ok(HOLES.fetch_add(dug, Relaxed) + dug)
}

fn failures_count_nothing(fields: Fields) -> Result<u64, Error> {
    for child in children(fields)? {
        HOLES.fetch_add(child.join().unwrap_or(0), Relaxed);
    }
    Ok(HOLES.load(Relaxed))
}

fn passed_over(fields: Fields) -> Result<u64, Error> {
    let start = |range: &Range<u64>| spawn(field, range.clone()).ok();
    let children: Vec<_> = fields.iter().filter_map(start).collect();
    for child in children {
        HOLES.fetch_add(child.join()?, Relaxed);
    }
    Ok(HOLES.load(Relaxed))
}

fn one_by_one(fields: Fields) -> Result<u64, Error> {
    for range in fields {
        HOLES.fetch_add(spawn(field, range.clone())?.join()?, Relaxed);
    }
    Ok(HOLES.load(Relaxed))
}
