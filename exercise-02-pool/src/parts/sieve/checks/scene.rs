//! A sieve that keeps a record of the segments it is handed, and the judge of that record.

use super::super::Sieve;
use common::check::Verdict;
use common::exercise::grouped;
use common::primes::count_primes;
use std::ops::Range;
use std::sync::Mutex;

/// One call of the sieve: where the segment starts and ends, and whether the flags were new: the
/// sieve has not had them before.
pub type Call = (u64, u64, bool);
/// What an answer gave, and the calls in the order in which they came.
pub type Told = (u64, Vec<Call>);
/// The same for several questions.
pub type Walks = Vec<Told>;

/// Runs `walk` with a sieve that keeps a record, and counts with `count`.
pub fn told(count: impl Fn(Range<u64>) -> u64 + Sync, walk: impl FnOnce(&Sieve) -> u64) -> Told {
    let calls = Mutex::new(Vec::new());
    let sieve = Sieve::new(|segment: Range<u64>, flags: &mut Vec<u8>| {
        let call = (segment.start, segment.end, flags.capacity() != MARKED);
        calls.lock().expect("nobody panics here").push(call);
        mark(flags);
        count(segment)
    });
    let counted = walk(&sieve);
    drop(sieve);
    (counted, calls.into_inner().expect("nobody panics here"))
}

/// Nobody asks for just so much memory: whatever is in it, these flags were here before.
const MARKED: usize = 10_007;

fn mark(flags: &mut Vec<u8>) {
    flags.clear();
    flags.shrink_to(MARKED);
    flags.reserve_exact(MARKED);
}

/// A sieve by trial division: slow, and right.
pub fn slow(segment: Range<u64>) -> u64 {
    count_primes(segment)
}

/// Whether 0..limit was cut into segments of `span` numbers, each counted once, and the counts
/// added up.
pub fn judge(
    limit: u64,
    span: u64,
    workers: usize,
    (counted, calls): &Told,
    right: u64,
) -> Verdict {
    cut(limit, span, workers, calls)
        .or(|| match *counted == right {
            true => Verdict::Pass,
            false => Verdict::wrong(
                grouped(right),
                grouped(*counted),
                "The segments are right, and so is the count of each: are they all added up, and \
                 nothing else?",
            ),
        })
        .asked(asked(limit, span, workers))
}

pub fn asked(limit: u64, span: u64, workers: usize) -> String {
    let (limit, span) = (grouped(limit), grouped(span));
    match workers {
        0 => format!("below {limit}, in segments of {span}"),
        _ => format!("below {limit}, in segments of {span}, on {workers} workers"),
    }
}

fn cut(limit: u64, span: u64, workers: usize, calls: &[Call]) -> Verdict {
    let mut segments: Vec<(u64, u64)> = calls.iter().map(|&(from, to, _)| (from, to)).collect();
    segments.sort_unstable();
    let right: Vec<_> = (0..limit.div_ceil(span))
        .map(|i| (i * span, limit.min((i + 1) * span)))
        .collect();
    if segments == right {
        return Verdict::Pass;
    }
    let show = |segment: Option<&(u64, u64)>| match segment {
        Some((from, to)) => format!("{}..{}", grouped(*from), grouped(*to)),
        None if right.is_empty() || segments.is_empty() => "none".to_string(),
        None => "no more".to_string(),
    };
    let same = right
        .iter()
        .zip(&segments)
        .take_while(|(a, b)| a == b)
        .count();
    let longest = segments
        .iter()
        .map(|(from, to)| to.saturating_sub(*from))
        .max();
    let so = match (right.get(same), segments.get(same)) {
        (Some(_), _) if segments.is_empty() => {
            "Your answer never called `sieve.count`. Hand it one segment after another."
        }
        (_, Some((from, to))) if from >= to => "This segment is empty: it has nothing to count.",
        (_, Some((from, to))) if (*from, *to) == (0, limit) => {
            "That is the whole range at once. Its flags fit no cache, and for a large limit not \
             even \
             the memory."
        }
        _ if segments.len() == workers && longest > Some(span) => {
            "That is one segment for each worker, however long: its flags fit no cache."
        }
        (_, Some((_, to))) if limit > 1 << 32 && *to == limit % (1 << 32) => {
            "That is where the lower 32 bits of the limit are: is something narrower than `u64` on \
             the way?"
        }
        (Some(_), Some((from, to)))
            if *to < from + span && segments.get(same + 1).is_some_and(|next| next.0 == *to) =>
        {
            "This segment is shorter than `span`, though it is not the last one. Was the range \
             split \
             among the workers first? Then nobody can even out what they take."
        }
        (Some(_), Some((from, to))) if to.abs_diff(from + span) == 1 => {
            "A segment's end is not part of it, so it is where the next one starts."
        }
        (_, Some((_, to))) if *to > limit => "The last segment goes beyond the limit.",
        (Some(_), None) if same + 1 == right.len() => {
            "The last segment is missing. It may be shorter than the others."
        }
        (None, Some(again)) if segments[..same].contains(again) => {
            "Some segments are counted twice."
        }
        (Some(_), Some(again)) if same > 0 && segments[same - 1] == *again => {
            "This segment is counted twice."
        }
        _ => "Segment i goes from i × span to (i + 1) × span, or to the limit.",
    };
    let place = match same {
        0 if right.is_empty() => "below 0".to_string(),
        0 => "as the first segment".to_string(),
        _ => format!("after {}", show(segments.get(same - 1))),
    };
    let expected = format!("{} {place}", show(right.get(same)));
    Verdict::wrong(expected, show(segments.get(same)), so)
}
