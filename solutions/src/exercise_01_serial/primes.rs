//! Test and count primes on one core, and measure what it costs.
//!
//! Before anything runs in parallel, it runs serially: that gives the right result to compare with,
//! and the time to beat. So this exercise has no threads in it. You write the work that the other
//! exercises share, and the stopwatch that tells whether they gained anything.
//!
//! The stopwatch has two hands. Wall time is what you wait for; CPU time is what the cores spend.
//! Their quotient says how many cores were busy. One run proves little: the first pays for cold
//! caches, and any run may be disturbed, so `measure` throws the first away and takes the median of
//! several. The lesson in `README.md` leads through the three TODOs.

use ::exercise_01_serial::parts::primes;
use common::timing::{Clock, Elapsed};
// BEGIN SOLUTION
use common::timing::median;
// END SOLUTION
use std::ops::Range;

// TODO(1): whether `n` is a prime, by trial division: no number from 2 to the square root of `n`
// divides it. Numbers below 2 are no primes.
fn is_prime(n: u64) -> bool {
    // BEGIN SOLUTION todo!("TODO(1): is {n} a prime?")
    // `d <= n / d` is `d * d <= n` without its overflow.
    n >= 2
        && (2..)
            .take_while(|d| *d <= n / d)
            .all(|d| !n.is_multiple_of(d))
    // END SOLUTION
}

// TODO(2): how many primes lie in `range`, by calling `is_prime` on each of its numbers.
fn count_primes(range: Range<u64>) -> u64 {
    // BEGIN SOLUTION todo!("TODO(2): count the primes in {range:?}")
    range.filter(|&n| is_prime(n)).count() as u64
    // END SOLUTION
}

// TODO(3): after the warm-up, run `work` `runs` times by the `clock`; give the median of the wall
// times and the median of the CPU times. `common::timing::median` is there for you: it
// takes a slice of durations, and gives `None` only for an empty one.
fn measure(clock: &dyn Clock, runs: usize, work: &mut dyn FnMut()) -> Elapsed {
    work(); // The warm-up: it does not count.
    // BEGIN SOLUTION todo!(
    // BEGIN SOLUTION     "TODO(3): {runs} runs, by a clock that shows {:?}",
    // BEGIN SOLUTION     clock.wall()
    // BEGIN SOLUTION )
    let (mut walls, mut cpus) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let (wall, cpu) = (clock.wall(), clock.cpu());
        work();
        walls.push(clock.wall() - wall);
        cpus.push(clock.cpu() - cpu);
    }
    let middle = |times: &[_]| median(times).unwrap_or_default();
    Elapsed {
        wall: middle(&walls),
        cpu: middle(&cpus),
    }
    // END SOLUTION
}

/// What the exercise runs and checks.
pub const ANSWERS: primes::Answers = primes::Answers {
    is_prime,
    count_primes,
    measure,
};
