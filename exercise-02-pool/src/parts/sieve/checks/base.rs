//! Judges TODO(1): the base primes.

use super::super::{Answers, primes_below};
use super::base_below;
use common::check::{Check, Verdict};
use common::exercise::grouped;
use common::witness::Observed;
use std::time::Duration;

pub fn checks() -> Vec<Check<Answers>> {
    let new = |sentence, input, judge| {
        Check::new(
            1,
            sentence,
            input,
            |answers: &Answers, limits: Limits| {
                let base = |limit| (limit, (answers.base_primes)(limit));
                limits.into_iter().map(base).collect()
            },
            judge,
        )
        .late(FURTHER)
        .in_words(in_words)
    };
    vec![
        new(
            "finds_the_odd_primes_up_to_the_square_root",
            some_limits,
            right,
        )
        .points(2),
        new("knows_which_square_is_below_the_limit", squares, right),
        new("copes_with_a_limit_of_0", |_| vec![0], right),
        new("copes_with_small_limits", |_| (1..30).collect(), right),
        Check::new(
            1,
            "sieves_no_further_than_the_square_root",
            |seed| 50_000_000 + seed % 1_000_000,
            frugal,
            little_memory,
        )
        .in_words(|&limit| below(limit))
        .late(FURTHER),
        Check::new(1, "is_a_sieve", |_| LARGE, how_many, as_many)
            .in_words(|&limit| below(limit))
            .time_limit(Duration::from_secs(9))
            .late(DIVIDES),
    ]
}

fn below(limit: u64) -> String {
    format!("the odd primes whose squares are below {}", grouped(limit))
}

fn in_words(limits: &Limits) -> String {
    let least = limits.iter().copied().min().unwrap_or_default();
    let most = limits.iter().copied().max().unwrap_or_default();
    match limits.len() {
        1 => below(least),
        n => format!(
            "base primes for {n} limits from {} to {}",
            grouped(least),
            grouped(most)
        ),
    }
}

const FURTHER: &str =
    "(Does it sieve all numbers below the limit? Base primes end at its square root.)";

/// What takes a sieve some tenths of a second takes divisions a hundred times as long.
const LARGE: u64 = 40_000_000 * 40_000_000;
const DIVIDES: &str =
    "Does each number look for its divisors? Let each prime strike its multiples.";

type Limits = Vec<u64>;

fn some_limits(seed: u64) -> Limits {
    let mut random = fastrand::Rng::with_seed(seed);
    let limits = [10_000, 300_000, 3_000_000];
    limits.map(|most| random.u64(most / 2..most)).to_vec()
}

/// Just at and just beyond the squares of three primes.
fn squares(seed: u64) -> Limits {
    let mut random = fastrand::Rng::with_seed(seed);
    let primes = base_below(1_000_000);
    let mut limits = Vec::new();
    for _ in 0..3 {
        let p = primes[random.usize(..primes.len())];
        limits.extend([p * p, p * p + 1]);
    }
    limits
}

type Bases = Vec<(u64, Vec<u64>)>;

fn right(_: &Limits, bases: &Bases, _: &Observed) -> Verdict {
    let wrong = bases.iter().map(|(limit, base)| judge(*limit, base));
    wrong.fold(Verdict::Pass, |verdict, next| verdict.or(|| next))
}

fn judge(limit: u64, base: &[u64]) -> Verdict {
    let right = base_below(limit);
    let same = right.iter().zip(base).take_while(|(a, b)| a == b).count();
    let (expected, saw) = (right.get(same), base.get(same));
    let none = if same == 0 { "none" } else { "no more" };
    let show = |n: Option<&u64>| n.map_or(none.to_string(), |&n| grouped(n));
    let so = match (expected.copied(), saw.copied()) {
        (None, None) => return Verdict::Pass,
        (_, Some(2)) => {
            "Even numbers have no flags later on, so 2 has nothing to strike: leave it out.".into()
        }
        (_, Some(0 | 1)) => "Neither 0 nor 1 is a prime.".into(),
        (Some(p), None) if right.len() == same + 1 => format!(
            "The square of {p} is {}, and that is below {}: the square root itself must be sieved, \
             too.",
            grouped(p * p),
            grouped(limit)
        ),
        (Some(p), None) => format!(
            "The square of {p} is below the limit, so {p} is a base prime. Does a prime strike \
             itself? Its multiples begin at p × p."
        ),
        (Some(p), Some(n)) if n > p => format!(
            "{p} is a prime, and missing. Does a prime strike itself? Its multiples begin at p × p."
        ),
        (_, Some(n)) => match (3..=n.isqrt()).find(|&d| n % d == 0) {
            Some(d) => format!("{n} is {d} × {}: which prime should have struck it?", n / d),
            None if n % 2 == 0 => format!("{n} is even."),
            None => format!(
                "The square of {n} is {}, and that is not below {}: base primes end at the square \
                 root.",
                grouped(n * n),
                grouped(limit)
            ),
        },
    };
    let place = match right[..same].last() {
        Some(before) => format!(" after {before}"),
        None if expected.is_none() => String::new(),
        None => " as the first one".to_string(),
    };
    let asked = below(limit);
    let expected = format!("{}{place}", show(expected));
    Verdict::wrong(expected, show(saw), so).asked(asked)
}

/// So many primes would take their time on the way to the judge.
fn how_many(answers: &Answers, limit: u64) -> usize {
    (answers.base_primes)(limit).len()
}

fn as_many(&limit: &u64, &count: &usize, _: &Observed) -> Verdict {
    // 2 is no base prime.
    let right = primes_below((limit - 1).isqrt() + 1) - 1;
    match count as u64 == right {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("{} primes", grouped(right)),
            grouped(count as u64),
            "If it is right for smaller limits: is something narrower than `u64` on the way?",
        )
        .asked(below(limit)),
    }
}

/// The answer, and by how many KiB the memory of the process grew meanwhile; `None` where no system
/// says so.
fn frugal(answers: &Answers, limit: u64) -> (Vec<u64>, Option<u64>) {
    let before = most_memory();
    let base = (answers.base_primes)(limit);
    let grown = before.zip(most_memory()).map(|(before, now)| now - before);
    (base, grown)
}

/// The most memory that this process has had so far, in KiB.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Far more than the flags up to the square root take, and far less than those up to the limit.
const MUCH_KIB: u64 = 2 * 1024;

fn little_memory(limit: &u64, (base, grown): &(Vec<u64>, Option<u64>), _: &Observed) -> Verdict {
    judge(*limit, base).or(|| match grown {
        Some(grown @ MUCH_KIB..) => Verdict::wrong(
            format!(
                "flags up to the square root, {}: a few KiB",
                grouped(limit.isqrt())
            ),
            format!("{} MiB more memory than before", grown / 1024),
            "It sieves all numbers below the limit, but base primes end at its square root.",
        ),
        _ => Verdict::Pass,
    })
}
