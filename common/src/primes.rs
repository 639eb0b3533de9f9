//! Trial division: the work that the exercises share. It is slow on purpose.

use std::ops::Range;

/// Whether `n` is a prime, by trial division up to its square root.
///
/// The cost grows with √n for a prime, and ends early for most composites: chunks of equal length are not chunks
/// of equal work. For a fast answer see the lab `sieve`.
pub fn is_prime(n: u64) -> bool {
    if n < 4 {
        return n >= 2;
    }
    if n.is_multiple_of(2) {
        return false;
    }
    // `d <= n / d` says d² ≤ n without the overflow that d * d has near u64::MAX.
    let mut d = 3;
    while d <= n / d {
        if n.is_multiple_of(d) {
            return false;
        }
        d += 2;
    }
    true
}

/// How many primes lie in `range`, its end not included.
pub fn count_primes(range: Range<u64>) -> u64 {
    range.filter(|&n| is_prime(n)).count() as u64
}

/// `range` in `pieces` chunks whose lengths differ by one at most; fewer where there are fewer numbers.
pub fn even_chunks(range: Range<u64>, pieces: usize) -> Vec<Range<u64>> {
    let length = u128::from(range.end - range.start);
    let pieces = (pieces as u128).min(length);
    let cut = |i: u128| range.start + (length * i / pieces) as u64;
    (0..pieces).map(|i| cut(i)..cut(i + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_numbers_are_right() {
        let primes: Vec<u64> = (0..30).filter(|&n| is_prime(n)).collect();
        assert_eq!(primes, [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]);
    }

    #[test]
    fn counts_agree_with_the_tables() {
        // π(10^k), OEIS A006880.
        assert_eq!(count_primes(0..10), 4);
        assert_eq!(count_primes(0..1_000), 168);
        assert_eq!(count_primes(0..100_000), 9_592);
    }

    #[test]
    fn squares_of_primes_and_the_largest_number_are_composite() {
        assert!(!is_prime(25));
        assert!(!is_prime(104_729 * 104_729));
        assert!(!is_prime(u64::MAX));
    }

    #[test]
    fn an_empty_range_has_no_primes() {
        assert_eq!(count_primes(7..7), 0);
    }
}
