//! TODO(1): is each result shown, with its number, as soon as it is there?

use super::seen::{Outcome, counted, outcome, workers_in_words};
use super::shown::{all_shown, as_soon, by_the_executor};
use crate::parts::futures::{Answers, Screen, gate};
use common::check::{Check, Verdict};
use common::process::{Executor, Pool};
use common::witness::Observed;

/// A question: the numbers, whether in processes, and how many workers.
pub type Asked = (Vec<u64>, bool, usize);
/// An answer: what was shown, in that order, and the processes of the pool.
pub type Shown = (Vec<(u64, Outcome)>, Vec<u32>);

type Input = fn(u64) -> Asked;
type Scene = fn(&Answers, Asked) -> Shown;
type Judge = fn(&Asked, &Shown, &Observed) -> Verdict;

pub fn checks() -> Vec<Check<Answers>> {
    let check = |sentence, input: Input, scene: Scene, judge: Judge| {
        Check::new(1, sentence, input, scene, judge).in_words(describe)
    };
    vec![
        check(
            "shows_each_number_with_its_square",
            |seed| (numbers(seed, 7), false, 3),
            show,
            right,
        ),
        check(
            "copes_with_more_workers_than_numbers",
            |seed| (numbers(seed, 1), true, 3),
            show,
            right,
        ),
        check("copes_with_no_numbers", |_| (vec![], false, 2), show, right),
        check(
            "works_without_any_workers",
            |seed| (numbers(seed, 3), true, 0),
            show,
            right,
        ),
        check("shows_equal_numbers_each_time", one_twice, show, right),
        check(
            "knows_its_tasks_from_those_of_others",
            |seed| (numbers(seed, 4), false, 2),
            show_after_others,
            after_others,
        )
        .panicked(
            "(A place beyond the last one? A task's `number` counts all that its executor ever \
             got; its place among yours is another number.)",
        ),
        check("shows_an_error_among_the_others", one_fails, show, right)
            .panicked("The result may be an error; show it as it is."),
        check(
            "shows_each_as_soon_as_it_is_there_on_threads",
            |seed| (numbers(seed, 4), false, 4),
            in_turn,
            each_waits,
        )
        .points(2),
        check(
            "shows_each_as_soon_as_it_is_there_in_processes",
            |seed| (numbers(seed, 4), true, 4),
            in_turn,
            each_waits,
        )
        .points(2),
        check(
            "is_not_held_up_by_the_first_task",
            |seed| (numbers(seed, 9), false, 4),
            first_is_last,
            first_waits,
        ),
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

fn one_twice(seed: u64) -> Asked {
    let mut numbers = numbers(seed, 5);
    numbers[3] = numbers[1];
    (numbers, false, 2)
}

/// The second number is so large that its task panics.
fn one_fails(seed: u64) -> Asked {
    let mut numbers = numbers(seed, 5);
    numbers[1] = 10_000_000_000 + 10 * (seed % 1_000_000);
    (numbers, true, 2)
}

fn show(answers: &Answers, asked: Asked) -> Shown {
    let (executor, pids) = executor(&asked);
    (shown_on(answers, &executor, &asked.0), pids)
}

/// The executor has had two tasks of somebody else before.
fn show_after_others(answers: &Answers, asked: Asked) -> Shown {
    let (executor, pids) = executor(&asked);
    for other in 0..2_u64 {
        let task = executor.submit(|n: u64| n, other);
        task.get().expect("nothing can go wrong with it");
    }
    (shown_on(answers, &executor, &asked.0), pids)
}

fn shown_on(answers: &Answers, executor: &Executor, numbers: &[u64]) -> Vec<(u64, Outcome)> {
    let mut shown = Vec::new();
    let mut screen = Screen::new(|number, result| {
        shown.push((number, outcome(result)));
        gate::mark(&format!("shown {number}"));
        if !numbers.contains(&number) {
            // The one that a task waits for may never be shown.
            gate::give_up();
        }
    });
    (answers.as_they_come)(executor, numbers, &mut screen);
    drop(screen);
    shown
}

fn executor(&(_, processes, workers): &Asked) -> (Executor, Vec<u32>) {
    if !processes {
        let threads = Executor::threads(workers);
        return (threads.expect("the system gives us threads"), Vec::new());
    }
    let pool = Pool::new(workers).expect("the system gives us processes");
    let pids = pool.worker_pids();
    (pool.into(), pids)
}

/// Each task ends only when the one that was handed in after it has been shown.
fn in_turn(answers: &Answers, asked: Asked) -> Shown {
    for pair in asked.0.windows(2) {
        gate::hold(pair[0], &format!("mark shown {}", pair[1]));
    }
    show(answers, asked)
}

/// The first task, alone, ends only when the last one has been shown: the others need no more
/// workers than are left.
fn first_is_last(answers: &Answers, asked: Asked) -> Shown {
    if let [first, .., last] = asked.0[..] {
        gate::hold(first, &format!("mark shown {last}"));
    }
    show(answers, asked)
}

fn describe((numbers, processes, workers): &Asked) -> String {
    let numbers = counted(numbers.len(), "number", "numbers");
    format!("{numbers} on {}", workers_in_words(*processes, *workers))
}

fn right(asked: &Asked, shown: &Shown, seen: &Observed) -> Verdict {
    all_shown(&asked.0, &shown.0)
        .or(|| by_the_executor(asked, shown, seen))
        .asked(describe(asked))
}

fn after_others(asked: &Asked, shown: &Shown, seen: &Observed) -> Verdict {
    let text = format!("{}, which have done others before", describe(asked));
    right(asked, shown, seen).asked(text)
}

fn each_waits(asked: &Asked, shown: &Shown, seen: &Observed) -> Verdict {
    let text = format!(
        "{}; each waits until the next one has been shown",
        describe(asked)
    );
    right(asked, shown, seen)
        .or(|| as_soon(asked, shown, seen))
        .asked(text)
}

fn first_waits(asked: &Asked, shown: &Shown, seen: &Observed) -> Verdict {
    let text = format!(
        "{}; the first waits until the last one has been shown",
        describe(asked)
    );
    right(asked, shown, seen)
        .or(|| as_soon(asked, shown, seen))
        .asked(text)
}
