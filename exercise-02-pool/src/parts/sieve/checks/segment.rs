//! Judges TODO(2) and TODO(5), which are asked the same: the primes of one segment.

use super::super::{Answers, CountSegment};
use super::{base_below, cost, whole};
use common::check::{Check, Verdict};
use common::exercise::grouped;
use common::primes::{count_primes, is_prime};
use common::witness::Observed;

/// Where the segments start, and where each of them ends.
type Asked = (u64, Vec<u64>);
/// How many primes were counted up to each of the ends.
type Counts = Vec<u64>;

/// The answer to TODO(`N`).
pub fn how<const N: u8>(answers: &Answers) -> CountSegment {
    match N {
        2 => answers.count_odds,
        _ => answers.count_wheel,
    }
}

pub fn checks<const N: u8>() -> Vec<Check<Answers>> {
    let counts = |all: &Answers, asked| count(how::<N>(all), asked);
    let mut checks = vec![
        Check::new(
            N,
            "counts_below_any_small_number",
            |_| (0, (0..200).collect()),
            counts,
            right,
        )
        .points(2),
        Check::new(N, "counts_below_larger_numbers", larger, counts, right),
        Check::new(
            N,
            "counts_a_segment_from_its_start_to_its_end",
            far_out,
            counts,
            right,
        )
        .points(2),
        Check::new(N, "knows_the_squares_of_primes", squares, counts, right),
        Check::new(
            N,
            "copes_with_numbers_near_10_to_the_12",
            very_far,
            counts,
            right,
        ),
        Check::new(
            N,
            "begins_anew_with_old_flags",
            far_out,
            |all, asked| twice(how::<N>(all), asked),
            forgets,
        ),
    ];
    checks = checks
        .into_iter()
        .map(|check| check.in_words(in_words))
        .collect();
    checks.push(
        Check::new(
            N,
            "counts_in_segments_below_10_to_the_7",
            whole::limits,
            |all, limits| whole::count(how::<N>(all), limits),
            whole::judge,
        )
        .in_words(whole::in_words)
        .points(2),
    );
    checks.extend(cost::checks::<N>());
    checks
}

pub fn primes_in(start: u64, end: u64) -> String {
    format!("the primes in {}..{}", grouped(start), grouped(end))
}

fn in_words((start, ends): &Asked) -> String {
    let last = ends.last().copied().unwrap_or(*start);
    match ends.len() {
        1 => primes_in(*start, last),
        n => format!(
            "{}, and {} shorter segments",
            primes_in(*start, last),
            n - 1
        ),
    }
}

/// Counts in each of the segments, always with new flags.
fn count(how: CountSegment, (start, ends): Asked) -> Counts {
    let base = base_below(ends.iter().copied().max().unwrap_or(start));
    let segments = ends.into_iter().map(|end| start..end);
    segments
        .map(|segment| how(segment, &base, &mut Vec::new()))
        .collect()
}

fn larger(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let end = random.u64(50_000..100_000);
    (0, vec![1000, 10_000, end, 100_000])
}

fn far_out(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let start = 30 * random.u64(1_000..30_000);
    (start, (start..start + 200).collect())
}

fn very_far(seed: u64) -> Asked {
    let start = 999_999_990_000 - seed % 1000 * 3000;
    (start, vec![start, start + 30, start + 299])
}

/// Segments that begin or end near the square of a prime.
fn squares(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let primes = base_below(1_000_000);
    let p = primes[random.usize(5..primes.len())];
    let start = p * p / 30 * 30;
    (start, (start..start + 65).collect())
}

fn right((start, ends): &Asked, counts: &Counts, _: &Observed) -> Verdict {
    let mut known = *start;
    for (&end, &count) in ends.iter().zip(counts) {
        let verdict = judge(*start, known, end, count);
        if verdict != Verdict::Pass {
            return verdict;
        }
        known = end;
    }
    Verdict::Pass
}

/// Judges the count of `start..end`, when that of `start..known` is right.
pub fn judge(start: u64, known: u64, end: u64, count: u64) -> Verdict {
    let right = count_primes(start..end);
    if count == right {
        return Verdict::Pass;
    }
    let so = match (count > right, end - known) {
        // The wheel has no flag for these three, the odd numbers none for 2.
        (true, 0) if count == 3 => SMALL.to_string(),
        (true, 0 | 1) if count > right + 1 => {
            format!("That is far too many: are the flags of numbers from {end} on counted, too?")
        }
        (true, 1) => one_too_many(end),
        (false, 1) => one_missing(end - 1),
        (true, 0) => NOTHING_THERE.to_string(),
        _ if end > 1 << 32 => WIDE.to_string(),
        (true, _) => "Which prime should have struck what is too much?".to_string(),
        (false, _) => "Which primes are struck, or have no flag?".to_string(),
    };
    Verdict::wrong(grouped(right), grouped(count), so).asked(primes_in(start, end))
}

const SMALL: &str = "There is no number in this segment. 2, 3 and 5 have no flag; count each only \
     where the segment has it: below its end, and not below its start.";
const NOTHING_THERE: &str = "There is no number in this segment, so what is counted? (2 belongs to \
     the segment that has it, and to no other.)";
pub const WIDE: &str = "If all is right with smaller numbers: products of p are larger than 2³² here. \
     Is something narrower than `u64` on the way?";

fn one_too_many(end: u64) -> String {
    let last = end - 1;
    let divisor = (2..=last.isqrt()).find(|d| last.is_multiple_of(*d));
    match divisor {
        _ if end == 2 => {
            "1 is not a prime, so its flag must be struck; and 2 is not below 2.".to_string()
        }
        _ if is_prime(end) => {
            format!("{end} is a prime, but a segment's end is not part of it: how many flags?")
        }
        _ if last.is_multiple_of(2) => format!(
            "{last} is even and has no flag. {end} is the end, and no part of the segment: how \
             many flags are there?"
        ),
        Some(d) if d * d == last => format!(
            "{last} is {d} × {d}. Does {d} strike at all, and is its square the first that it \
             strikes?"
        ),
        Some(d) => format!(
            "{last} is {d} × {}, so {d} should have struck it. Where in this segment does {d} \
             begin?",
            last / d
        ),
        None => "Which flag is counted that should not be?".to_string(),
    }
}

fn one_missing(last: u64) -> String {
    match last {
        2 => "2 is a prime, though it has no flag.".to_string(),
        3 | 5 => format!(
            "{last} is a prime. Does it strike itself? It should begin at {last} × {last}. (And a \
             wheel \
             has no flag for it, as for 2.)"
        ),
        7..1000 => format!(
            "{last} is a prime. Does it strike itself? It should begin at {last} × {last}. Or has \
             it no \
             flag?"
        ),
        _ => format!("{last} is a prime, and was struck or has no flag: how many flags are there?"),
    }
}

/// Counts in each segment twice: with new flags, and with those that another segment has left.
fn twice(how: CountSegment, asked: Asked) -> (Counts, Counts) {
    let (base, start) = (base_below(asked.0 + 1000), asked.0);
    let mut flags = Vec::new();
    let old = asked.1.iter().map(|&end| {
        // All bits set, then none, in more bytes than there are flags or in fewer.
        flags.resize((end % 7 * 40) as usize, 0);
        flags.fill(if end % 2 == 0 { 0 } else { u8::MAX });
        how(start..end, &base, &mut flags)
    });
    let old = old.collect();
    (count(how, asked), old)
}

fn forgets(asked: &Asked, (new, old): &(Counts, Counts), seen: &Observed) -> Verdict {
    right(asked, new, seen).or(|| match right(asked, old, seen) {
        Verdict::Wrong(finding) => Verdict::wrong(
            finding.expected,
            finding.saw,
            "With new flags the count is right, with those of another segment it is not: `resize` \
             keeps what is there, so `clear` comes first.",
        )
        .asked(format!("{}, with old flags", finding.asked)),
        _ => Verdict::Pass,
    })
}
