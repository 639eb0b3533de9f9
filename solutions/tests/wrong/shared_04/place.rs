//! TODO(2): copies that are changed instead, elements that travel, work done twice or never.

use super::super::Wrong;
use super::{SOLVED, wrong};
use common::process::{Array, Error, Pool};
use exercise_04_threads_vs_procs::parts::shared::{self, Answers};
use std::ops::Range;

type Parts<'a> = &'a [Range<usize>];

pub fn wrong_answers() -> Vec<Wrong> {
    let one = |name, says, in_place| wrong(2, name, says, Answers { in_place, ..SOLVED });
    vec![
        one(
            "changes a copy",
            "What the workers changed was a copy",
            copied,
        ),
        one(
            "sends the elements",
            "The elements themselves were sent",
            sent,
        ),
        one(
            "elements come back",
            "came back as what the tasks give",
            sent_back,
        ),
        one("a pool of its own", "did not go to the `pool`", own_pool),
        one(
            "a task for each element",
            "all elements of its part",
            singles,
        ),
        one("does not wait", "after `submit`, that is `get`", not_waited),
        one("all of it each time", "changed twice", all_each_time),
        one("only the first", "was left out", only_first),
        one("serial in disguise", "in the program itself", serial),
        one("one at a time", "did not work side by side", one_at_a_time),
        one("error swallowed", "nobody heard of it", swallowed),
    ]
}

fn work((array, part): (Array<u64>, Range<usize>)) {
    shared::transform(&array, part);
}

fn tasks(array: &Array<u64>, parts: Parts) -> Vec<(Array<u64>, Range<usize>)> {
    let task = |part: &Range<usize>| (array.clone(), part.clone());
    parts.iter().map(task).collect()
}

fn copied(pool: &Pool, array: &Array<u64>, parts: Parts) -> Result<(), Error> {
    let copy = Array::from_slice(&array.to_vec())?;
    pool.map(work, tasks(&copy, parts)).map(drop)
}

fn sent(pool: &Pool, array: &Array<u64>, parts: Parts) -> Result<(), Error> {
    let part = |part: &Range<usize>| array.to_vec()[part.clone()].to_vec();
    let work = |elements: Vec<u64>| {
        let array = Array::from_slice(&elements).unwrap();
        shared::transform(&array, 0..elements.len());
        array.to_vec()
    };
    let changed = pool.map(work, parts.iter().map(part))?;
    for (part, elements) in parts.iter().zip(changed) {
        array.write(part.start, &elements);
    }
    Ok(())
}

fn all_each_time(pool: &Pool, array: &Array<u64>, parts: Parts) -> Result<(), Error> {
    let whole = 0..array.len();
    let tasks = vec![whole; parts.len().min(2)];
    one_at_a_time(pool, array, &tasks)
}

fn only_first(pool: &Pool, array: &Array<u64>, parts: Parts) -> Result<(), Error> {
    pool.map(work, tasks(array, &parts[..parts.len().min(1)]))
        .map(drop)
}

fn serial(pool: &Pool, array: &Array<u64>, parts: Parts) -> Result<(), Error> {
    pool.map(|()| (), [()])?;
    tasks(array, parts).into_iter().for_each(work);
    Ok(())
}

fn one_at_a_time(pool: &Pool, array: &Array<u64>, parts: Parts) -> Result<(), Error> {
    let mut tasks = tasks(array, parts).into_iter();
    tasks.try_for_each(|task| pool.apply(work, task))
}

fn swallowed(pool: &Pool, array: &Array<u64>, parts: Parts) -> Result<(), Error> {
    pool.try_map(work, tasks(array, parts));
    Ok(())
}

fn sent_back(pool: &Pool, array: &Array<u64>, parts: Parts) -> Result<(), Error> {
    let work = |task: (Array<u64>, Range<usize>)| {
        let array = task.0.clone();
        work(task);
        array.to_vec()
    };
    pool.map(work, tasks(array, parts)).map(drop)
}

fn own_pool(pool: &Pool, array: &Array<u64>, parts: Parts) -> Result<(), Error> {
    (SOLVED.in_place)(&Pool::new(pool.workers())?, array, parts)
}

fn singles(pool: &Pool, array: &Array<u64>, parts: Parts) -> Result<(), Error> {
    let indices = parts.iter().cloned().flatten();
    let singles: Vec<Range<usize>> = indices.map(|i| i..i + 1).collect();
    (SOLVED.in_place)(pool, array, &singles)
}

fn not_waited(pool: &Pool, array: &Array<u64>, parts: Parts) -> Result<(), Error> {
    for task in tasks(array, parts) {
        drop(pool.submit(work, task));
    }
    Ok(())
}
