//! The TODOs of the part `sieve`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 5] = [
    Todo {
        number: 1,
        what: "the base primes, by a simple sieve",
        hints: [
            "A base prime p has p × p < limit, so the largest number that matters is the square root \
             of limit - 1, rounded down. Make one `bool` for each number up to it, all `true`. Walk \
             through the odd numbers from 3 on: one that is still `true` is a prime, and strikes \
             its multiples.",
            "`(limit - 1).isqrt()` is exact where a square root of floating point is not; \
             `saturating_sub` copes with a limit of 0. `(p * p..=root).step_by(p as usize)` are the \
             multiples to strike: those below p × p have a smaller divisor that has struck them.",
            "\
With `let root = limit.saturating_sub(1).isqrt();` and `vec![true; root as usize + 1]`:
    for p in (3..=root).step_by(2) {
        if is_prime[p as usize] {
            primes.push(p);
            for multiple in (p * p..=root).step_by(p as usize) {
                is_prime[multiple as usize] = false;
            }
        }
    }",
        ],
    },
    Todo {
        number: 2,
        what: "count the primes of one segment",
        hints: [
            "Three things in turn: set all flags to 1; let each base prime strike its odd multiples in \
             the segment; add up the flags. The first multiple to strike is p × f, where f is odd, at \
             least p, and p × f at least `segment.start`. Then do justice to 1 and 2.",
            "`flags.clear()` and `flags.resize(count, 1)` use the old memory. `start.div_ceil(p).max(p) \
             | 1` is the factor f: `| 1` makes an even number the next odd one. The flag of a number n \
             is `(n - start) / 2`, and the next odd multiple is p flags further on. If \
             you start at 2p instead of p × p, the result is right, too, and later.",
            "\
    for &p in base {
        let factor = start.div_ceil(p).max(p) | 1;
        let mut i = ((p * factor - start) / 2) as usize;
        while i < flags.len() {
            flags[i] = 0;
            i += p as usize;
        }
    }
Before that: `flags.resize(((end - start) / 2) as usize, 1)`. After it: flag 0 of a segment that \
starts at 0 stands for 1 and becomes 0, and `(start..end).contains(&2)` adds one.",
        ],
    },
    Todo {
        number: 3,
        what: "all segments, one after another",
        hints: [
            "Segment i starts at i × span and ends where the next one starts, or at the limit if that \
             comes first. How many are there, if the last one may be shorter but not empty?",
            "`limit.div_ceil(span)` segments. `(0..segments).map(…).sum()` adds the counts up; the \
             closure borrows one `flags` that is made before.",
            "\
    let mut flags = Vec::new();
    (0..limit.div_ceil(span))
        .map(|i| sieve.count(i * span..limit.min((i + 1) * span), &mut flags))
        .sum()",
        ],
    },
    Todo {
        number: 4,
        what: "segments on a pool of threads",
        hints: [
            "As in the part `primes`: a pool of your own, and a parallel iterator inside `install`. But \
             the one vector of TODO(3) cannot be shared by threads that write to it, and behind a lock \
             they would wait for each other. Each thread needs one of its own.",
            "`(0..segments).into_par_iter()` is a parallel iterator over numbers. Its `map_init(Vec::new, \
             |flags, i| …)` makes a vector whenever a thread begins a batch of segments, and hands it to \
             the closure for each of them.",
            "\
With `use rayon::prelude::*;` at the top of the file:
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build().unwrap();
    pool.install(|| {
        (0..limit.div_ceil(span))
            .into_par_iter()
            .map_init(Vec::new, |flags, i| sieve.count(…, flags))
            .sum()
    })",
        ],
    },
    Todo {
        number: 5,
        what: "a wheel: a byte for thirty numbers",
        hints: [
            "For one prime p and one rest r, look at the multiples p × f with f = 30k + r. From one to \
             the next it is 30p numbers: p bytes, and the same bit each time. So a prime has eight loops \
             like the one of TODO(2), one for each rest, each with one mask.",
            "With `lowest = start.div_ceil(p).max(p)`, the first factor of rest r is `lowest + (r + 30 - \
             lowest % 30) % 30`. Its multiple tells byte and bit: `(multiple - start) / 30` and \
             `BIT[(multiple - start) % 30]`. Primes below 7 have no bit to strike. `count_ones` counts.",
            "\
For each p of `base` from 7 on, and each r of `RESIDUES`:
    let factor = lowest + (r + 30 - lowest % 30) % 30;
    let first = p * factor - start;
    let keep = !BIT[(first % 30) as usize];
    let mut i = (first / 30) as usize;
    while i < bytes.len() {
        bytes[i] &= keep;
        i += p as usize;
    }
Then clear the bit of 1 in the first segment and all bits at `end` and beyond in the last byte, and \
add 2, 3 and 5 where the segment has them.",
        ],
    },
];
