//! The work that the answers hand in, and what can go wrong with it.

use super::gate;
use common::primes;
use common::witness;
use std::hint::black_box;
use std::thread;
use std::time::Duration;

/// The square of `n`, slowly: a number that ends in 1 takes nine times as long as one that ends in 9,
/// and one that ends in 0 takes no time.
///
/// # Panics
///
/// If the square is larger than a `u64`.
pub fn square(n: u64) -> u64 {
    let _call = witness::enter("square", &n);
    let effort = (10 - n % 10) % 10;
    black_box(primes::count_primes(0..black_box(effort * UNIT_OF_EFFORT)));
    gate::pass(n);
    n.checked_mul(n).expect("a square that fits into a u64")
}

/// Some hundredths of a second of trial division.
const UNIT_OF_EFFORT: u64 = 150_000;

/// Whether `n` is a prime, by trial division: quick for most numbers, slow for large primes.
pub fn is_prime(n: u64) -> bool {
    let _call = witness::enter("is_prime", &n);
    gate::pass(n);
    primes::is_prime(n)
}

/// How many steps it takes from `n` to 1, if an even number is halved, and an odd one becomes 3n + 1.
///
/// Nobody has found a number that never gets there, but for 0, where this loops for ever. (It sleeps
/// most of that time, so as not to heat the room.) [`CRASHES`] stands for a bug in foreign code.
///
/// # Panics
///
/// If a number on the way is larger than a `u64`.
pub fn collatz(n: u64) -> u64 {
    let _call = witness::enter("collatz", &n);
    gate::pass(n);
    if n == CRASHES {
        std::process::abort();
    }
    let (mut at, mut steps) = (n, 0);
    while at != 1 {
        at = match at {
            0 => still_zero(),
            _ if at.is_multiple_of(2) => at / 2,
            _ => at
                .checked_mul(3)
                .and_then(|n| n.checked_add(1))
                .expect("a number that fits into a u64"),
        };
        steps += 1;
    }
    steps
}

/// The number that takes its process down when [`collatz`] gets it.
pub const CRASHES: u64 = 666;

/// Half of zero.
fn still_zero() -> u64 {
    drop(witness::enter("still at it", &0));
    thread::sleep(Duration::from_millis(20));
    0
}
