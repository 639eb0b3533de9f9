//! Judges the accounts of TODO(4): is every number in them, with its own outcome, and in order?

use super::todo_4::{Accounts, Asked};
use crate::parts::futures::{CRASHES, collatz};
use common::check::Verdict;

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

pub fn results((numbers, _): &Asked, (done, failed, _): &Accounts) -> Verdict {
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
    let of = |number: u64| {
        let done = done.iter().filter(|(n, _)| *n == number).count();
        done + failed.iter().filter(|(n, _)| *n == number).count()
    };
    let times = |number: u64| numbers.iter().filter(|&&n| n == number).count();
    if let Some(&number) = numbers.iter().find(|&&n| of(n) < times(n)) {
        let so = "A number that comes twice has two outcomes. Are they kept in a map, by number? \
                  That keeps one of them.";
        let expected = format!("{number} {} times, as in `numbers`", times(number));
        return Verdict::wrong(expected, format!("{} time", of(number)), so);
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
