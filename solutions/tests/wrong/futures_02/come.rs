//! TODO(1): results that do not come as they are there.

use super::{Wrong, wrong};
use common::process::{Error, Executor, Pool, Task, as_completed, wait};
use exercise_02_pool::parts::futures::{Answers, Screen, square};
use solutions::exercise_02_pool::futures::ANSWERS as SOLVED;
use std::collections::BTreeMap;

type Answer = fn(&Executor, &[u64], &mut Screen);

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 16] = [
        ("order of submission", "An order of submission", in_order),
        ("shown at the end", "held back until the last", at_the_end),
        ("serial in disguise", "One after another", one_by_one),
        ("a lazy map", "An iterator is lazy", lazy),
        ("map", "also when another has failed", map),
        ("errors dropped", "error of one task was dropped", dropped),
        ("another's number", "That belongs to another number", zipped),
        ("a plain loop", "a plain loop", plain_loop),
        ("threads of its own", "These are threads", threads),
        ("a pool of its own", "A pool of your own", own_pool),
        ("its own arithmetic", "never called `square`", arithmetic),
        ("lots of `workers` tasks", "handed in by lots", lots),
        ("its place shown", "Is that the task's place?", places),
        ("a map by number", "kept in a map, by number?", by_number),
        (
            "the task's own number",
            "its place among yours",
            own_numbers,
        ),
        ("unwraps", "The result may be an error", unwraps),
    ];
    let answers = |as_they_come| Answers {
        as_they_come,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(1, name, says, answers(answer)))
        .into()
}

fn tasks(executor: &Executor, numbers: &[u64]) -> Vec<Task<u64>> {
    let submit = |&n: &u64| executor.submit(square, n);
    numbers.iter().map(submit).collect()
}

fn in_order(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    for (&n, task) in numbers.iter().zip(tasks(executor, numbers)) {
        screen.show(n, task.get());
    }
}

fn at_the_end(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    let all: Vec<_> = as_completed(tasks(executor, numbers)).collect();
    for (place, result) in all {
        screen.show(numbers[place], result);
    }
}

fn one_by_one(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    for &n in numbers {
        screen.show(n, executor.submit(square, n).get());
    }
}

fn lazy(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    let tasks = numbers.iter().map(|&n| (n, executor.submit(square, n)));
    for (n, result) in tasks.map(|(n, task)| (n, task.get())) {
        screen.show(n, result);
    }
}

fn map(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    if let Ok(squares) = executor.map(square, numbers.to_vec()) {
        let squares = numbers.iter().zip(squares);
        squares.for_each(|(&n, square)| screen.show(n, Ok(square)));
    }
}

fn dropped(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    for (place, result) in as_completed(tasks(executor, numbers)) {
        if result.is_ok() {
            screen.show(numbers[place], result);
        }
    }
}

fn zipped(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    for (&n, (_, result)) in numbers.iter().zip(as_completed(tasks(executor, numbers))) {
        screen.show(n, result);
    }
}

fn plain_loop(_: &Executor, numbers: &[u64], screen: &mut Screen) {
    numbers.iter().for_each(|&n| screen.show(n, Ok(square(n))));
}

fn threads(_: &Executor, numbers: &[u64], screen: &mut Screen) {
    let (sender, squares) = std::sync::mpsc::channel();
    for &n in numbers {
        let sender = sender.clone();
        std::thread::spawn(move || sender.send((n, square(n))));
    }
    drop(sender);
    squares
        .iter()
        .for_each(|(n, square)| screen.show(n, Ok(square)));
}

fn own_pool(_: &Executor, numbers: &[u64], screen: &mut Screen) {
    let pool = Pool::new(numbers.len()).expect("processes");
    (SOLVED.as_they_come)(&pool.into(), numbers, screen);
}

fn arithmetic(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    let product = |n: u64| n.checked_mul(n).expect("it fits");
    let tasks = numbers.iter().map(|&n| executor.submit(product, n));
    let results: Vec<(usize, Result<u64, Error>)> = as_completed(tasks).collect();
    results
        .into_iter()
        .for_each(|(place, result)| screen.show(numbers[place], result));
}

fn lots(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    for lot in numbers.chunks(executor.workers().max(1)) {
        (SOLVED.as_they_come)(executor, lot, screen);
    }
}

fn places(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    for (place, result) in as_completed(tasks(executor, numbers)) {
        screen.show(place as u64 + 1, result);
    }
}

fn by_number(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    let numbered = numbers.iter().copied().zip(tasks(executor, numbers));
    let (numbers, tasks): (Vec<u64>, Vec<_>) = BTreeMap::from_iter(numbered).into_iter().unzip();
    for (place, result) in as_completed(tasks) {
        screen.show(numbers[place], result);
    }
}

fn own_numbers(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    let tasks = tasks(executor, numbers);
    wait(&tasks);
    for task in tasks {
        screen.show(numbers[task.number()], task.get());
    }
}

fn unwraps(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    for (place, result) in as_completed(tasks(executor, numbers)) {
        screen.show(numbers[place], Ok(result.unwrap()));
    }
}
