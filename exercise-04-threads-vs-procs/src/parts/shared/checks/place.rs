//! Judges the second half of TODO(2): the array is changed where it is.

use super::seen::*;
use crate::parts::shared::Answers;
use crate::parts::shared::array::mixed;
use common::check::{Check, Verdict};
use common::process::bytes_sent;
use common::witness::Observed;
use std::ops::Range;

/// How many elements, made from which seed, in which parts.
type Asked = (usize, u64, Vec<Range<usize>>);
/// What came back, the elements afterwards, and how many bytes went to the workers.
type Answered = (Done, Vec<u64>, u64);

/// Handles and ranges take some tens of bytes a task; the elements would take 80 000 and more.
const FEW_BYTES: u64 = 4_000;

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(2, "changes_each_element_once", uneven, ask, changed).points(2),
        Check::new(2, "sends_handles_and_no_elements", many, ask, few_bytes),
        Check::new(2, "changes_all_parts_at_once", three, ask, together).holding(3),
        Check::new(2, "copes_with_no_parts", |_| (0, 0, vec![]), ask, changed),
        Check::new(2, "hands_an_error_on", beyond, ask, told_of_it),
    ]
}

const WORKERS: usize = 3;

fn ask(answers: &Answers, (length, seed, parts): Asked) -> Answered {
    let (pool, array) = (pool(WORKERS), array(&numbers(length, seed)));
    let before = bytes_sent();
    let outcome = (answers.in_place)(&pool, &array, &parts);
    let sent = bytes_sent() - before;
    (told(outcome), array.to_vec(), sent)
}

/// Parts that do not divide evenly, and one of them holds nothing.
fn uneven(seed: u64) -> Asked {
    let middle = 100 + (seed % 500) as usize;
    (
        1003,
        seed,
        vec![0..middle, middle..middle, middle..1002, 1002..1003],
    )
}

fn many(seed: u64) -> Asked {
    (
        10_000,
        seed,
        vec![0..2_500, 2_500..5_000, 5_000..7_500, 7_500..10_000],
    )
}

fn three(seed: u64) -> Asked {
    (31, seed, vec![0..11, 11..22, 22..31])
}

/// The second part goes beyond the end, so a task panics.
fn beyond(seed: u64) -> Asked {
    (10, seed, vec![0..5, 5..11])
}

fn in_words((length, _, parts): &Asked) -> String {
    format!(
        "{length} elements in {} parts, {WORKERS} workers",
        parts.len()
    )
}

fn changed(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let none = || match asked.2.is_empty() {
        true => Verdict::Pass,
        false => in_workers("transform", seen),
    };
    no_error(&answered.0)
        .or(none)
        .or(|| each_once(asked, &answered.1))
        .asked(in_words(asked))
}

fn each_once((length, seed, _): &Asked, after: &[u64]) -> Verdict {
    let before = numbers(*length, *seed);
    let pairs = before.iter().zip(after);
    let untouched = pairs.clone().filter(|(before, after)| before == after);
    if *length > 0 && untouched.count() == *length {
        return Verdict::wrong(
            "each element changed once",
            "the array as it was before",
            "What the workers changed was a copy. Send them `array.clone()`, one more handle to the same \
             elements, and no elements.",
        );
    }
    let wrong = |&(_, (before, after)): &(usize, (&u64, &u64))| mixed(*before) != *after;
    let Some((i, (&before, &after))) = pairs.enumerate().find(wrong) else {
        return Verdict::Pass;
    };
    let so = match after {
        _ if after == before => "This element was left out: is there a task for each part?",
        _ if after == mixed(mixed(before)) => {
            "This element was changed twice: each task changes its own part, and no more."
        }
        _ => "This element was changed more than once, or by something else than `transform`.",
    };
    Verdict::wrong(
        format!("element {i} changed once"),
        match after == before {
            true => format!("element {i} as it was"),
            false => format!("element {i} is another number"),
        },
        so,
    )
}

fn few_bytes(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let sent = answered.2;
    let few = || match sent <= FEW_BYTES {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("at most {FEW_BYTES} bytes in messages"),
            format!("{sent} bytes"),
            "The elements themselves were sent. They are in shared memory already: a task needs the handle \
             (`array.clone()`) and its part.",
        ),
    };
    no_error(&answered.0)
        .or(few)
        .or(|| in_workers("transform", seen))
        .asked(in_words(asked))
}

fn together(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    no_error(&answered.0)
        .or(|| in_workers("transform", seen))
        .or(|| side_by_side("transform", WORKERS, seen))
        .asked(in_words(asked))
}

fn told_of_it(asked: &Asked, answered: &Answered, _: &Observed) -> Verdict {
    an_error(
        &answered.0,
        "the last part goes beyond the end, so its task panics",
    )
    .asked(format!("{:?} of {} elements", asked.2, asked.0))
}
