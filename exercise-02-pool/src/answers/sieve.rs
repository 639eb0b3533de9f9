//! Count primes with a sieve: a better algorithm first, more cores second.
//!
//! Trial division asks every number for its divisors. The sieve of Eratosthenes asks none: each
//! prime strikes its multiples, and what nobody has struck is a prime. That takes a few operations
//! for each number instead of hundreds, and no division at all.
//!
//! What it takes instead is memory: a flag for each number, half a gigabyte below a thousand
//! million, and the strikes land all over it. So the range is cut into segments whose flags stay in
//! a cache, one segment after another in the same memory. Only the primes up to the square root of
//! the limit must be known before; they come from a small sieve of their own.
//!
//! Then, and only then, more cores: segments do not depend on each other.
//!
//! To find out on the way: how much is the algorithm worth, the cache, the second core? Where does
//! a segment begin to strike for a prime p, and why at p² at the earliest? Which segment size is too
//! small, and which too large? The lesson in `lessons/sieve.md` leads through the TODOs; the last one
//! is for those who have not had enough.

use ::exercise_02_pool::parts::sieve;
use std::ops::Range;

// TODO(1): the odd primes whose squares are below `limit`, in order, by a simple sieve: 3, 5, 7 for
// a limit of 50, none for 9. Sieve no further than that: a limit of 10¹² must not take 10¹² bytes.
fn base_primes(limit: u64) -> Vec<u64> {
    todo!("TODO(1): the odd primes whose squares are below {limit}")
}

// TODO(2): how many primes lie in `segment`? `flags` gets a byte for each odd number in it, and no
// more: flags[i] stands for segment.start + 2i + 1, and is 1 until a prime of `base` strikes it (a
// sieve divides no number to see whether it is prime).
// `segment.start` is a multiple of 30. What `flags` holds at first is left over from another
// segment: use its memory, not its content. 1 is not a prime, and 2 is one though it has no flag.
fn count_odds(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    todo!(
        "TODO(2): {segment:?} with {} primes, room for {} flags",
        base.len(),
        flags.capacity()
    )
}

// TODO(3): how many primes lie below `limit`? Cut 0..limit into segments of `span` numbers (the last
// one may be shorter, none is empty), let `sieve.count` count each, and add up. One vector of flags
// serves all segments; it may be empty at first, for `sieve.count` makes it as long as it needs.
fn count_serially(limit: u64, span: u64, sieve: &sieve::Sieve) -> u64 {
    todo!("TODO(3): {sieve:?} below {limit}, {span} at a time")
}

// TODO(4): the same on a rayon pool of `workers` threads. A vector of flags serves many segments, but
// never two at the same time: rayon's `map_init` sees to both.
fn count_on_threads(limit: u64, span: u64, workers: usize, sieve: &sieve::Sieve) -> u64 {
    todo!("TODO(4): {sieve:?} below {limit}, {span} at a time, {workers} workers")
}

// TODO(5), if you have not had enough: as TODO(2), with one byte for every thirty numbers. Of thirty
// numbers in a row only eight are divisible by neither 2, 3 nor 5: those whose rest after division
// by 30 is one of `sieve::RESIDUES`. Bit `sieve::BIT[rest]` of byte i stands for start + 30i + rest.
fn count_wheel(segment: Range<u64>, base: &[u64], bytes: &mut Vec<u8>) -> u64 {
    todo!(
        "TODO(5): {segment:?} with {} primes, room for {} bytes",
        base.len(),
        bytes.capacity()
    )
}

/// What the exercise runs and checks.
pub const ANSWERS: sieve::Answers = sieve::Answers {
    base_primes,
    count_odds,
    count_serially,
    count_on_threads,
    count_wheel,
};
