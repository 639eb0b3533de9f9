//! Runs and times the answers of the part `sieve`.

use super::notes;
use super::setup::{Setup, span_of_odds, span_of_wheel};
use super::{Answers, Sieve, primes_below};
use common::exercise::{Measured, Run, Steps, grouped};
use common::primes::{count_primes, even_chunks, is_prime};
use rayon::prelude::*;

/// As far as trial division gets in a second.
const TRIAL_LIMIT: u64 = 5_000_000;
/// Beyond this, a segment size that does not suit takes minutes.
const COMPARE_SIZES_UP_TO: u64 = 2_000_000_000;
/// Too small for what each segment costs, and too large for most caches.
pub const UNSUITABLE_KIB: [u64; 2] = [1, 64 * 1024];

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let setup = Setup::of(run)?;
    let small = setup.limit.min(TRIAL_LIMIT);
    run.about(match (grouped(setup.limit), grouped(small)) {
        (limit, small) if limit == small => format!("Count the primes below {limit}"),
        (limit, small) => {
            format!("Count the primes below {limit}, by trial division below {small}")
        }
    });
    let base = base_primes(answers, run, setup.limit);
    let first = against_trial_division(answers, run, small, &base, setup.workers);
    // TODO(3) and TODO(4) can be solved before TODO(2): then they share out trial division.
    let stand_in = first.result(notes::IN_ONE_PIECE).is_none();
    let odds = &match stand_in {
        true => Sieve::new(|segment, _| count_primes(segment)),
        false => Sieve::new(|segment, flags| (answers.count_odds)(segment, &base, flags)),
    };
    let limit = if stand_in { small } else { setup.limit };
    let compare_sizes = !stand_in && limit <= COMPARE_SIZES_UP_TO && !run.is_sweep();
    let second = segments(answers, run, &setup, limit, odds, compare_sizes);
    let third = wheel(answers, run, &setup, &base);
    if stand_in
        && (second.result(notes::SEGMENTS))
            .or(second.result(notes::ON_THREADS))
            .is_some()
    {
        run.note(
            "TODO(2) is not right yet, so TODO(3) and TODO(4) have shared out trial division.",
        );
    }
    notes::worth(run, &setup, [&first, &second, &third]);
    notes::memory_used(run, &setup);
    Ok(())
}

/// TODO(1). Gives the base primes, whether the learner's are right or not.
fn base_primes(answers: &Answers, run: &mut Run, limit: u64) -> Vec<u64> {
    let mut steps = Steps::new(|primes: &Vec<u64>| grouped(primes.len() as u64));
    steps.differ(|right, wrong| {
        let pairs = right.iter().zip(wrong);
        let same = pairs.take_while(|(right, wrong)| right == wrong).count();
        let at = |primes: &[u64]| primes.get(same).map_or("nothing".into(), |&p| grouped(p));
        let (right, wrong) = (at(right), at(wrong));
        format!("at index {same}, {right} should stand, and {wrong} does")
    });
    let name = "base: trial division";
    steps.baseline(name, move || {
        let root = limit.saturating_sub(1).isqrt();
        Ok((3..=root).step_by(2).filter(|&n| is_prime(n)).collect())
    });
    let step = move || Ok((answers.base_primes)(limit));
    steps
        .add("base: a simple sieve", step)
        .todo(1)
        .other_algorithm();
    let measured = run.measure(steps);
    measured.result(name).cloned().unwrap_or_default()
}

/// TODO(2), all numbers in one segment, against trial division on one core and on all.
fn against_trial_division(
    answers: &Answers,
    run: &mut Run,
    limit: u64,
    base: &[u64],
    workers: usize,
) -> Measured<u64> {
    let mut steps = Steps::new(|n: &u64| grouped(*n));
    steps.baseline(notes::TRIAL, move || Ok(count_primes(0..limit)));
    let on_all = move || {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build();
        let pool = pool.map_err(|error| error.to_string())?;
        let chunks = even_chunks(0..limit, 64.max(16 * workers));
        Ok(pool.install(|| chunks.into_par_iter().map(count_primes).sum()))
    };
    steps.add(notes::TRIAL_ON_ALL, on_all).workers(workers);
    let mut flags = Vec::new();
    let one_piece = move || Ok((answers.count_odds)(0..limit, base, &mut flags));
    let step = steps.add(notes::IN_ONE_PIECE, one_piece);
    step.todo(2).other_algorithm();
    run.measure(steps)
}

/// TODO(3) with several sizes of segments, and TODO(4).
fn segments(
    answers: &Answers,
    run: &mut Run,
    setup: &Setup,
    limit: u64,
    sieve: &Sieve,
    compare_sizes: bool,
) -> Measured<u64> {
    let (workers, kib) = (setup.workers, setup.kib);
    let mut steps = Steps::new(|n: &u64| grouped(*n));
    steps.expect(primes_below(limit));
    let serially = |kib| move || Ok((answers.count_serially)(limit, span_of_odds(kib), sieve));
    steps.baseline(notes::SEGMENTS, serially(kib)).todo(3);
    // Another size is of interest only if it cuts the range in another way.
    let segment = |kib| span_of_odds(kib).min(limit);
    let differs = |&size: &u64| segment(size) != segment(kib);
    let sizes = UNSUITABLE_KIB.into_iter().filter(differs);
    for size in sizes.filter(|_| compare_sizes) {
        let step = steps.add(&notes::segments_of(size), serially(size));
        step.todo(3).other_algorithm();
    }
    let threads = move || {
        Ok((answers.count_on_threads)(
            limit,
            span_of_odds(kib),
            workers,
            sieve,
        ))
    };
    let step = steps.add(notes::ON_THREADS, threads);
    step.todo(4).workers(workers);
    run.measure(steps)
}

/// TODO(5), by TODO(3) and TODO(4).
fn wheel(answers: &Answers, run: &mut Run, setup: &Setup, base: &[u64]) -> Measured<u64> {
    let (workers, limit, span) = (setup.workers, setup.limit, span_of_wheel(setup.kib));
    let sieve = &Sieve::new(|segment, bytes| (answers.count_wheel)(segment, base, bytes));
    let mut steps = Steps::new(|n: &u64| grouped(*n));
    steps.expect(primes_below(limit));
    let serially = move || {
        // While TODO(3) is open as well, the row should name TODO(5): so that is called first.
        sieve.count(0..30, &mut Vec::new());
        Ok((answers.count_serially)(limit, span, sieve))
    };
    steps.baseline(notes::WHEEL, serially).todo(5);
    let threads = move || {
        sieve.count(0..30, &mut Vec::new());
        Ok((answers.count_on_threads)(limit, span, workers, sieve))
    };
    let step = steps.add(notes::WHEEL_ON_THREADS, threads);
    step.todo(5).workers(workers);
    run.measure(steps)
}
