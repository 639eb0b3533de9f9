//! The work that the answers share out: one segment of a sieve. And the numbers of the wheel.

use common::witness;
use std::fmt;
use std::ops::Range;

/// A sieve that counts one segment at a time: the base primes, and a way to count with them.
pub struct Sieve<'a> {
    count: Box<dyn Fn(Range<u64>, &mut Vec<u8>) -> u64 + Sync + 'a>,
}

impl<'a> Sieve<'a> {
    /// A sieve that counts in this way.
    pub fn new(count: impl Fn(Range<u64>, &mut Vec<u8>) -> u64 + Sync + 'a) -> Sieve<'a> {
        Sieve {
            count: Box::new(count),
        }
    }

    /// How many primes lie in `segment`. `flags` is room to work in, whatever it holds: whoever
    /// hands the same vector over again and again spares the sieve to ask for memory each time.
    pub fn count(&self, segment: Range<u64>, flags: &mut Vec<u8>) -> u64 {
        let _call = witness::enter("count", &segment);
        (self.count)(segment, flags)
    }
}

impl fmt::Debug for Sieve<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sieve")
    }
}

/// What is left of a number after division by 30 if neither 2, 3 nor 5 divides it: eight of thirty.
pub const RESIDUES: [u64; 8] = [1, 7, 11, 13, 17, 19, 23, 29];

/// The bit that stands for a number in its byte, by the number's rest after division by 30: one for
/// each of [`RESIDUES`], none for the others.
pub const BIT: [u8; 30] = {
    let mut bits = [0; 30];
    let mut i = 0;
    while i < RESIDUES.len() {
        bits[RESIDUES[i] as usize] = 1 << i;
        i += 1;
    }
    bits
};
