//! Tasks that never end, panic, or take their process down: TODO(3) and TODO(4).

use crate::parts::futures::errors::kind;
use crate::parts::futures::{Accounts, Answers, CRASHES, collatz};
use common::exercise::{Run, Steps, with_bar, wrapped};
use common::process::Pool;
use std::cell::RefCell;
use std::time::Duration;

/// How long a task may take here.
const LIMIT: Duration = Duration::from_millis(500);
/// Seven of them, and 0, which takes for ever.
const NUMBERS: [u64; 8] = [27, 97, 0, 871, 6_171, 77_031, 837_799, 8_400_511];
/// Those that fail: for ever; its process; a number that gets too large.
const FAIL: [u64; 3] = [0, CRASHES, u64::MAX];

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
    let (workers, numbers) = (super::workers(run), &safe(NUMBERS, run));
    let mut steps = Steps::new(|steps: &Vec<Option<u64>>| {
        let done = steps.iter().flatten().count();
        format!("{done} of {}", steps.len())
    });
    let right = |&n: &u64| (n != 0).then(|| collatz(n));
    steps.expect(numbers.iter().map(right).collect());
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
    let mixed = NUMBERS.into_iter().filter(|&n| n != 0).zip(FAIL);
    let numbers = &safe(mixed.flat_map(|(good, bad)| [good, bad]), run);
    let (workers, all_accounted) = (super::workers(run), answers.all_accounted);
    let errors = &RefCell::new(Vec::new());
    let mut steps =
        Steps::new(|(done, failed): &Kinds| format!("{} + {}", done.len(), failed.len()));
    steps.expect(expected(numbers));
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

/// Accounts that can be compared: of an error only what kind it is.
type Kinds = (Vec<(u64, u64)>, Vec<(u64, &'static str)>);

fn kinds((done, failed): Accounts) -> Kinds {
    let kinds = failed.iter().map(|(n, error)| (*n, kind(error)));
    (done, kinds.collect())
}

fn expected(numbers: &[u64]) -> Kinds {
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for &n in numbers {
        match n {
            0 => failed.push((n, "timed out")),
            CRASHES => failed.push((n, "worker died")),
            u64::MAX => failed.push((n, "panicked")),
            n => done.push((n, collatz(n))),
        }
    }
    (done, failed)
}

/// Each error on a line of its own, or on two.
fn lines((_, failed): &Accounts) -> Vec<String> {
    let mut lines = Vec::new();
    let mut title = "every outcome";
    for (_, error) in failed {
        for line in wrapped(&error.to_string(), 54) {
            lines.push(format!("{title:<22} {line}"));
            title = "";
        }
    }
    lines
}
