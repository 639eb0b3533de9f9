//! TODO(2): threads.

use super::{SOLVED, Wrong, wrong_floats};
use exercise_02_pool::parts::matmul::{Matrix, Rows, naive, row};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::Mutex;

type M = Matrix<f64>;

pub fn wrong_answers() -> Vec<Wrong> {
    let wrong = |name, says, on_threads: fn(&M, &M, usize) -> Rows<f64>| {
        wrong_floats(2, name, says, |floats| floats.on_threads = on_threads)
    };
    vec![
        wrong("serial in disguise", "nothing ran in parallel", serial),
        wrong(
            "a thread that is joined at once",
            "nothing ran in parallel",
            joined_at_once,
        ),
        wrong(
            "a lock around the whole result",
            "Is a lock held while a row is computed",
            locked,
        ),
        wrong("the global pool", "inside `install`", global_pool),
        wrong("a pool of one", "nothing ran in parallel", pool_of_one),
        wrong(
            "a thread for each row",
            "a thread for each row",
            thread_for_each,
        ),
        wrong("one more thread", "on 3 threads", one_more),
        wrong("order of arrival", "an order of arrival", order_of_arrival),
        wrong(
            "its own arithmetic",
            "never called `matmul::row`",
            own_arithmetic,
        ),
        wrong(
            "rows that no worker gets",
            "A whole row is zero",
            rows_left_zero,
        ),
        wrong(
            "the last rows lost",
            "cannot be divided by the number of workers",
            rows_lost,
        ),
        wrong("turned", "Rows and columns are swapped", turned),
        wrong("processes", "This TODO asks for threads", processes),
        wrong(
            "a pool for the whole program",
            "GlobalPoolAlreadyInitialized",
            build_global,
        ),
        wrong("one row for all", "panicked", no_rows),
    ]
}

pub fn serial(a: &M, b: &M, _: usize) -> Rows<f64> {
    a.all_rows().into_iter().map(|x| row(x, b)).collect()
}

fn pool(workers: usize) -> ThreadPool {
    ThreadPoolBuilder::new()
        .num_threads(workers)
        .build()
        .expect("threads")
}

fn joined_at_once(a: &M, b: &M, _: usize) -> Rows<f64> {
    let on_a_thread =
        |x| std::thread::scope(|scope| scope.spawn(|| row(x, b)).join().expect("nothing panics"));
    a.all_rows().into_iter().map(on_a_thread).collect()
}

fn locked(a: &M, b: &M, workers: usize) -> Rows<f64> {
    let rows = Mutex::new(vec![vec![]; a.rows()]);
    let fill = |i: usize| {
        let mut rows = rows.lock().expect("nobody panics");
        rows[i] = row(a.row(i), b);
    };
    pool(workers).install(|| (0..a.rows()).into_par_iter().for_each(fill));
    rows.into_inner().expect("nobody panics")
}

fn global_pool(a: &M, b: &M, _: usize) -> Rows<f64> {
    (0..a.rows())
        .into_par_iter()
        .map(|i| row(a.row(i), b))
        .collect()
}

fn pool_of_one(a: &M, b: &M, _: usize) -> Rows<f64> {
    (SOLVED.floats.on_threads)(a, b, 1)
}

fn one_more(a: &M, b: &M, workers: usize) -> Rows<f64> {
    (SOLVED.floats.on_threads)(a, b, workers + 1)
}

fn thread_for_each(a: &M, b: &M, _: usize) -> Rows<f64> {
    std::thread::scope(|scope| {
        let spawn = |x| scope.spawn(move || row(x, b));
        let threads: Vec<_> = a.all_rows().into_iter().map(spawn).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<f64>>| thread.join();
        threads
            .into_iter()
            .map(|thread| join(thread).expect("nothing panics"))
            .collect()
    })
}

fn order_of_arrival(a: &M, b: &M, workers: usize) -> Rows<f64> {
    let rows = Mutex::new(vec![]);
    pool(workers).install(|| {
        (0..a.rows()).into_par_iter().for_each(|i| {
            let found = row(a.row(i), b);
            rows.lock().expect("nobody panics").push(found);
        })
    });
    rows.into_inner().expect("nobody panics")
}

fn own_arithmetic(a: &M, b: &M, _: usize) -> Rows<f64> {
    naive(a, b)
        .all_rows()
        .into_iter()
        .map(<[f64]>::to_vec)
        .collect()
}

/// As many rows for each worker as go evenly; the others stay as they were made.
fn rows_left_zero(a: &M, b: &M, workers: usize) -> Rows<f64> {
    let mut rows = rows_lost(a, b, workers);
    rows.resize(a.rows(), vec![0.0; b.columns()]);
    rows
}

fn rows_lost(a: &M, b: &M, workers: usize) -> Rows<f64> {
    let even = a.rows() / workers * workers;
    let rows = (0..even).into_par_iter().map(|i| row(a.row(i), b));
    pool(workers).install(|| rows.collect())
}

fn turned(a: &M, b: &M, workers: usize) -> Rows<f64> {
    let rows = (SOLVED.floats.on_threads)(a, b, workers);
    let turned = Matrix::new(a.rows(), b.columns(), rows.concat()).transposed();
    turned.all_rows().into_iter().map(<[f64]>::to_vec).collect()
}

fn processes(a: &M, b: &M, workers: usize) -> Rows<f64> {
    (SOLVED.floats.ship_each_time)(a, b, workers).expect("processes")
}

fn build_global(a: &M, b: &M, workers: usize) -> Rows<f64> {
    ThreadPoolBuilder::new()
        .num_threads(workers)
        .build_global()
        .unwrap();
    global_pool(a, b, workers)
}

/// Cuts the numbers of the result into rows, which fails where a row has none.
fn no_rows(a: &M, b: &M, workers: usize) -> Rows<f64> {
    let rows = (SOLVED.floats.on_threads)(a, b, workers);
    rows.concat()
        .chunks(b.columns())
        .map(<[f64]>::to_vec)
        .collect()
}
