//! Wrong answers to TODO(2): on a pool of threads.

use super::threads::{block_of, blocks, thread_for_each};
use super::{Answers, Rows, SOLVED, View, Wrong, row, serial, wrong};
use rayon::prelude::*;
use std::sync::Mutex;

pub fn wrong_answers() -> Vec<Wrong> {
    let dynamic = |name, says, dynamic_rows| {
        let answers = Answers {
            dynamic_rows,
            ..SOLVED
        };
        wrong(2, name, says, answers)
    };
    vec![
        dynamic("serial in disguise", "nothing ran in parallel", serial),
        dynamic("a pool of one", "nothing ran in parallel", |view, _| {
            (SOLVED.dynamic_rows)(view, 1)
        }),
        dynamic("the global pool", "inside `install`", global_pool),
        dynamic("order of arrival", "an order of arrival", as_they_come),
        dynamic(
            "the even split again",
            "the even split again",
            SOLVED.even_split,
        ),
        dynamic(
            "blocks on the pool",
            "the even split again",
            blocks_on_the_pool,
        ),
        dynamic(
            "a thread for each row",
            "a thread for each row",
            thread_for_each,
        ),
        dynamic("processes", "asks for threads", |view, workers| {
            (SOLVED.on_processes)(view, workers).expect("the pool works")
        }),
        dynamic(
            "every so many rows",
            "fixed beforehand: nobody takes",
            interleaved_on_the_pool,
        ),
        dynamic(
            "pieces as long as a share",
            "the even split again",
            long_pieces,
        ),
        dynamic("a plain `map`", "Is the iterator a parallel one", plain_map),
        dynamic(
            "under a lock",
            "a lock while it computes",
            under_a_lock_on_the_pool,
        ),
        dynamic(
            "builds the global pool",
            "A global pool can be built once",
            |view, workers| {
                let built = rayon::ThreadPoolBuilder::new().num_threads(workers);
                built.build_global().unwrap();
                global_pool(view, workers)
            },
        ),
        dynamic(
            "builds the global pool, if it can",
            "A global pool can be built once",
            |view, workers| {
                let built = rayon::ThreadPoolBuilder::new().num_threads(workers);
                let _ = built.build_global();
                global_pool(view, workers)
            },
        ),
        dynamic("always row 0", "its own y", |view, workers| {
            let rows = (SOLVED.dynamic_rows)(view, workers);
            rows.iter().map(|_| row(view, 0)).collect()
        }),
    ]
}

fn global_pool(view: &View, _: usize) -> Rows {
    (0..view.height)
        .into_par_iter()
        .map(|y| row(view, y))
        .collect()
}

fn as_they_come(view: &View, workers: usize) -> Rows {
    let rows = Mutex::new(Rows::new());
    pool(workers).install(|| {
        (0..view.height).into_par_iter().for_each(|y| {
            let row = row(view, y);
            rows.lock().expect("no panic").push(row);
        })
    });
    rows.into_inner().expect("no panic")
}

fn blocks_on_the_pool(view: &View, workers: usize) -> Rows {
    let blocks = blocks(view, workers).into_par_iter();
    pool(workers).install(|| {
        blocks
            .flat_map_iter(|block| block_of(view, block))
            .collect()
    })
}

/// Thread i has the rows i, i + workers and so on, whoever is free.
fn interleaved_on_the_pool(view: &View, workers: usize) -> Rows {
    let every = |i| (i as u32..view.height).step_by(workers);
    let shares = (0..workers).into_par_iter();
    let made = shares.flat_map_iter(|i| every(i).map(|y| (y, row(view, y))));
    let mut made: Vec<_> = pool(workers).install(|| made.collect());
    made.sort_unstable();
    made.into_iter().map(|(_, row)| row).collect()
}

fn long_pieces(view: &View, workers: usize) -> Rows {
    let share = (view.height as usize).div_ceil(workers);
    let rows = (0..view.height).into_par_iter().with_min_len(share);
    pool(workers).install(|| rows.map(|y| row(view, y)).collect())
}

fn plain_map(view: &View, workers: usize) -> Rows {
    pool(workers).install(|| serial(view, workers))
}

fn under_a_lock_on_the_pool(view: &View, workers: usize) -> Rows {
    let rows = Mutex::new(vec![Vec::new(); view.height as usize]);
    pool(workers).install(|| {
        (0..view.height).into_par_iter().for_each(|y| {
            let mut rows = rows.lock().expect("no panic");
            rows[y as usize] = row(view, y);
        })
    });
    rows.into_inner().expect("no panic")
}

fn pool(workers: usize) -> rayon::ThreadPool {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build();
    pool.expect("the system gives us threads")
}
