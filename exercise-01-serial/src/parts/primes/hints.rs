//! The TODOs of the part `primes`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 3] = [
    Todo {
        number: 1,
        what: "test one number",
        hints: [
            "A number is a prime if it is at least 2 and no smaller number but 1 divides it. \
             `n.is_multiple_of(d)` says whether d divides n.",
            "You need not try every divisor: if n = a × b, one of the two is at most √n. So stop \
             once d × d is larger than n. The squares of primes (4, 9, 25) show whether you stopped \
             one step too early.",
            "\
As one expression:
    n >= 2 && (2..).take_while(|d| d * d <= n).all(|d| !n.is_multiple_of(d))",
        ],
    },
    Todo {
        number: 2,
        what: "count the primes of a range",
        hints: [
            "A `Range<u64>` is an iterator over its numbers; its end is not one of them.",
            "`filter` keeps the numbers for which a closure says true, and `count` counts them.",
            "\
As one expression:
    range.filter(|&n| is_prime(n)).count() as u64",
        ],
    },
    Todo {
        number: 3,
        what: "measure a piece of work",
        hints: [
            "Call `work()` once before you look at the clock: the first run pays for cold caches \
             and lazy set-up. Then read `clock.wall()` and `clock.cpu()` before and after each run.",
            "Keep the differences in two vectors, one for wall and one for CPU time. \
             `common::timing::median` gives the middle one of several durations.",
            "\
With two vectors, `walls` and `cpus`:
    for _ in 0..runs {
        let (wall, cpu) = (clock.wall(), clock.cpu());
        work();
        walls.push(clock.wall() - wall);
        cpus.push(clock.cpu() - cpu);
    }
Then the median of each; `median` gives an `Option`, so `.unwrap_or_default()`.",
        ],
    },
];
