//! TODO(4): is every task accounted for?

use super::seen::in_the_pool;
use crate::parts::futures::errors::kind;
use crate::parts::futures::{Answers, CRASHES, collatz, gate};
use common::check::{Check, Verdict};
use common::process::Pool;
use common::witness::Observed;
use std::time::Duration;

/// A question: the numbers, and how many workers.
type Asked = (Vec<u64>, usize);
/// An answer: what was done, what failed and how, and the processes of the pool.
type Accounts = (Vec<(u64, u64)>, Vec<(u64, String)>, Vec<u32>);

pub fn checks() -> Vec<Check<Answers>> {
    vec![
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
    ]
}

fn numbers(seed: u64, count: usize) -> Vec<u64> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..count).map(|_| random.u64(1_000..1_000_000)).collect()
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
    format!("{} numbers{of}, on {workers} workers", numbers.len())
}

/// What comes of a number.
fn outcome(number: u64) -> Result<u64, &'static str> {
    match number {
        0 => Err("timed out"),
        CRASHES => Err("worker died"),
        n if n > u64::MAX / 2 => Err("panicked"),
        n => Ok(collatz(n)),
    }
}

fn in_words(outcome: Result<u64, &str>) -> String {
    match outcome {
        Ok(steps) => format!("{steps} steps"),
        Err(kind) => format!("an error: {kind}"),
    }
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

fn results((numbers, _): &Asked, (done, failed, _): &Accounts) -> Verdict {
    let outcomes = numbers.iter().map(|&n| (n, outcome(n)));
    let all_done: Vec<(u64, u64)> = outcomes
        .clone()
        .filter_map(|(n, o)| Some((n, o.ok()?)))
        .collect();
    let all_failed: Vec<(u64, String)> = outcomes
        .filter_map(|(n, o)| Some((n, o.err()?.to_string())))
        .collect();
    if *done == all_done && *failed == all_failed {
        return Verdict::Pass;
    }
    let expected = format!("{} done and {} failed", all_done.len(), all_failed.len());
    let saw = format!("{} done and {} failed", done.len(), failed.len());
    let named = |number: &u64| {
        done.iter().any(|(n, _)| n == number) || failed.iter().any(|(n, _)| n == number)
    };
    let zero = done
        .iter()
        .find(|(n, steps)| *steps == 0 && all_failed.iter().any(|(bad, _)| bad == n));
    if let Some((number, _)) = zero {
        let so = "An error became a result: nobody can tell that 0 from a real one. Put errors where \
                  errors belong.";
        return Verdict::wrong(
            format!("{number} among the errors"),
            format!("{number} among the results, with 0 steps"),
            so,
        );
    }
    if failed.is_empty() && !all_failed.is_empty() && done.len() == all_done.len() {
        let so = "The errors are dropped in silence (`filter_map(Result::ok)`, `flatten`?). Whoever \
                  reads this believes that nobody asked for those numbers.";
        return Verdict::wrong(expected, saw, so);
    }
    let mismatched = done.iter().map(|&(n, steps)| (n, Ok(steps)));
    let blamed = failed.iter().map(|(n, kind)| (*n, Err(kind.as_str())));
    let blamed = blamed.filter(|(n, _)| outcome(*n).is_ok());
    let mut all = mismatched.chain(blamed);
    if let Some((number, got)) = all.find(|(n, got)| outcome(*n) != *got) {
        let so = "An outcome that belongs to another number? Keep each with its own from the start: \
                  once errors and results are apart, their places say nothing.";
        return Verdict::wrong(
            format!("{number} with {}", in_words(outcome(number))),
            format!("{number} with {}", in_words(got)),
            so,
        );
    }
    if let Some(lost) = numbers.iter().find(|number| !named(number)) {
        let so = match all_failed.is_empty() {
            true => "Every number has an outcome; none may be lost.",
            false => {
                "One error has ended everything (`map` and `?`, or a loop that stops?), or \
                      hidden another. Every number has an outcome; none may be lost."
            }
        };
        return Verdict::wrong(expected, format!("{saw}; {lost} is in neither"), so);
    }
    let sorted = |accounts: (&[(u64, u64)], &[(u64, String)])| {
        let (mut done, mut failed) = (accounts.0.to_vec(), accounts.1.to_vec());
        done.sort_unstable();
        failed.sort_unstable();
        (done, failed)
    };
    if sorted((done, failed)) == sorted((&all_done, &all_failed)) {
        let so = "All are there, but in an order of their own: that in which they were done? They \
                  are to be in the order of `numbers`.";
        return Verdict::wrong("the numbers in the order of `numbers`", "another order", so);
    }
    let wrong = all_failed.iter().find(|pair| !failed.contains(pair));
    if let Some((number, kind)) = wrong {
        let got = failed.iter().find(|(n, _)| n == number);
        let saw = got.map_or("no error".to_string(), |(_, kind)| kind.clone());
        let so =
            "Keep the error that the task ended with: it tells what happened, where and to whom.";
        return Verdict::wrong(format!("for {number}: {kind}"), saw, so);
    }
    Verdict::wrong(
        expected,
        saw,
        "Each number once, and none that nobody asked for.",
    )
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
