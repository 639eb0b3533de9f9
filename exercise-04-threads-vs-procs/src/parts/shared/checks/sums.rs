//! Judges TODO(4): workers that attach an array once, and copy nothing.

use super::seen::*;
use crate::parts::shared::gate::{Rivalry, with_rival};
use crate::parts::shared::{Answers, Share};
use common::check::{Check, Verdict};
use common::process::{Array, bytes_sent};
use common::witness::Observed;
use std::ops::Range;
use std::time::Duration;

/// How many elements, made from which seed, in which parts, and how many workers.
type Asked = (usize, u64, Vec<Range<usize>>, usize);
/// The shares, how many bytes went to the workers, and whether a rival came while all were at work.
type Answered = (Result<Vec<Share>, String>, u64, Rivalry);

/// What another process writes to the first element of each part while the workers are at it.
const NEW: u64 = 1_000_000_007;
/// Enough that a copy cannot hide in what a process has anyway: 16 MiB.
const LARGE: usize = 2 << 20;
/// The most that a worker may have for itself: half of that.
const OWN: u64 = 8 << 20;

pub fn checks() -> Vec<Check<Answers>> {
    let check =
        |sentence, input, ask, judge| Check::new(4, sentence, input, ask, judge).in_words(in_words);
    vec![
        check("sums_every_part_in_order", uneven, ask, right),
        check(
            "sees_what_another_process_writes",
            three,
            ask_rival,
            up_to_date,
        )
        .points(2),
        check("attaches_once_in_each_worker", many, ask, attached_once),
        // It sums a lot: a second on a machine that is busy, and several where it is very busy.
        check("keeps_no_copy", large, ask, no_copy).time_limit(Duration::from_secs(30)),
        check("copes_with_no_parts", |_| (5, 1, vec![], 2), ask, right),
        check("hands_an_error_on", beyond, ask, told_of_it).panicked(UNWRAPPED),
    ]
}

fn ask(answers: &Answers, (length, seed, parts, workers): Asked) -> Answered {
    let array = array(&numbers(length, seed));
    let (shares, sent) = summed(answers, &array, &parts, workers);
    (shares, sent, None)
}

/// When all workers are at a part, another process writes, and only then they go on.
fn ask_rival(answers: &Answers, (length, seed, parts, workers): Asked) -> Answered {
    let array = array(&numbers(length, seed));
    let rival = || {
        parts.iter().for_each(|part| array.set(part.start, NEW));
        true
    };
    let ((shares, sent), rivalry) =
        with_rival(workers, rival, || summed(answers, &array, &parts, workers));
    (shares, sent, rivalry)
}

fn summed(
    answers: &Answers,
    array: &Array<u64>,
    parts: &[Range<usize>],
    workers: usize,
) -> (Result<Vec<Share>, String>, u64) {
    let before = bytes_sent();
    let shares = (answers.sum)(array, parts, workers);
    (
        shares.map_err(|error| error.to_string()),
        bytes_sent() - before,
    )
}

fn uneven(seed: u64) -> Asked {
    let middle = 100 + (seed % 500) as usize;
    (
        1003,
        seed,
        vec![0..middle, middle..middle, middle..1002, 1002..1003],
        2,
    )
}

fn three(seed: u64) -> Asked {
    (300, seed, vec![0..100, 100..200, 200..300], 3)
}

/// More parts than workers, and not too many for an answer that starts processes for each.
fn many(seed: u64) -> Asked {
    (
        400,
        seed,
        (0..20).map(|i| 20 * i..20 * (i + 1)).collect(),
        2,
    )
}

fn large(seed: u64) -> Asked {
    (LARGE, seed, vec![0..LARGE / 2, LARGE / 2..LARGE], 2)
}

fn beyond(seed: u64) -> Asked {
    (10, seed, vec![0..5, 5..11], 2)
}

fn in_words((length, _, parts, workers): &Asked) -> String {
    format!(
        "{length} elements in {} parts, {workers} workers",
        parts.len()
    )
}

/// Whether the sums are those of `elements`.
fn sums(elements: &[u64], parts: &[Range<usize>], shares: &[Share]) -> Verdict {
    if shares.len() != parts.len() {
        return Verdict::wrong(
            format!("{} shares", parts.len()),
            shares.len().to_string(),
            "Each part has a share, in the order of the parts.",
        );
    }
    let of = |part: &Range<usize>| {
        elements[part.clone()]
            .iter()
            .fold(0, |a: u64, b| a.wrapping_add(*b))
    };
    let right: Vec<u64> = parts.iter().map(of).collect();
    let Some(i) = (0..parts.len()).find(|&i| right[i] != shares[i].0) else {
        return Verdict::Pass;
    };
    let so = match right.contains(&shares[i].0) {
        true => "That is the sum of another part: are the shares in the order of the parts?",
        false => "Does each task sum its own part, all of it, and no more?",
    };
    let (expected, saw) = (right[i], shares[i].0);
    Verdict::wrong(format!("{expected} for part {i}"), saw.to_string(), so)
}

fn right(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let (length, seed, parts, _) = asked;
    let all = |shares: &Vec<Share>| sums(&numbers(*length, *seed), parts, shares);
    let anywhere = || match parts.is_empty() {
        true => Verdict::Pass,
        false => in_workers("sum_part", seen),
    };
    no_error(&answered.0)
        .or(anywhere)
        .or(|| answered.0.as_ref().map_or(Verdict::Pass, all))
        .asked(in_words(asked))
}

/// Whether the pool has as many workers as it should, if it has an initializer.
fn pool_size(workers: usize, seen: &Observed) -> Verdict {
    match seen.of("keep").processes().len() {
        n if n == 0 || n == workers => Verdict::Pass,
        n => Verdict::wrong(
            format!("a pool of {workers} workers"),
            format!("{n} processes that keep the array"),
            "The pool that you make has `workers` workers: `Pool::builder().workers(workers)`. Without that, it has one \
             for each core.",
        ),
    }
}

fn up_to_date(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let (length, seed, parts, workers) = asked;
    let mut elements = numbers(*length, *seed);
    let before = elements.clone();
    parts.iter().for_each(|part| elements[part.start] = NEW);
    let judged = |shares: &Vec<Share>| match sums(&elements, parts, shares) {
        Verdict::Pass => Verdict::Pass,
        _ if sums(&before, parts, shares) == Verdict::Pass || is_old(&before, parts, shares) => {
            Verdict::wrong(
                "sums with what another process wrote while the workers were at it",
                "sums of the elements as they were before",
                "A worker summed a copy. A clone of `array` is a handle to the very same memory: give that to \
                 `keep`, and copy nothing.",
            )
        }
        wrong => wrong,
    };
    no_error(&answered.0)
        .or(|| in_workers("sum_part", seen))
        .or(|| match answered.2 {
            Some(_) => Verdict::Pass,
            None => pool_size(*workers, seen).or(|| side_by_side("sum_part", *workers, seen)),
        })
        .or(|| answered.0.as_ref().map_or(Verdict::Pass, judged))
        .asked(in_words(asked))
}

/// Whether a share is that of the elements as they were.
fn is_old(before: &[u64], parts: &[Range<usize>], shares: &[Share]) -> bool {
    let mut pairs = parts.iter().zip(shares);
    pairs.any(|(part, share)| {
        let old = before[part.clone()]
            .iter()
            .fold(0, |a: u64, b| a.wrapping_add(*b));
        share.0 == old
    })
}

fn attached_once(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let (workers, kept) = (asked.3, seen.of("keep"));
    let calls = kept.calls.len();
    let once = || match (calls, kept.processes().len()) {
        (calls, processes) if calls == workers && processes == workers => Verdict::Pass,
        (0, _) => Verdict::wrong(
            format!("a call of `keep` in each of {workers} workers"),
            "none",
            "Each worker has to keep the array before its first task: \
             `Pool::builder().workers(…).initializer(shared::keep, …)`.",
        ),
        (_, processes) => Verdict::wrong(
            format!("{workers} calls of `keep`, one in each of {workers} workers"),
            format!("{calls} calls, in {processes} processes"),
            "Each worker attaches the array once, when it starts: by an `initializer`, not in each task, and \
             in one pool of `workers` workers.",
        ),
    };
    right(asked, answered, seen).or(once).asked(in_words(asked))
}

fn no_copy(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let sent = answered.1;
    let elements = 8 * asked.0 as u64;
    let few = || match sent < elements / 100 {
        true => Verdict::Pass,
        false => Verdict::wrong(
            "a few hundred bytes in messages",
            format!("{sent} bytes"),
            "The elements themselves were sent. A handle is enough: `array.clone()`.",
        ),
    };
    let lean = |shares: &Vec<Share>| {
        let own = shares.iter().filter_map(|share| Some(share.1.1?.0)).max();
        match own {
            Some(own) if own > OWN => Verdict::wrong(
                format!(
                    "workers that have less than {} MiB for themselves",
                    OWN >> 20
                ),
                format!("{} MiB", own >> 20),
                "A worker has a copy of the elements. `to_vec` makes one; `sum_part` reads where they are.",
            ),
            _ => Verdict::Pass,
        }
    };
    no_error(&answered.0)
        .or(few)
        .or(|| answered.0.as_ref().map_or(Verdict::Pass, lean))
        .or(|| right(asked, answered, seen))
        .asked(in_words(asked))
}

fn told_of_it(asked: &Asked, answered: &Answered, _: &Observed) -> Verdict {
    an_error(
        &answered.0,
        "the last part goes beyond the end, so its task panics",
    )
    .asked(format!("{:?} of {} elements", asked.2, asked.0))
}
