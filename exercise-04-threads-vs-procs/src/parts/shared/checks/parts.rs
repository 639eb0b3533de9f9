//! Judges the first half of TODO(2): parts that hold each index once.

use crate::parts::shared::Answers;
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::ops::Range;

/// How many indices, and how many workers.
type Asked = Vec<(usize, usize)>;
type Answered = Vec<Vec<Range<usize>>>;

pub fn checks() -> Vec<Check<Answers>> {
    let none = "Fewer indices than workers: then the length of a part must not become 0.";
    let check = |sentence, input, judge| {
        let check = Check::new(2, sentence, input, ask, judge);
        check.panicked(none).in_words(in_words)
    };
    vec![
        check("holds_every_index_in_one_part", some, covered),
        check("copes_with_fewer_indices_than_workers", few, covered),
        check("makes_parts_of_even_length", some, even),
    ]
}

fn in_words(asked: &Asked) -> String {
    let case = |(len, workers): &(usize, usize)| format!("{len} indices in {workers}");
    let cases: Vec<String> = asked.iter().map(case).collect();
    cases.join(", ")
}

fn ask(answers: &Answers, asked: Asked) -> Answered {
    let parts = |(len, workers)| (answers.parts)(len, workers);
    asked.into_iter().map(parts).collect()
}

fn some(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut cases = vec![(12, 4), (13, 4), (97, 8), (100, 1), (9, 4)];
    cases.extend((0..4).map(|_| (random.usize(50..5000), random.usize(2..9))));
    cases
}

fn few(_: u64) -> Asked {
    vec![(0, 1), (0, 4), (1, 4), (3, 8), (8, 8)]
}

fn covered(asked: &Asked, answered: &Answered, _: &Observed) -> Verdict {
    let cases = asked.iter().zip(answered);
    let verdicts = cases.map(|(&(len, workers), parts)| {
        one_covered(len, workers, parts).asked(format!("{len} indices, {workers} workers"))
    });
    verdicts.fold(Verdict::Pass, |first, next| first.or(|| next))
}

fn one_covered(len: usize, workers: usize, parts: &[Range<usize>]) -> Verdict {
    let expected = format!("the indices 0..{len} in parts, each index in one");
    let (mut end, length) = (0, parts.first().map_or(0, |part| part.len()));
    if let Some(part) = parts.iter().find(|part| part.start > part.end) {
        let so = "This part begins behind its end. Where no index is left, there is no part.";
        return Verdict::wrong(expected, format!("{part:?}"), so);
    }
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let so = match part.start {
            start if start < end => "Two parts overlap: what both change is changed twice.",
            start if start > end => "There is a gap, or the parts are not in order.",
            _ if part.end > len => "The last part goes beyond the end, where there is no element.",
            _ => {
                end = part.end;
                continue;
            }
        };
        return Verdict::wrong(expected, format!("{part:?} after {end} others"), so);
    }
    match end {
        end if end == len => Verdict::Pass,
        end => Verdict::wrong(
            expected,
            format!("the parts end at {end}"),
            match length == len / workers {
                true => {
                    "The rest belongs to nobody. `len / workers` rounds down; `div_ceil` rounds up."
                }
                false => "The last indices belong to nobody. (`start..end` ends before `end`.)",
            },
        ),
    }
}

fn even(asked: &Asked, answered: &Answered, _: &Observed) -> Verdict {
    let cases = asked.iter().zip(answered);
    let verdicts = cases.map(|(&(len, workers), parts)| {
        one_even(len, workers, parts).asked(format!("{len} indices, {workers} workers"))
    });
    verdicts.fold(Verdict::Pass, |first, next| first.or(|| next))
}

fn one_even(len: usize, workers: usize, parts: &[Range<usize>]) -> Verdict {
    let parts: Vec<_> = parts.iter().filter(|part| !part.is_empty()).collect();
    let (longest, most) = (
        parts.iter().map(|part| part.len()).max().unwrap_or(0),
        len.div_ceil(workers),
    );
    if longest > most {
        return Verdict::wrong(
            format!("no part longer than {most}"),
            format!("one of {longest}"),
            "Who gets the longest part is done last, and all others wait for it.",
        );
    }
    match parts.len() <= workers {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("at most {workers} parts"),
            parts.len().to_string(),
            "Each worker gets one part, so there are no more parts than workers.",
        ),
    }
}
