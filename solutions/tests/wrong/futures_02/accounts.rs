//! TODO(4): accounts from which something is missing.

use super::{Wrong, wrong};
use common::process::{Error, Pool, as_completed};
use exercise_02_pool::parts::futures::{Accounts, Answers, collatz};
use solutions::exercise_02_pool::futures::ANSWERS as SOLVED;
use std::collections::BTreeMap;

type Answer = fn(&Pool, &[u64]) -> Accounts;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 12] = [
        ("errors dropped", "dropped in silence", dropped),
        ("one error ends all", "One error has ended everything", map),
        (
            "stops at the first error",
            "One error has ended everything",
            stops,
        ),
        ("zero for an error", "An error became a result", zeros),
        ("order of arrival", "in an order of their own", as_they_come),
        ("apart, then zipped", "belongs to another number", apart),
        ("places for numbers", "belongs to another number", places),
        (
            "errors of its own",
            "Keep the error that the task ended with",
            own_errors,
        ),
        ("one by one", "One after another", one_by_one),
        ("a plain loop", "a plain loop", plain_loop),
        ("a map by number", "kept in a map, by number?", by_number),
        ("a pool of its own", "A pool of your own", own_pool),
    ];
    let answers = |all_accounted| Answers {
        all_accounted,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(4, name, says, answers(answer)))
        .into()
}

fn dropped(pool: &Pool, numbers: &[u64]) -> Accounts {
    (all(pool, numbers).0, Vec::new())
}

fn all(pool: &Pool, numbers: &[u64]) -> Accounts {
    (SOLVED.all_accounted)(pool, numbers)
}

fn map(pool: &Pool, numbers: &[u64]) -> Accounts {
    match pool.map(collatz, numbers.to_vec()) {
        Ok(steps) => (numbers.iter().copied().zip(steps).collect(), Vec::new()),
        Err(error) => (Vec::new(), vec![(numbers[0], error)]),
    }
}

fn stops(pool: &Pool, numbers: &[u64]) -> Accounts {
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for (&n, outcome) in numbers.iter().zip(pool.imap(collatz, numbers.to_vec())) {
        match outcome {
            Ok(steps) => done.push((n, steps)),
            Err(error) => {
                failed.push((n, error));
                break;
            }
        }
    }
    (done, failed)
}

fn zeros(pool: &Pool, numbers: &[u64]) -> Accounts {
    let outcomes = pool.try_map(collatz, numbers.to_vec()).into_iter();
    let steps = outcomes.map(Result::unwrap_or_default);
    (numbers.iter().copied().zip(steps).collect(), Vec::new())
}

fn as_they_come(pool: &Pool, numbers: &[u64]) -> Accounts {
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    let tasks = numbers.iter().map(|&n| pool.submit(collatz, n));
    for (place, outcome) in as_completed(tasks) {
        match outcome {
            Ok(steps) => done.push((numbers[place], steps)),
            Err(error) => failed.push((numbers[place], error)),
        }
    }
    (done, failed)
}

fn apart(pool: &Pool, numbers: &[u64]) -> Accounts {
    let outcomes = pool.try_map(collatz, numbers.to_vec());
    let (done, failed): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    let numbers = || numbers.iter().copied();
    let done = numbers().zip(done.into_iter().filter_map(Result::ok));
    let failed = numbers().zip(failed.into_iter().filter_map(Result::err));
    (done.collect(), failed.collect())
}

fn places(pool: &Pool, numbers: &[u64]) -> Accounts {
    let (done, failed) = all(pool, numbers);
    let place = |n| numbers.iter().position(|&m| m == n).unwrap_or_default() as u64;
    let named = failed.into_iter().map(|(n, error)| (place(n), error));
    (done, named.collect())
}

fn own_errors(pool: &Pool, numbers: &[u64]) -> Accounts {
    let (done, failed) = all(pool, numbers);
    let failed = failed.into_iter().map(|(n, _)| (n, Error::Cancelled));
    (done, failed.collect())
}

fn one_by_one(pool: &Pool, numbers: &[u64]) -> Accounts {
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for &n in numbers {
        match pool.apply(collatz, n) {
            Ok(steps) => done.push((n, steps)),
            Err(error) => failed.push((n, error)),
        }
    }
    (done, failed)
}

fn plain_loop(_: &Pool, numbers: &[u64]) -> Accounts {
    (
        numbers.iter().map(|&n| (n, collatz(n))).collect(),
        Vec::new(),
    )
}

fn own_pool(_: &Pool, numbers: &[u64]) -> Accounts {
    all(&Pool::new(2).expect("processes"), numbers)
}

fn by_number(pool: &Pool, numbers: &[u64]) -> Accounts {
    let outcomes = pool.try_map(collatz, numbers.to_vec());
    let mut outcomes: BTreeMap<u64, _> = numbers.iter().copied().zip(outcomes).collect();
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for &n in numbers {
        match outcomes.remove(&n) {
            Some(Ok(steps)) => done.push((n, steps)),
            Some(Err(error)) => failed.push((n, error)),
            None => {}
        }
    }
    (done, failed)
}
