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
// BEGIN SOLUTION
use ::exercise_02_pool::parts::sieve::{BIT, RESIDUES};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
// END SOLUTION
use std::ops::Range;

// TODO(1): the odd primes whose squares are below `limit`, in order, by a simple sieve: 3, 5, 7 for
// a limit of 50, none for 9. Sieve no further than that: a limit of 10¹² must not take 10¹² bytes.
fn base_primes(limit: u64) -> Vec<u64> {
    // BEGIN SOLUTION todo!("TODO(1): the odd primes whose squares are below {limit}")
    let root = limit.saturating_sub(1).isqrt();
    let mut is_prime = vec![true; root as usize + 1];
    let mut primes = Vec::new();
    for p in (3..=root).step_by(2) {
        if is_prime[p as usize] {
            primes.push(p);
            // The even multiples have no say: nobody asks for them.
            for multiple in (p * p..=root).step_by(2 * p as usize) {
                is_prime[multiple as usize] = false;
            }
        }
    }
    primes
    // END SOLUTION
}

// TODO(2): how many primes lie in `segment`? `flags` gets a byte for each odd number in it, and no
// more: flags[i] stands for segment.start + 2i + 1, and is 1 until a prime of `base` strikes it (a
// sieve divides no number to see whether it is prime).
// `segment.start` is a multiple of 30. What `flags` holds at first is left over from another
// segment: use its memory, not its content. 1 is not a prime, and 2 is one though it has no flag.
fn count_odds(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    // BEGIN SOLUTION todo!(
    // BEGIN SOLUTION     "TODO(2): {segment:?} with {} primes, room for {} flags",
    // BEGIN SOLUTION     base.len(),
    // BEGIN SOLUTION     flags.capacity()
    // BEGIN SOLUTION )
    let Range { start, end } = segment;
    flags.clear();
    flags.resize(((end - start) / 2) as usize, 1);
    for &p in base.iter().take_while(|&&p| p * p < end) {
        // Below p², every multiple has a smaller divisor, which strikes it. The factor must be odd.
        let factor = start.div_ceil(p).max(p) | 1;
        let mut i = ((p * factor - start) / 2) as usize;
        while i < flags.len() {
            flags[i] = 0;
            i += p as usize; // The next odd multiple is 2p further on: p flags.
        }
    }
    if let (0, Some(one)) = (start, flags.first_mut()) {
        *one = 0;
    }
    let two = u64::from((start..end).contains(&2));
    two + flags.iter().map(|&flag| u64::from(flag)).sum::<u64>()
    // END SOLUTION
}

// TODO(3): how many primes lie below `limit`? Cut 0..limit into segments of `span` numbers (the last
// one may be shorter, none is empty), let `sieve.count` count each, and add up. One vector of flags
// serves all segments; it may be empty at first, for `sieve.count` makes it as long as it needs.
fn count_serially(limit: u64, span: u64, sieve: &sieve::Sieve) -> u64 {
    // BEGIN SOLUTION todo!("TODO(3): {sieve:?} below {limit}, {span} at a time")
    let mut flags = Vec::new();
    (0..limit.div_ceil(span))
        .map(|i| sieve.count(i * span..limit.min((i + 1) * span), &mut flags))
        .sum()
    // END SOLUTION
}

// TODO(4): the same on a rayon pool of `workers` threads. A vector of flags serves many segments, but
// never two at the same time: rayon's `map_init` sees to both.
fn count_on_threads(limit: u64, span: u64, workers: usize, sieve: &sieve::Sieve) -> u64 {
    // BEGIN SOLUTION todo!("TODO(4): {sieve:?} below {limit}, {span} at a time, {workers} workers")
    let segments = 0..limit.div_ceil(span);
    let segment = |i| i * span..limit.min((i + 1) * span);
    let pool = ThreadPoolBuilder::new().num_threads(workers).build();
    pool.expect("the system gives us threads").install(|| {
        segments
            .into_par_iter()
            .map_init(Vec::new, |flags, i| sieve.count(segment(i), flags))
            .sum()
    })
    // END SOLUTION
}

// TODO(5), if you have not had enough: as TODO(2), with one byte for every thirty numbers. Of thirty
// numbers in a row only eight are divisible by neither 2, 3 nor 5: those whose rest after division
// by 30 is one of `sieve::RESIDUES`. Bit `sieve::BIT[rest]` of byte i stands for start + 30i + rest.
fn count_wheel(segment: Range<u64>, base: &[u64], bytes: &mut Vec<u8>) -> u64 {
    // BEGIN SOLUTION todo!(
    // BEGIN SOLUTION     "TODO(5): {segment:?} with {} primes, room for {} bytes",
    // BEGIN SOLUTION     base.len(),
    // BEGIN SOLUTION     bytes.capacity()
    // BEGIN SOLUTION )
    let Range { start, end } = segment;
    bytes.clear();
    bytes.resize((end - start).div_ceil(30) as usize, u8::MAX);
    let large = base.iter().skip_while(|&&p| p < 7);
    for &p in large.take_while(|&&p| p * p < end) {
        let lowest = start.div_ceil(p).max(p);
        for residue in RESIDUES {
            // The multiples whose factor has this rest are 30p apart: p bytes, and always the same bit.
            let factor = lowest + (residue + 30 - lowest % 30) % 30;
            let first = p * factor - start;
            let keep = !BIT[(first % 30) as usize];
            let mut i = (first / 30) as usize;
            while i < bytes.len() {
                bytes[i] &= keep;
                i += p as usize;
            }
        }
    }
    // The last byte may stand for numbers beyond the end, and the very first bit for 1.
    let beyond = end..start + 30 * bytes.len() as u64;
    for n in beyond.chain((start == 0 && end > 1).then_some(1)) {
        bytes[((n - start) / 30) as usize] &= !BIT[(n % 30) as usize];
    }
    let small = [2, 3, 5]
        .iter()
        .filter(|n| (start..end).contains(n))
        .count() as u64;
    small
        + bytes
            .iter()
            .map(|byte| u64::from(byte.count_ones()))
            .sum::<u64>()
    // END SOLUTION
}

/// What the exercise runs and checks.
pub const ANSWERS: sieve::Answers = sieve::Answers {
    base_primes,
    count_odds,
    count_serially,
    count_on_threads,
    count_wheel,
};
