//! Judges what TODO(1) has shown, and when.

use super::seen::{Outcome, PLAIN_LOOP, in_the_pool};
use super::todo_1::{Asked, Shown};
use crate::parts::futures::gate::GAVE_UP;
use common::check::Verdict;
use common::witness::{Observed, Seen};

fn outcome_of(number: u64) -> Outcome {
    number.checked_mul(number).ok_or("panicked".to_string())
}

fn in_words(outcome: &Outcome) -> String {
    match outcome {
        Ok(square) => square.to_string(),
        Err(kind) => format!("an error: {kind}"),
    }
}

/// Whether every number was shown as often as it was asked for, with what comes of it.
pub fn all_shown(numbers: &[u64], shown: &[(u64, Outcome)]) -> Verdict {
    if let Some((stranger, _)) = shown.iter().find(|(n, _)| !numbers.contains(n)) {
        return Verdict::wrong(
            "numbers that were asked for, each with its square",
            format!("{stranger}, which is none of them"),
            "Is that the task's place? `numbers[place]` is its number.",
        );
    }
    let judged = numbers
        .iter()
        .map(|&number| is_shown(number, numbers, shown));
    judged.fold(Verdict::Pass, |verdict, next| verdict.or(|| next))
}

fn is_shown(number: u64, numbers: &[u64], shown: &[(u64, Outcome)]) -> Verdict {
    let wanted = numbers.iter().filter(|&&n| n == number).count();
    let own = shown.iter().filter(|(n, _)| *n == number);
    let own: Vec<&Outcome> = own.map(|(_, result)| result).collect();
    let square = outcome_of(number);
    if let Some(&wrong) = own.iter().find(|&&one| *one != square) {
        let is_anothers = numbers.iter().any(|&n| *wrong == outcome_of(n));
        let so = match (is_anothers, &square) {
            (true, _) => {
                "That belongs to another number: results come in an order of their own, and each \
                 has its task's place with it."
            }
            (_, Err(_)) => "An error is a result, too: show it as it is.",
            _ => "Show what the task gives, as it is.",
        };
        return Verdict::wrong(
            format!("{number} with {}", in_words(&square)),
            format!("{number} with {}", in_words(wrong)),
            so,
        );
    }
    let expected = format!("{} numbers, each shown once", numbers.len());
    match own.len() {
        times if times == wanted => Verdict::Pass,
        0 if square.is_err() => Verdict::wrong(
            format!("{number} with its error: the square is too large"),
            format!("{number} was never shown"),
            "The error of one task was dropped, and nobody will know. Show it as it is.",
        ),
        0 => Verdict::wrong(
            expected,
            format!("{} numbers; {number} is not among them", shown.len()),
            "Every task that is handed in comes to an end, and each is to be shown, also when \
             another has failed.",
        ),
        1 if wanted > 1 => Verdict::wrong(
            format!("{number} shown {wanted} times: so often it is asked for"),
            "it was shown once",
            "Are the tasks kept in a map, by number? That keeps one of two that are equal. A \
             vector keeps both.",
        ),
        times => Verdict::wrong(
            expected,
            format!("{number} was shown {times} times"),
            "One task for each number, and one result.",
        ),
    }
}

/// Whether the work was done where the executor is, and not by the thread that asked for it.
pub fn by_the_executor(asked: &Asked, (_, pids): &Shown, seen: &Observed) -> Verdict {
    let (numbers, processes, workers) = asked;
    let squares = seen.of("square");
    if numbers.is_empty() || *workers == 0 {
        return Verdict::Pass;
    }
    if *processes {
        return in_the_pool(&squares, pids, "square");
    }
    let is_here = |call: &Seen| call.pid == seen.asked_pid && call.thread.1 == "main";
    match !squares.calls.is_empty() && squares.calls.iter().all(is_here) {
        false => Verdict::Pass,
        true => Verdict::serial(
            "calls of `square` on the threads of the executor",
            "calls on the program's own thread",
            PLAIN_LOOP,
        ),
    }
}

/// Whether tasks that waited for others to be shown have waited in vain.
pub fn as_soon((numbers, ..): &Asked, (shown, _): &Shown, seen: &Observed) -> Verdict {
    // Each task went on because another had been shown: there is no other way.
    let Some(gave_up) = seen.calls.iter().find(|call| call.work == GAVE_UP) else {
        return Verdict::Pass;
    };
    let squares = seen.of("square");
    if squares.most_at_once() < 2 {
        return Verdict::serial(
            format!("{} calls of `square` at the same time", numbers.len()),
            "one after the other",
            "One after another: each task is waited for before the next is handed in. Hand all of \
             them in, and then wait. (An iterator is lazy: does `map` hand in only when asked?)",
        );
    }
    let expected = "each result as soon as its task is done";
    let last = numbers.last().map(u64::to_string).unwrap_or_default();
    let mut begun = squares
        .calls
        .iter()
        .filter(|call| call.start < gave_up.start);
    if !begun.any(|call| call.item == last) {
        return Verdict::wrong(
            expected,
            "a task that nobody began while the first one was held",
            "Is the work handed in by lots, and each lot waited for? Then one slow task keeps all \
             later ones waiting, and workers idle. Hand in all tasks, and then wait.",
        );
    }
    let order: Vec<u64> = shown.iter().map(|(number, _)| *number).collect();
    match order == *numbers {
        true => Verdict::wrong(
            expected,
            "the results in the order in which the tasks were handed in",
            "An order of submission: whoever waits for the first task keeps all others waiting. \
             `as_completed` gives them as they come.",
        ),
        false => Verdict::wrong(
            expected,
            "nothing, until all tasks had come to an end",
            "All results were held back until the last was there. Show each at once, inside the \
             loop that receives them.",
        ),
    }
}
