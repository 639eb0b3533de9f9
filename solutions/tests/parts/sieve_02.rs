//! The sieve of exercise 2 beyond its checks: known counts, every worker count, and bad options.

use super::program::Program;
use exercise_02_pool::parts::sieve::{CountSegment, KNOWN, Sieve, primes_below, primes_between};
use solutions::exercise_02_pool::sieve::ANSWERS;

const PROGRAM: Program = Program("02-pool sieve --runs 1");

const WAYS: [CountSegment; 2] = [ANSWERS.count_odds, ANSWERS.count_wheel];

fn count(how: CountSegment, limit: u64, span: u64, workers: usize) -> u64 {
    let base = (ANSWERS.base_primes)(limit);
    let sieve = Sieve::new(|segment, flags| how(segment, &base, flags));
    match workers {
        0 => (ANSWERS.count_serially)(limit, span, &sieve),
        _ => (ANSWERS.count_on_threads)(limit, span, workers, &sieve),
    }
}

#[test]
fn what_counts_without_finding_agrees_with_the_tables() {
    for (limit, known) in KNOWN {
        assert_eq!(primes_below(limit), known, "below {limit}");
    }
}

#[test]
fn what_sieves_plainly_agrees_with_it() {
    for (start, end) in [
        (0, 0),
        (0, 1),
        (0, 3),
        (24, 26),
        (30, 20),
        (999_000, 1_000_003),
    ] {
        let below = |n: u64| primes_below(n.max(start));
        let right = below(end) - below(start);
        assert_eq!(primes_between(start, end), right, "in {start}..{end}");
    }
}

#[test]
fn it_agrees_with_trial_division_below_every_small_limit() {
    for limit in 0..1000 {
        assert_eq!(
            primes_below(limit),
            common::primes::count_primes(0..limit),
            "below {limit}"
        );
    }
}

#[test]
fn both_sieves_give_the_known_counts_serially_and_on_any_number_of_workers() {
    for how in WAYS {
        for workers in [0, 1, 2, 3, 8] {
            for (limit, known) in KNOWN.into_iter().take(7) {
                let counted = count(how, limit, 300_030, workers);
                assert_eq!(counted, known, "below {limit} on {workers} workers");
            }
        }
    }
}

#[test]
fn limits_next_to_the_end_of_a_segment_and_to_squares_are_right() {
    let near = |n: u64| n.saturating_sub(2)..=n + 2;
    let limits = [0, 30, 60, 49, 121, 3_600, 3_721, 10_201, 30_000];
    for limit in limits.into_iter().flat_map(near) {
        for how in WAYS {
            for span in [30, 60, 3_600] {
                let right = primes_below(limit);
                assert_eq!(count(how, limit, span, 0), right, "below {limit}");
                assert_eq!(count(how, limit, span, 2), right, "below {limit}");
            }
        }
    }
}

#[test]
fn the_smallest_sizes_run() {
    let sizes = ["0", "1", "2", "3", "31", "97 --inline", "7 --workers 8"];
    for size in sizes {
        let output = PROGRAM.run(format!("--size {size}").split_whitespace());
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(0), "--size {size}: {text}");
    }
}

#[test]
fn bad_options_are_refused_with_value_and_fix() {
    let cases = [
        (
            "--size 18446744073709551615",
            "from 0 to 1000000000000, not '18446744073709551615'",
        ),
        ("--size 1000000000001", "from 0 to 1000000000000"),
        ("--size -1", "not '-1'"),
        ("--segment 0", "KiB from 1 to 1048576, not '0'"),
        ("--segment many", "not 'many'"),
        (
            "--segment 1048576 --workers 1024 --size 1000000000000",
            "are 1 048 576 MiB, and 4 096 MiB are the most",
        ),
        ("--data .", "reads no files"),
    ];
    for (options, says) in cases {
        let output = PROGRAM.run(options.split_whitespace());
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{options}: {text}");
        assert!(text.contains(says), "{options}: {text}");
    }
}
