//! Runs and times the answers of the part `primes`.

use super::Answers;
use common::exercise::{Run, Steps, cores, grouped, seconds};
use common::primes;
use common::timing::{Elapsed, SystemClock};
use std::cell::Cell;

/// How many runs the learner's `measure` is asked for: it is itself run as often as `--runs` says.
const RUNS: usize = 3;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let below = run.size();
    run.about(format!("Count the primes below {}", grouped(below)));

    let last = Cell::new(Elapsed::default());
    let mut steps = Steps::new(|n: &u64| grouped(*n));
    steps.expect(primes::count_primes(0..below));
    steps.differ(|right, wrong| match wrong < right {
        true => format!("{} too few", grouped(right - wrong)),
        false => format!("{} too many", grouped(wrong - right)),
    });
    let is_prime = |&n: &u64| (answers.is_prime)(n);
    steps
        .add(
            "is_prime",
            || Ok((0..below).filter(is_prime).count() as u64),
        )
        .todo(1);
    steps
        .add("count_primes", || Ok((answers.count_primes)(0..below)))
        .todo(2);
    // Measures our own count, so that TODO(3) can be solved before the others.
    steps
        .add("measure 3 runs", || {
            let mut count = 0;
            let mut work = || count = primes::count_primes(0..below);
            last.set((answers.measure)(&SystemClock, RUNS, &mut work));
            Ok(count)
        })
        .todo(3);

    let measured = run.measure(steps);
    if measured.result("measure 3 runs").is_some() {
        let Elapsed { wall, cpu } = last.get();
        run.note(format!(
            "Your measure says: {} on the wall, {} of CPU, from {RUNS} runs.",
            seconds(wall),
            seconds(cpu)
        ));
        run.note(format!(
            "So busy = CPU / wall = {:.2} cores, of the {} that this machine has for us.",
            last.get().busy(),
            cores()
        ));
    }
    Ok(())
}
