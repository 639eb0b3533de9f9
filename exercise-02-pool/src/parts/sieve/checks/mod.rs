//! Judges the answers of the part `sieve`.

mod base;
mod scene;
mod segment;
mod segments;
mod threads;
mod whole;

use super::Answers;
use common::check::Check;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = base::checks();
    checks.extend(segment::checks::<2>());
    checks.extend(segments::checks());
    checks.extend(threads::checks());
    checks.extend(segment::checks::<5>());
    checks
}

/// The odd primes whose squares are below `limit`, by trial division.
fn base_below(limit: u64) -> Vec<u64> {
    let root = limit.saturating_sub(1).isqrt();
    let odd = (3..=root).step_by(2);
    odd.filter(|&n| common::primes::is_prime(n)).collect()
}
