//! TODO(5): do the children's counts come back, and only those?

use super::seen::{NOT_STARTED, PANICKED};
use super::seen::{at_once, handed_on, in_children, kind, left, nobody};
use crate::parts::processes::work::is_rock;
use crate::parts::processes::{Answers, HOLES, PIPE, children};
use common::check::{Check, Verdict};
use common::process::Starved;
use common::witness::Observed;
use std::ops::Range;
use std::sync::atomic::Ordering;

/// A question: the fields, and how many holes the parent has counted before.
type Asked = (Vec<Range<u64>>, u64);
/// The number that was returned, or the kind of error; the parent's count; which children live on.
type Answered = (Result<u64, String>, u64, Vec<String>);

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            5,
            "brings_one_count_back",
            |seed| (fields(seed, 1), 0),
            count,
            right,
        ),
        Check::new(
            5,
            "adds_up_the_counts",
            |seed| (fields(seed, 5), 0),
            count,
            right,
        )
        .points(2),
        Check::new(
            5,
            "adds_to_what_was_counted_before",
            |seed| (fields(seed, 3), 1_000 + seed % 1_000),
            count,
            right,
        )
        .points(2),
        Check::new(
            5,
            "has_all_fields_dug_at_once",
            |seed| (fields(seed, 3), 0),
            count,
            all_at_once,
        )
        .holding(3),
        Check::new(5, "copes_with_no_fields", |_| (vec![], 7), count, right),
        Check::new(
            5,
            "hands_an_error_on",
            |seed| (fields(seed, 2), 0),
            in_trouble,
            errors,
        )
        .panicked(
            "A child that cannot be started, or fails, is an error to hand on: `?` in place of `unwrap`.",
        ),
    ];
    let with_words = |check: Check<Answers>| check.in_words(describe);
    checks.into_iter().map(with_words).collect()
}

/// In each there are rocks and holes.
fn fields(seed: u64, count: u64) -> Vec<Range<u64>> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut start = random.u64(0..1_000_000);
    let field = |_| {
        let mut end = start + random.u64(4..12);
        while holes(&(start..end)) == end - start || holes(&(start..end)) == 0 {
            end += 1;
        }
        let field = start..end;
        start = end;
        field
    };
    (0..count).map(field).collect()
}

fn holes(field: &Range<u64>) -> u64 {
    field.clone().filter(|&place| !is_rock(place)).count() as u64
}

fn count(answers: &Answers, (fields, before): Asked) -> Answered {
    HOLES.store(before, Ordering::Relaxed);
    let returned = (answers.count_holes)(&fields).map_err(|error| kind(&error));
    (returned, HOLES.load(Ordering::Relaxed), left())
}

/// No child can be started; then one more field, in which a child fails.
fn in_trouble(answers: &Answers, (mut fields, before): Asked) -> [Answered; 2] {
    let starved = Starved::new();
    let not_started = count(answers, (fields.clone(), before));
    drop(starved);
    fields.push(PIPE - 2..PIPE + 1);
    [not_started, count(answers, (fields, before))]
}

fn describe((fields, before): &Asked) -> String {
    let places: u64 = fields.iter().map(|field| field.end - field.start).sum();
    let children = children(fields.len());
    format!("{children} for {places} places; {before} holes counted before")
}

fn right(asked: &Asked, (returned, counted, left): &Answered, seen: &Observed) -> Verdict {
    in_children("dig_hole", asked.0.len(), &seen.of("dig_hole"))
        .or(|| judged(asked, returned, *counted))
        .or(|| nobody(left))
        .asked(describe(asked))
}

fn all_at_once(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    right(asked, answered, seen)
        .or(|| at_once("dig_hole", asked.0.len(), &seen.of("dig_hole")))
        .asked(describe(asked))
}

fn errors(_: &Asked, [not_started, failed]: &[Answered; 2], _: &Observed) -> Verdict {
    let starved = || {
        let so = "A field without a child was passed over in silence. `?` hands the error on.";
        handed_on(&not_started.0, NOT_STARTED, so).asked("two fields, and no child can be started")
    };
    let so = "A child failed, and its holes are missing from the count. `join` tells: hand its error on.";
    let failed =
        handed_on(&failed.0, PANICKED, so).asked("three fields, in one of which a child panics");
    match cfg!(unix) {
        true => starved().or(|| failed),
        false => failed,
    }
}

fn judged((fields, before): &Asked, returned: &Result<u64, String>, counted: u64) -> Verdict {
    let dug: u64 = fields.iter().map(holes).sum();
    let places: u64 = fields.iter().map(|field| field.end - field.start).sum();
    let right = before + dug;
    let expected = format!("{right} holes: {before} before, and {dug} dug by children");
    let returned = match returned {
        Ok(returned) => *returned,
        Err(error) => {
            let so = "There is an error where there should be none.";
            return Verdict::wrong(expected, format!("an error: {error}"), so);
        }
    };
    if returned == right && counted == right {
        return Verdict::Pass;
    }
    let saw = format!("{returned} returned, and {counted} in `HOLES`");
    let so = if returned == right {
        "The number is right, but the parent's `HOLES` does not count what the children have dug: add \
         to it what each `join` gives."
    } else if returned == dug && counted == dug {
        "What the parent had counted before is gone: add to its `HOLES`, do not overwrite it."
    } else if returned == dug {
        "That is what the children have dug. Return what `HOLES` counts now, with what was there \
         before."
    } else if returned == *before {
        "That is what the parent had counted before: nothing has come back. Each process has a `HOLES` \
         of its own, and a child's is gone with the child. Let its function return the count."
    } else if returned == before + places {
        "So many places there are, but at some there is rock. What was dug, only the child's `HOLES` \
         knows."
    } else {
        "A child starts with a `HOLES` of 0, whatever the parent has counted: nothing is to be taken \
         off, or counted twice."
    };
    Verdict::wrong(expected, saw, so)
}
