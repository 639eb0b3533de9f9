//! Judges TODO(2) and TODO(5) once more, on all segments below a limit, one after another.

use super::super::{CountSegment, KNOWN, primes_below};
use super::base_below;
use super::scene::asked;
use common::check::Verdict;
use common::exercise::grouped;
use common::witness::Observed;

/// Limits, each with a span.
pub type Limits = Vec<(u64, u64)>;
/// The primes below each.
pub type Counts = Vec<u64>;

/// Two limits that everybody can look up, and one of which only the judge knows the count.
pub fn limits(seed: u64) -> Limits {
    let span = 30 * (2000 + seed % 100);
    let [million, ten] = [KNOWN[5].0, KNOWN[6].0];
    vec![
        (million, span),
        (ten, span),
        (million + seed % 999_983, span),
    ]
}

pub fn count(how: CountSegment, limits: Limits) -> Counts {
    let mut flags = Vec::new();
    let mut below = |(limit, span): (u64, u64)| {
        let base = base_below(limit);
        let segment = |i| i * span..limit.min((i + 1) * span);
        let counts = (0..limit.div_ceil(span)).map(|i| how(segment(i), &base, &mut flags));
        counts.sum()
    };
    limits.into_iter().map(&mut below).collect()
}

pub fn in_words(limits: &Limits) -> String {
    let (limit, span) = limits[0];
    let others = limits.len() - 1;
    format!("{}, and {others} other limits", asked(limit, span, 0))
}

pub fn judge(limits: &Limits, counts: &Counts, _: &Observed) -> Verdict {
    for (&(limit, span), &count) in limits.iter().zip(counts) {
        let known = KNOWN.iter().find(|known| known.0 == limit);
        let right = known.map_or_else(|| primes_below(limit), |known| known.1);
        if count != right {
            let so = "Counted segment by segment, some are wrong: what do the checks of single \
                 segments \
                      say?";
            return Verdict::wrong(grouped(right), grouped(count), so).asked(asked(limit, span, 0));
        }
    }
    Verdict::Pass
}
