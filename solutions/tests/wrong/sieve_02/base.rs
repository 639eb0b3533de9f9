//! Wrong base primes: TODO(1).

use super::{SOLVED, Wrong, wrong};
use exercise_02_pool::parts::sieve::Answers;

pub fn wrong_answers() -> Vec<Wrong> {
    let base = |name, says, base_primes| {
        let answers = Answers {
            base_primes,
            ..SOLVED
        };
        wrong(1, name, says, answers)
    };
    vec![
        base("2 is among them", "2 has nothing to strike", with_2),
        base("1 is among them", "Neither 0 nor 1 is a prime", with_1),
        base("one too few", "the square root itself", one_too_few),
        base("one too many", "that is not below", one_too_many),
        base(
            "strikes itself",
            "Does a prime strike itself",
            strikes_itself,
        ),
        base("no sieve at all", "9 is 3 × 3", odd_numbers),
        base("up to the limit", "that is not below", up_to_the_limit),
        base(
            "sieves up to the limit",
            "ase primes end at its square root",
            sieves_all,
        ),
        base(
            "no room for a limit of 0",
            "squares are below 0 panicked at",
            no_limit_of_0,
        ),
        base("trial division", "look for its divisors", divides),
    ]
}

/// A sieve of the odd numbers up to `root`, where p strikes from `first(p)` on.
fn sieve(root: u64, first: fn(u64) -> u64) -> Vec<u64> {
    let mut is_prime = vec![true; root as usize + 1];
    for p in (3..=root).step_by(2) {
        let strikes = is_prime[p as usize];
        let multiples = (first(p)..=root).step_by(2 * p as usize);
        for multiple in multiples.take_while(|_| strikes) {
            is_prime[multiple as usize] = false;
        }
    }
    let odd = (3..=root).step_by(2);
    odd.filter(|&p| is_prime[p as usize]).collect()
}

fn square(p: u64) -> u64 {
    p * p
}

fn with_2(limit: u64) -> Vec<u64> {
    let two = (limit > 4).then_some(2);
    two.into_iter().chain((SOLVED.base_primes)(limit)).collect()
}

fn with_1(limit: u64) -> Vec<u64> {
    let one = (limit > 1).then_some(1);
    one.into_iter().chain((SOLVED.base_primes)(limit)).collect()
}

/// `p < root` where it should be `p <= root`.
fn one_too_few(limit: u64) -> Vec<u64> {
    sieve(limit.saturating_sub(1).isqrt().saturating_sub(1), square)
}

/// The root of the limit, not of the last number below it.
fn one_too_many(limit: u64) -> Vec<u64> {
    sieve(limit.isqrt(), square)
}

fn strikes_itself(limit: u64) -> Vec<u64> {
    sieve(limit.saturating_sub(1).isqrt(), |p| p)
}

fn odd_numbers(limit: u64) -> Vec<u64> {
    (3..=limit.saturating_sub(1).isqrt()).step_by(2).collect()
}

/// Every prime below the limit.
fn up_to_the_limit(limit: u64) -> Vec<u64> {
    sieve(limit.saturating_sub(1).min(1_000_000), square)
}

/// The right ones, at the price of a flag for each number below the limit.
fn sieves_all(limit: u64) -> Vec<u64> {
    let mut primes = sieve(limit.saturating_sub(1), square);
    primes.retain(|p| p * p < limit);
    primes
}

fn no_limit_of_0(limit: u64) -> Vec<u64> {
    sieve((limit - 1).isqrt(), square)
}

fn divides(limit: u64) -> Vec<u64> {
    let is_prime = |n: &u64| {
        let mut small = (2..).take_while(|d| d * d <= *n);
        !small.any(|d| n.is_multiple_of(d))
    };
    let root = limit.saturating_sub(1).isqrt();
    (3..=root).filter(is_prime).collect()
}
