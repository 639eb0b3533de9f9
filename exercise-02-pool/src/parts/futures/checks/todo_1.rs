//! TODO(1): is each result shown, with its number, as soon as it is there?

use super::seen::{Outcome, in_the_pool, outcome};
use crate::parts::futures::{Answers, Place, Screen, gate};
use common::check::{Check, Verdict};
use common::process::{Executor, Pool};
use common::witness::Observed;

/// A question: the numbers, whether in processes, and how many workers.
type Asked = (Vec<u64>, bool, usize);
/// An answer: what was shown, in that order, and the processes of the pool.
type Shown = (Vec<(u64, Outcome)>, Vec<u32>);

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(
            1,
            "shows_each_number_with_its_square",
            |seed| (numbers(seed, 7), false, 3),
            show,
            right,
        ),
        Check::new(
            1,
            "copes_with_more_workers_than_numbers",
            |seed| (numbers(seed, 1), true, 3),
            show,
            right,
        ),
        Check::new(
            1,
            "copes_with_no_numbers",
            |_| (vec![], false, 2),
            show,
            right,
        ),
        Check::new(
            1,
            "works_without_any_workers",
            |seed| (numbers(seed, 3), true, 0),
            show,
            right,
        ),
        Check::new(1, "shows_an_error_among_the_others", one_fails, show, right),
        Check::new(
            1,
            "shows_each_as_soon_as_it_is_there_on_threads",
            |seed| (numbers(seed, 4), false, 4),
            in_turn,
            as_soon,
        )
        .points(2),
        Check::new(
            1,
            "shows_each_as_soon_as_it_is_there_in_processes",
            |seed| (numbers(seed, 4), true, 4),
            in_turn,
            as_soon,
        )
        .points(2),
    ]
}

/// Different numbers that end in 0, so that they are squared at once.
fn numbers(seed: u64, count: u64) -> Vec<u64> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut numbers: Vec<u64> = (1..=count)
        .map(|i| 10 * (100 * i + random.u64(0..100)))
        .collect();
    random.shuffle(&mut numbers);
    numbers
}

/// The second number is so large that its task panics.
fn one_fails(seed: u64) -> Asked {
    let mut numbers = numbers(seed, 5);
    numbers[1] = 10_000_000_000 + 10 * (seed % 1_000_000);
    (numbers, true, 2)
}

fn show(answers: &Answers, (numbers, processes, workers): Asked) -> Shown {
    let place = if processes {
        Place::Processes
    } else {
        Place::Threads
    };
    let (executor, pids) = executor(place, workers);
    let mut shown = Vec::new();
    let mut screen = Screen::new(|number, result| {
        shown.push((number, outcome(result)));
        gate::mark(&format!("shown {number}"));
    });
    (answers.as_they_come)(&executor, &numbers, &mut screen);
    drop(screen);
    (shown, pids)
}

fn executor(place: Place, workers: usize) -> (Executor, Vec<u32>) {
    match place {
        Place::Threads => {
            let threads = Executor::threads(workers);
            (threads.expect("the system gives us threads"), Vec::new())
        }
        Place::Processes => {
            let pool = Pool::new(workers).expect("the system gives us processes");
            let pids = pool.worker_pids();
            (pool.into(), pids)
        }
    }
}

/// Each task ends only when the one that was handed in after it has been shown.
fn in_turn(answers: &Answers, asked: Asked) -> Shown {
    for pair in asked.0.windows(2) {
        gate::hold(pair[0], &format!("mark shown {}", pair[1]));
    }
    show(answers, asked)
}

fn describe((numbers, processes, workers): &Asked) -> String {
    let kind = if *processes { "processes" } else { "threads" };
    format!("{} numbers on {workers} {kind}", numbers.len())
}

fn right(asked: &Asked, (shown, pids): &Shown, seen: &Observed) -> Verdict {
    results(&asked.0, shown)
        .or(|| match (asked.0.is_empty(), asked.1 && asked.2 > 0) {
            (false, true) => in_the_pool(&seen.of("square"), pids, "square"),
            _ => Verdict::Pass,
        })
        .asked(describe(asked))
}

fn outcome_of(number: u64) -> Outcome {
    number.checked_mul(number).ok_or("panicked".to_string())
}

/// Whether every number was shown once, with what comes of it.
fn results(numbers: &[u64], shown: &[(u64, Outcome)]) -> Verdict {
    let expected = format!("{} numbers, each shown once", numbers.len());
    for &number in numbers {
        let own: Vec<&Outcome> = shown
            .iter()
            .filter_map(|(n, result)| (*n == number).then_some(result))
            .collect();
        let square = outcome_of(number);
        match own[..] {
            [one] if *one == square => {}
            [one] => {
                let is_anothers = numbers.iter().any(|&n| *one == outcome_of(n));
                let so = match (is_anothers, &square) {
                    (true, _) => {
                        "That belongs to another number: results come in an order of their own, and each has its task's place with it."
                    }
                    (_, Err(_)) => "An error is a result, too: show it as it is.",
                    _ => "Show what the task gives, as it is.",
                };
                return Verdict::wrong(
                    format!("{number} with {}", in_words(&square)),
                    format!("{number} with {}", in_words(one)),
                    so,
                );
            }
            [] if square.is_err() => {
                let so =
                    "The error of one task was dropped, and nobody will know. Show it as it is.";
                return Verdict::wrong(
                    format!("{number} with its error: the square is too large"),
                    format!("{number} was never shown"),
                    so,
                );
            }
            [] => {
                let saw = format!("{} numbers; {number} is not among them", shown.len());
                let so = "Every task that is handed in comes to an end, and each is to be shown, also when another has failed.";
                return Verdict::wrong(expected, saw, so);
            }
            _ => {
                let saw = format!("{number} was shown {} times", own.len());
                return Verdict::wrong(expected, saw, "One task for each number, and one result.");
            }
        }
    }
    match shown.len() == numbers.len() {
        true => Verdict::Pass,
        false => Verdict::wrong(
            expected,
            format!("{} were shown", shown.len()),
            "Some are shown that nobody asked for.",
        ),
    }
}

fn in_words(outcome: &Outcome) -> String {
    match outcome {
        Ok(square) => square.to_string(),
        Err(kind) => format!("an error: {kind}"),
    }
}

fn as_soon(asked: &Asked, answer: &Shown, seen: &Observed) -> Verdict {
    right(asked, answer, seen)
        .or(|| at_once(asked, answer, seen))
        .asked(format!(
            "{}; each waits until the next one has been shown",
            describe(asked)
        ))
}

fn at_once((numbers, ..): &Asked, (shown, _): &Shown, seen: &Observed) -> Verdict {
    // Each task went on because the next one had been shown: there is no other way.
    if !gate::has_given_up(seen) {
        return Verdict::Pass;
    }
    if seen.of("square").most_at_once() < 2 {
        return Verdict::serial(
            format!("{} calls of `square` at the same time", numbers.len()),
            "one after the other",
            "One after another: each task is waited for before the next is handed in. Hand all of \
             them in, and then wait. (An iterator is lazy: does `map` hand in only when asked?)",
        );
    }
    let order: Vec<u64> = shown.iter().map(|(number, _)| *number).collect();
    let expected = "the last number first: its task is done, and the others wait for it";
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
