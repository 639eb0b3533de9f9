//! Judges the second half of TODO(2): the array is changed where it is.

use super::seen::*;
use crate::parts::shared::Answers;
use crate::parts::shared::array::mixed;
use common::check::{Check, Verdict};
use common::process::bytes_sent;
use common::witness::Observed;
use std::ops::Range;

/// How many elements, made from which seed, in which parts, and how many workers.
type Asked = (usize, u64, Vec<Range<usize>>, usize);
/// What came back, the elements afterwards, how many bytes went to the workers and how many back from
/// the first of them, and who the workers are.
type Answered = (Done, Vec<u64>, [u64; 2], Vec<u32>);

/// Handles and ranges take some tens of bytes a task; the elements would take 80 000 and more.
const FEW_BYTES: u64 = 4_000;

pub fn checks() -> Vec<Check<Answers>> {
    let check =
        |sentence, input, judge| Check::new(2, sentence, input, ask, judge).in_words(in_words);
    vec![
        check("changes_each_element_once", uneven, changed).points(2),
        check("sends_handles_and_no_elements", many, few_bytes),
        check("changes_all_parts_at_once", three, together).holding(3),
        check("copes_with_no_parts", |_| (0, 0, vec![], 3), changed),
        check("hands_an_error_on", beyond, told_of_it).panicked(UNWRAPPED),
    ]
}

fn ask(answers: &Answers, (length, seed, parts, workers): Asked) -> Answered {
    let (pool, array) = (pool(workers), array(&numbers(length, seed)));
    let before = bytes_sent();
    let outcome = told((answers.in_place)(&pool, &array, &parts));
    let sent = bytes_sent() - before;
    let elements = array.to_vec();
    let back = pool.apply(|()| bytes_sent(), ()).unwrap_or(0);
    (outcome, elements, [sent, back], pool.worker_pids())
}

/// Parts that do not divide evenly, and one of them holds nothing.
fn uneven(seed: u64) -> Asked {
    let middle = 100 + (seed % 500) as usize;
    (
        1003,
        seed,
        vec![0..middle, middle..middle, middle..1002, 1002..1003],
        3,
    )
}

/// One worker, so that it can be asked how much it has sent.
fn many(seed: u64) -> Asked {
    (
        10_000,
        seed,
        vec![0..2_500, 2_500..5_000, 5_000..7_500, 7_500..10_000],
        1,
    )
}

fn three(seed: u64) -> Asked {
    (31, seed, vec![0..11, 11..22, 22..31], 3)
}

/// The second part goes beyond the end, so a task panics.
fn beyond(seed: u64) -> Asked {
    (10, seed, vec![0..5, 5..11], 3)
}

fn in_words((length, _, parts, workers): &Asked) -> String {
    format!(
        "{length} elements in {} parts, {workers} workers",
        parts.len()
    )
}

fn changed(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let none = || match asked.2.is_empty() {
        true => Verdict::Pass,
        false => in_pool("transform", &answered.3, seen),
    };
    no_error(&answered.0)
        .or(none)
        .or(|| each_once(asked, &answered.1))
        .asked(in_words(asked))
}

fn each_once((length, seed, ..): &Asked, after: &[u64]) -> Verdict {
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
    let (parts, calls) = (asked.2.len(), seen.of("transform").calls.len());
    let one_each = || match calls <= parts {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("{parts} calls of `transform`, one for each part"),
            format!("{calls} calls"),
            "A task changes all elements of its part in one call: each task costs a message, so a few large \
             ones are better than many small ones.",
        ),
    };
    let [sent, back] = answered.2;
    let few = |bytes, saw: String, so: &str| match bytes <= FEW_BYTES {
        true => Verdict::Pass,
        false => Verdict::wrong(format!("at most {FEW_BYTES} bytes in messages"), saw, so),
    };
    no_error(&answered.0)
        .or(one_each)
        .or(|| {
            few(
                sent,
                format!("{sent} bytes to the worker"),
                "The elements themselves were sent. They are in shared memory already: a task needs the handle \
                 (`array.clone()`) and its part.",
            )
        })
        .or(|| in_pool("transform", &answered.3, seen))
        .or(|| {
            few(
                back,
                format!("{back} bytes back from the worker"),
                "The elements came back as what the tasks give. They are in shared memory already, so a task \
                 gives nothing.",
            )
        })
        .asked(in_words(asked))
}

fn together(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    no_error(&answered.0)
        .or(|| in_pool("transform", &answered.3, seen))
        .or(|| side_by_side("transform", asked.3, seen))
        .asked(in_words(asked))
}

fn told_of_it(asked: &Asked, answered: &Answered, _: &Observed) -> Verdict {
    an_error(
        &answered.0,
        "the last part goes beyond the end, so its task panics",
    )
    .asked(format!("{:?} of {} elements", asked.2, asked.0))
}
