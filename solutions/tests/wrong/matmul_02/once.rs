//! TODO(3), second way: an initializer.

use super::threads::serial;
use super::{SOLVED, Wrong, wrong_floats};
use common::process::{Array, Error, Pool};
use exercise_02_pool::parts::matmul::{Matrix, NumberedRows, Sent, row};

type M = Matrix<f64>;
type Found = Result<NumberedRows<f64>, Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let wrong = |name, says, give_once: fn(&M, &M, usize) -> Found| {
        wrong_floats(3, name, says, |floats| floats.give_once = give_once)
    };
    vec![
        wrong(
            "second way: serial in disguise",
            "nothing ran in parallel",
            serial_here,
        ),
        wrong("second way: threads", "These are threads", threads),
        wrong(
            "second way: as they came",
            "an order of arrival",
            as_they_came,
        ),
        wrong(
            "second way: numbered as they came",
            "an order of arrival",
            numbered_late,
        ),
        wrong(
            "second way: numbers from one",
            "their numbers are not",
            from_one,
        ),
        wrong(
            "second way: the matrix with each row all the same",
            "`b` go with each row",
            shipped,
        ),
        wrong(
            "second way: kept in the program",
            "a worker has a memory of its own",
            kept_here,
        ),
        wrong(
            "second way: a shared array",
            "`b` was not sent at all",
            shared,
        ),
        wrong(
            "second way: a pool for each row",
            "each row gets a pool of its own",
            pool_for_each,
        ),
        wrong(
            "second way: failed rows dropped",
            "A task failed, and nobody is told",
            failed_dropped,
        ),
        wrong(
            "second way: an error hidden",
            "An error is handed on",
            error_hidden,
        ),
    ]
}

fn tasks(a: &M) -> NumberedRows<f64> {
    let rows = a.all_rows().into_iter().map(<[f64]>::to_vec);
    rows.enumerate().collect()
}

fn pool(b: &M, workers: usize) -> Result<Pool, Error> {
    let pool = Pool::builder().workers(workers);
    pool.initializer(f64::keep, b.clone()).build()
}

fn work((i, x): (usize, Vec<f64>)) -> (usize, Vec<f64>) {
    (i, row(&x, &f64::kept()))
}

fn serial_here(a: &M, b: &M, workers: usize) -> Found {
    Ok(serial(a, b, workers).into_iter().enumerate().collect())
}

fn threads(a: &M, b: &M, workers: usize) -> Found {
    let rows = (SOLVED.floats.on_threads)(a, b, workers.max(1));
    Ok(rows.into_iter().enumerate().collect())
}

fn as_they_came(a: &M, b: &M, workers: usize) -> Found {
    pool(b, workers)?.imap_unordered(work, tasks(a)).collect()
}

fn numbered_late(a: &M, b: &M, workers: usize) -> Found {
    let rows = as_they_came(a, b, workers)?;
    let rows = rows.into_iter().map(|(_, row)| row);
    Ok(rows.enumerate().collect())
}

fn from_one(a: &M, b: &M, workers: usize) -> Found {
    let rows = (SOLVED.floats.give_once)(a, b, workers)?;
    Ok(rows.into_iter().map(|(i, row)| (i + 1, row)).collect())
}

fn shipped(a: &M, b: &M, workers: usize) -> Found {
    let rows = (SOLVED.floats.ship_each_time)(a, b, workers)?;
    Ok(rows.into_iter().enumerate().collect())
}

/// What works in Python where a worker is forked.
fn kept_here(a: &M, b: &M, workers: usize) -> Found {
    f64::keep(b.clone());
    Pool::new(workers)?.map(work, tasks(a))
}

fn shared(a: &M, b: &M, workers: usize) -> Found {
    let (shape, b) = ((b.rows(), b.columns()), Array::from_slice(b.numbers())?);
    let tasks = tasks(a).into_iter().map(|task| (task, shape, b.clone()));
    Pool::new(workers)?.map(
        |((i, x), (rows, columns), b): ((usize, Vec<f64>), (usize, usize), Array<f64>)| {
            (i, row(&x, &Matrix::new(rows, columns, b.to_vec())))
        },
        tasks,
    )
}

fn pool_for_each(a: &M, b: &M, workers: usize) -> Found {
    let alone = |task| pool(b, workers)?.apply(work, task);
    tasks(a).into_iter().map(alone).collect()
}

fn failed_dropped(a: &M, b: &M, workers: usize) -> Found {
    let pool = pool(b, workers)?;
    let rows = pool.imap_unordered(work, tasks(a));
    let mut rows: NumberedRows<f64> = rows.filter_map(Result::ok).collect();
    rows.sort_by_key(|&(i, _)| i);
    Ok(rows)
}

fn error_hidden(a: &M, b: &M, workers: usize) -> Found {
    Ok((SOLVED.floats.give_once)(a, b, workers).unwrap_or_default())
}
