//! Judges the answers of the part `sieve`.

mod base;
mod cost;
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

/// The odd primes whose squares are below `limit`: each is divided by none of those before it.
fn base_below(limit: u64) -> Vec<u64> {
    let root = limit.saturating_sub(1).isqrt();
    let mut base: Vec<u64> = Vec::new();
    for n in (3..=root).step_by(2) {
        let mut small = base.iter().take_while(|&&p| p * p <= n);
        if small.all(|&p| !n.is_multiple_of(p)) {
            base.push(n);
        }
    }
    base
}
