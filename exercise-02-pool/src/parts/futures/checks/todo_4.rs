//! TODO(4): is every task accounted for?

use super::accounts::results;
use super::seen::{counted, in_the_pool};
use crate::parts::futures::errors::kind;
use crate::parts::futures::{Answers, CRASHES, gate};
use common::check::{Check, Verdict};
use common::process::Pool;
use common::witness::Observed;
use std::time::Duration;

/// A question: the numbers, and how many workers.
pub type Asked = (Vec<u64>, usize);
/// An answer: what was done, what failed and how, and the processes of the pool.
pub type Accounts = (Vec<(u64, u64)>, Vec<(u64, String)>, Vec<u32>);

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            4,
            "keeps_every_result",
            |seed| (numbers(seed, 7), 3),
            account,
            right,
        ),
        Check::new(
            4,
            "copes_with_more_workers_than_numbers",
            |seed| (numbers(seed, 1), 3),
            account,
            right,
        ),
        Check::new(4, "copes_with_no_numbers", |_| (vec![], 2), account, right),
        Check::new(
            4,
            "works_without_any_workers",
            |seed| (numbers(seed, 3), 0),
            account,
            right,
        ),
        Check::new(4, "keeps_every_panic", some_panic, account, right).points(2),
        Check::new(
            4,
            "keeps_a_panic_a_dead_worker_and_a_timeout",
            mixed,
            account,
            right,
        )
        .points(2),
        Check::new(
            4,
            "keeps_the_order_of_the_numbers",
            |seed| (numbers(seed, 6), 2),
            first_is_last,
            right,
        ),
        Check::new(
            4,
            "really_uses_several_processes",
            |seed| (numbers(seed, 3), 3),
            without_limit,
            several,
        )
        .holding(3),
        Check::new(
            4,
            "accounts_for_tasks_that_could_not_run",
            |seed| (numbers(seed, 4), 2),
            closed,
            all_refused,
        ),
        Check::new(
            4,
            "accounts_for_equal_numbers_each_time",
            one_twice,
            account,
            right,
        ),
    ];
    let with_words = |check: Check<Answers>| check.in_words(describe);
    checks.into_iter().map(with_words).collect()
}

fn numbers(seed: u64, count: usize) -> Vec<u64> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..count).map(|_| random.u64(1_000..1_000_000)).collect()
}

fn one_twice(seed: u64) -> Asked {
    let mut numbers = numbers(seed, 4);
    numbers[3] = numbers[1];
    (numbers, 2)
}

/// Two numbers that grow too large, the last one among them.
fn some_panic(seed: u64) -> Asked {
    let mut numbers = numbers(seed, 7);
    (numbers[1], numbers[6]) = (u64::MAX, u64::MAX - 2);
    (numbers, 2)
}

fn mixed(seed: u64) -> Asked {
    let mut numbers = numbers(seed, 8);
    (numbers[0], numbers[3], numbers[5]) = (CRASHES, u64::MAX, 0);
    (numbers, 3)
}

fn pool(workers: usize) -> Pool {
    let limit = Duration::from_secs(2);
    let settings = Pool::builder().workers(workers).task_timeout(limit);
    settings.build().expect("the system gives us processes")
}

fn ask(answers: &Answers, pool: &Pool, numbers: &[u64]) -> Accounts {
    let pids = pool.worker_pids();
    let (done, failed) = (answers.all_accounted)(pool, numbers);
    let failed = failed
        .iter()
        .map(|(n, error)| (*n, kind(error).to_string()));
    (done, failed.collect(), pids)
}

fn account(answers: &Answers, (numbers, workers): Asked) -> Accounts {
    ask(answers, &pool(workers), &numbers)
}

/// The first number is done only after the last one.
fn first_is_last(answers: &Answers, (numbers, workers): Asked) -> Accounts {
    if let [first, .., last] = numbers[..] {
        gate::hold(first, &format!("collatz {last}"));
    }
    without_limit(answers, (numbers, workers))
}

/// Where tasks are held, none of them is to be stopped for that.
fn without_limit(answers: &Answers, (numbers, workers): Asked) -> Accounts {
    let pool = Pool::new(workers).expect("the system gives us processes");
    ask(answers, &pool, &numbers)
}

fn closed(answers: &Answers, (numbers, workers): Asked) -> Accounts {
    let pool = pool(workers);
    pool.close();
    ask(answers, &pool, &numbers)
}

fn describe((numbers, workers): &Asked) -> String {
    let bad = |n: &&u64| [0, CRASHES].contains(*n) || **n > u64::MAX / 2;
    let bad = numbers.iter().filter(bad).count();
    let of = if bad > 0 {
        format!(", of which {bad} fail")
    } else {
        String::new()
    };
    let numbers = counted(numbers.len(), "number", "numbers");
    format!(
        "{numbers}{of}, on {}",
        counted(*workers, "worker", "workers")
    )
}

fn right(asked: &Asked, answer: &Accounts, seen: &Observed) -> Verdict {
    results(asked, answer)
        .or(
            || match asked.0.is_empty() || asked.1 == 0 || asked.0.contains(&CRASHES) {
                true => Verdict::Pass,
                false => in_the_pool(&seen.of("collatz"), &answer.2, "collatz"),
            },
        )
        .asked(describe(asked))
}

fn several(asked: &Asked, answer: &Accounts, seen: &Observed) -> Verdict {
    let calls = seen.of("collatz");
    right(asked, answer, seen).or(|| match calls.most_at_once() {
        3.. => Verdict::Pass,
        n => Verdict::serial(
            "three calls of `collatz` at the same time",
            format!("{n} at the same time, at most"),
            "One after another: `apply`, or `submit` and `get` in one go, waits for each task before \
             the next is handed in.",
        )
        .asked(describe(asked)),
    })
}

fn all_refused(asked: &Asked, (done, failed, _): &Accounts, _: &Observed) -> Verdict {
    let refused: Vec<u64> = failed.iter().map(|(n, _)| *n).collect();
    match done.is_empty() && refused == asked.0 {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("0 done and {} failed: nobody runs them", asked.0.len()),
            format!("{} done and {} failed", done.len(), failed.len()),
            "A task that never ran has an outcome, too: its error. Every number is in one of the two.",
        ),
    }
    .asked(format!("{}; the pool is closed", describe(asked)))
}
