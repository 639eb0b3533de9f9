//! TODO(4): copies, arrays that are attached for each task, shares in any order.

use super::super::Wrong;
use super::{SOLVED, wrong};
use common::process::{Array, Error, Pool};
use exercise_04_threads_vs_procs::parts::shared::{self, Answers, Share};
use std::ops::Range;
use std::sync::OnceLock;

type Parts<'a> = &'a [Range<usize>];
type Shares = Result<Vec<Share>, Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let one = |name, says, sum| wrong(4, name, says, Answers { sum, ..SOLVED });
    vec![
        one("a copy in each worker", "summed a copy", copy_in_worker),
        one("a copy in the program", "summed a copy", copy_in_program),
        one(
            "keeps a copy beside it",
            "has a copy of the elements",
            copy_beside,
        ),
        one(
            "sends the elements",
            "The elements themselves were sent",
            sends,
        ),
        one("attached for each task", "not in each task", each_task),
        one(
            "kept in the program",
            "was `keep` its initializer?",
            kept_here,
        ),
        one("serial in disguise", "in the program itself", serial),
        one("a pool of one", "has `workers` workers", pool_of_one),
        one(
            "a pool for each part",
            "in one pool of `workers` workers",
            pool_each,
        ),
        one("order of arrival", "in the order of the parts", arrival),
        one("only what went well", "Each part has a share", only_good),
    ]
}

fn pool(array: &Array<u64>, workers: usize) -> Result<Pool, Error> {
    let settings = Pool::builder().workers(workers);
    settings.initializer(shared::keep, array.clone()).build()
}

fn copy_of(array: &Array<u64>) -> Array<u64> {
    Array::from_slice(&array.to_vec()).unwrap()
}

fn copy_in_worker(array: &Array<u64>, parts: Parts, workers: usize) -> Shares {
    let settings = Pool::builder().workers(workers);
    let keep = |array: Array<u64>| shared::keep(copy_of(&array));
    let pool = settings.initializer(keep, array.clone()).build()?;
    pool.map(shared::sum_part, parts.to_vec())
}

fn copy_in_program(array: &Array<u64>, parts: Parts, workers: usize) -> Shares {
    pool(&copy_of(array), workers)?.map(shared::sum_part, parts.to_vec())
}

fn copy_beside(array: &Array<u64>, parts: Parts, workers: usize) -> Shares {
    static COPY: OnceLock<Vec<u64>> = OnceLock::new();
    let keep = |array: Array<u64>| {
        COPY.get_or_init(|| array.to_vec());
        shared::keep(array);
    };
    let settings = Pool::builder().workers(workers);
    let pool = settings.initializer(keep, array.clone()).build()?;
    pool.map(shared::sum_part, parts.to_vec())
}

fn sends(array: &Array<u64>, parts: Parts, workers: usize) -> Shares {
    let settings = Pool::builder().workers(workers);
    let keep = |elements: Vec<u64>| shared::keep(Array::from_slice(&elements).unwrap());
    let pool = settings.initializer(keep, array.to_vec()).build()?;
    pool.map(shared::sum_part, parts.to_vec())
}

fn each_task(array: &Array<u64>, parts: Parts, workers: usize) -> Shares {
    let work = |(array, part): (Array<u64>, Range<usize>)| {
        shared::keep(array);
        shared::sum_part(part)
    };
    let task = |part: &Range<usize>| (array.clone(), part.clone());
    Pool::new(workers)?.map(work, parts.iter().map(task))
}

fn kept_here(array: &Array<u64>, parts: Parts, workers: usize) -> Shares {
    shared::keep(array.clone());
    Pool::new(workers)?.map(shared::sum_part, parts.to_vec())
}

fn serial(array: &Array<u64>, parts: Parts, _: usize) -> Shares {
    shared::keep(array.clone());
    Ok(parts.iter().cloned().map(shared::sum_part).collect())
}

fn pool_of_one(array: &Array<u64>, parts: Parts, _: usize) -> Shares {
    pool(array, 1)?.map(shared::sum_part, parts.to_vec())
}

fn pool_each(array: &Array<u64>, parts: Parts, _: usize) -> Shares {
    let one = |part: &Range<usize>| pool(array, 1)?.apply(shared::sum_part, part.clone());
    parts.iter().map(one).collect()
}

/// As if the last had come first.
fn arrival(array: &Array<u64>, parts: Parts, workers: usize) -> Shares {
    let pool = pool(array, workers)?;
    pool.imap_unordered(shared::sum_part, parts.iter().rev().cloned())
        .collect()
}

fn only_good(array: &Array<u64>, parts: Parts, workers: usize) -> Shares {
    let shares = pool(array, workers)?.try_map(shared::sum_part, parts.to_vec());
    Ok(shares
        .into_iter()
        .flatten()
        .filter(|share| share.0 != 0)
        .collect())
}
