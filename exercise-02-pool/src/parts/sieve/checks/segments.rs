//! Judges TODO(3): all segments, one after another.

use super::super::Answers;
use super::scene::{Told, Walks, asked, judge, slow, told};
use common::check::{Check, Verdict};
use common::primes::count_primes;
use common::witness::Observed;

/// Limits, each with a span.
pub type Asked = Vec<(u64, u64)>;

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(3, "counts_each_segment_once", some, each, right).points(2),
        Check::new(3, "ends_at_the_limit", edges, each, right),
        Check::new(
            3,
            "copes_with_limits_up_to_10_to_the_12",
            |_| vec![HUGE],
            lengths,
            all_of_it,
        ),
        Check::new(
            3,
            "gives_one_vector_to_all_segments",
            |_| vec![(900, 30)],
            each,
            one_vector,
        ),
    ];
    let with_words = |check: Check<Answers>| check.in_words(in_words);
    checks.into_iter().map(with_words).collect()
}

pub fn in_words(walks: &Asked) -> String {
    let (limit, span) = walks[0];
    match walks.len() {
        1 => asked(limit, span, 0),
        n => format!("{}, and {} other limits", asked(limit, span, 0), n - 1),
    }
}

/// Whoever asks for the memory of a whole segment in advance gets it: 150 MB, and only once.
pub const HUGE: (u64, u64) = (1_000_000_000_000, 300_000_000);

pub fn some(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let span = 30 * random.u64(1..20);
    vec![(random.u64(5_000..15_000), span)]
}

/// No numbers, one, fewer than a segment has, and limits next to the end of a segment.
pub fn edges(_: u64) -> Asked {
    let limits = [0, 1, 2, 3, 4, 29, 30, 31, 89, 90, 91, 97, 120];
    limits.map(|limit| (limit, 30)).to_vec()
}

fn each(answers: &Answers, asked: Asked) -> Walks {
    let walk = |(limit, span)| told(slow, |sieve| (answers.count_serially)(limit, span, sieve));
    asked.into_iter().map(walk).collect()
}

fn right(asked: &Asked, told: &Walks, _: &Observed) -> Verdict {
    all_right(asked, told, 0)
}

pub fn all_right(asked: &Asked, told: &[Told], workers: usize) -> Verdict {
    let judged = |(&(limit, span), told): (&(u64, u64), &Told)| {
        judge(limit, span, workers, told, count_primes(0..limit))
    };
    let mut verdicts = asked.iter().zip(told).map(judged);
    let wrong = verdicts.find(|verdict| *verdict != Verdict::Pass);
    wrong.unwrap_or(Verdict::Pass)
}

/// A sieve that gives the length of each segment: then the sum must be the limit, however large.
fn lengths(answers: &Answers, asked: Asked) -> Walks {
    let length = |segment: std::ops::Range<u64>| segment.end - segment.start;
    let walk = |(limit, span)| told(length, |sieve| (answers.count_serially)(limit, span, sieve));
    asked.into_iter().map(walk).collect()
}

fn all_of_it(_: &Asked, told: &Walks, _: &Observed) -> Verdict {
    judge(HUGE.0, HUGE.1, 0, &told[0], HUGE.0)
}

fn one_vector(asked: &Asked, told: &Walks, _: &Observed) -> Verdict {
    let new = told[0].1.iter().filter(|call| call.2).count();
    all_right(asked, told, 0).or(|| match new {
        0 | 1 => Verdict::Pass,
        _ => Verdict::wrong(
            "one vector of flags, made before the first segment",
            format!("{new} new vectors for {} segments", told[0].1.len()),
            "The system is asked for memory again for each segment. Make the vector once, outside \
             of the loop, and lend it to each. (An empty one will do: `sieve.count` makes it as \
             long as it needs.)",
        ),
    })
}
