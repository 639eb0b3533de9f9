//! Counts primes without finding them, so that there is something to compare every sieve with.

/// A few counts that everybody can look up: limits, and the primes below them (OEIS A006880).
pub const KNOWN: [(u64, u64); 10] = [
    (10, 4),
    (100, 25),
    (1_000, 168),
    (10_000, 1_229),
    (100_000, 9_592),
    (1_000_000, 78_498),
    (10_000_000, 664_579),
    (100_000_000, 5_761_455),
    (1_000_000_000, 50_847_534),
    (10_000_000_000, 455_052_511),
];

/// How many primes lie in `start..end`, by a plain sieve with a flag for each number.
pub fn primes_between(start: u64, end: u64) -> u64 {
    let start = start.max(2);
    let mut is_prime = vec![true; end.saturating_sub(start) as usize];
    for d in 2..=end.saturating_sub(1).isqrt() {
        // What is no prime itself strikes only what its primes have struck: that takes time, no more.
        let first = (start.div_ceil(d) * d).max(d * d);
        for multiple in (first..end).step_by(d as usize) {
            is_prime[(multiple - start) as usize] = false;
        }
    }
    is_prime.into_iter().filter(|&is_prime| is_prime).count() as u64
}

/// How many primes lie below `limit`, by the method that "Lucy Hedgehog" wrote into the forum of
/// Project Euler's problem 10. It takes about limit^(3/4) steps and 16 √limit bytes: 10¹² in
/// seconds.
///
/// `left(v)` is how many of the numbers 2..=v are left when the multiples of the primes so far have
/// been struck. For a prime p, `left(v / p) - left(p - 1)` more go. Only values v = n / k ever
/// matter, and of those there are 2 √n.
pub fn primes_below(limit: u64) -> u64 {
    let n = limit.saturating_sub(1);
    if n < 2 {
        return 0;
    }
    let root = n.isqrt();
    let mut small: Vec<u64> = (0..=root).map(|v| v.saturating_sub(1)).collect();
    // large[k] is left(n / k); there is no large[0].
    let mut large: Vec<u64> = (0..=root).map(|k| n / k.max(1) - 1).collect();
    for p in 2..=root {
        let below = small[p as usize - 1];
        if small[p as usize] == below {
            continue; // p is not a prime.
        }
        for k in 1..=root.min(n / (p * p)) {
            let left = match k * p <= root {
                true => large[(k * p) as usize],
                false => small[(n / (k * p)) as usize],
            };
            large[k as usize] -= left - below;
        }
        for v in (p * p..=root).rev() {
            small[v as usize] -= small[(v / p) as usize] - below;
        }
    }
    large[1]
}
