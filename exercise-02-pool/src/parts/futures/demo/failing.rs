//! Tasks that never end, panic, or take their process down: TODO(3) and TODO(4).

use super::accounts::{Kinds, differ, expected, kinds, lines};
use crate::parts::futures::{Answers, CRASHES, collatz};
use common::exercise::{Run, Steps, with_bar};
use common::process::Pool;
use std::cell::RefCell;
use std::time::Duration;

/// How long a task may take here.
const LIMIT: Duration = Duration::from_secs(1);
/// Seven of them come to an end. 0 does not.
const ONE_HANGS: [u64; 8] = [27, 97, 0, 871, 6_171, 77_031, 837_799, 8_400_511];
/// Of these, one never ends, one crashes, and one grows too large.
const SOME_FAIL: [u64; 10] = [
    27,
    97,
    0,
    871,
    CRASHES,
    6_171,
    u64::MAX,
    77_031,
    837_799,
    8_400_511,
];

pub fn demo(answers: &Answers, run: &mut Run) {
    if run.inline() {
        // In this process nobody could stop the one, and nobody would survive the other.
        run.note("inline: without the number that never ends, and the one that crashes");
    }
    with_limit(answers, run);
    every_outcome(answers, run);
}

/// Those of `numbers` that may run here.
fn safe(numbers: impl IntoIterator<Item = u64>, run: &Run) -> Vec<u64> {
    let is_safe = |n: &u64| !run.inline() || ![0, CRASHES].contains(n);
    numbers.into_iter().filter(is_safe).collect()
}

fn with_limit(answers: &Answers, run: &mut Run) {
    let (workers, numbers) = (super::workers(run), &safe(ONE_HANGS, run));
    let mut steps = Steps::new(|steps: &Vec<Option<u64>>| {
        let done = steps.iter().flatten().count();
        format!("{done} of {}", steps.len())
    });
    let right = |&n: &u64| (n != 0).then(|| collatz(n));
    steps.expect(numbers.iter().map(right).collect());
    steps.differ(|right, wrong| {
        let mut places = numbers.iter().zip(right.iter().zip(wrong));
        match places.find(|(_, (right, wrong))| right != wrong) {
            Some((n, (right, wrong))) => format!("{n}: {right:?} expected, not {wrong:?}"),
            None => format!("{} results for {} numbers", wrong.len(), right.len()),
        }
    });
    let with_limit = answers.with_limit;
    steps
        .add("with a time limit", move || {
            with_limit(numbers, workers, LIMIT).map_err(|error| error.to_string())
        })
        .todo(3)
        .workers(run.workers());
    run.measure(steps);
}

fn every_outcome(answers: &Answers, run: &mut Run) {
    let numbers = &safe(SOME_FAIL, run);
    let (workers, all_accounted) = (super::workers(run), answers.all_accounted);
    let errors = &RefCell::new(Vec::new());
    let mut steps =
        Steps::new(|(done, failed): &Kinds| format!("{} + {}", done.len(), failed.len()));
    steps.expect(expected(numbers));
    steps.differ(differ);
    steps
        .add("every outcome", move || {
            let pool = Pool::builder().workers(workers).task_timeout(LIMIT).build();
            let pool = pool.map_err(|error| error.to_string())?;
            let progress = pool.progress();
            let so_far = || (progress.done(), progress.total());
            let accounts = with_bar("every outcome", so_far, || all_accounted(&pool, numbers));
            *errors.borrow_mut() = lines(&accounts);
            Ok(kinds(accounts))
        })
        .todo(4)
        .workers(run.workers());
    if run.measure(steps).result("every outcome").is_some() {
        errors.take().into_iter().for_each(|line| run.note(line));
    }
}
