//! TODO(3), first way: the matrix with each row.

use super::threads::serial;
use super::{SOLVED, Wrong, wrong_floats};
use common::process::{Error, Pool};
use exercise_02_pool::parts::matmul::{Matrix, Rows, row};

type M = Matrix<f64>;
type Found = Result<Rows<f64>, Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let wrong = |name, says, ship_each_time: fn(&M, &M, usize) -> Found| {
        wrong_floats(3, name, says, |floats| {
            floats.ship_each_time = ship_each_time
        })
    };
    vec![
        wrong(
            "first way: serial in disguise",
            "nothing ran in parallel",
            serial_here,
        ),
        wrong("first way: threads", "These are threads", threads),
        wrong(
            "first way: order of arrival",
            "an order of arrival",
            as_they_come,
        ),
        wrong(
            "first way: a pool for each row",
            "each row gets a pool of its own",
            pool_for_each,
        ),
        wrong(
            "first way: one task after another",
            "nothing ran in parallel",
            one_by_one,
        ),
        wrong(
            "first way: as many workers as rows",
            "more workers than",
            pool_of_rows,
        ),
        wrong(
            "first way: the matrix not sent",
            "This way is there to show",
            not_sent,
        ),
        wrong(
            "first way: an error hidden",
            "An error is handed on",
            error_hidden,
        ),
        wrong(
            "first way: failed rows dropped",
            "A task failed, and nobody is told",
            failed_dropped,
        ),
        wrong(
            "first way: all tasks at once",
            "All tasks exist at once",
            all_at_once,
        ),
        wrong(
            "first way: a list of tasks",
            "All tasks exist at once",
            listed,
        ),
        wrong(
            "first way: both matrices",
            "Does the whole of `a` go along?",
            both_matrices,
        ),
        wrong(
            "first way: inline always",
            "nothing ran in parallel",
            inline,
        ),
    ]
}

fn tasks(a: &M, b: &M) -> Vec<(Vec<f64>, M)> {
    let task = |x: &[f64]| (x.to_vec(), b.clone());
    a.all_rows().into_iter().map(task).collect()
}

fn work((x, b): (Vec<f64>, M)) -> Vec<f64> {
    row(&x, &b)
}

fn serial_here(a: &M, b: &M, workers: usize) -> Found {
    Ok(serial(a, b, workers))
}

fn threads(a: &M, b: &M, workers: usize) -> Found {
    Ok((SOLVED.floats.on_threads)(a, b, workers.max(1)))
}

fn as_they_come(a: &M, b: &M, workers: usize) -> Found {
    Pool::new(workers)?
        .imap_unordered(work, tasks(a, b))
        .collect()
}

fn pool_for_each(a: &M, b: &M, workers: usize) -> Found {
    let alone = |task| Pool::new(workers)?.apply(work, task);
    tasks(a, b).into_iter().map(alone).collect()
}

fn one_by_one(a: &M, b: &M, workers: usize) -> Found {
    let pool = Pool::new(workers)?;
    let one = |task| pool.apply(work, task);
    tasks(a, b).into_iter().map(one).collect()
}

fn pool_of_rows(a: &M, b: &M, _: usize) -> Found {
    Pool::new(a.rows().max(1))?.map_chunked(work, tasks(a, b), 1)
}

fn not_sent(a: &M, b: &M, workers: usize) -> Found {
    let rows = (SOLVED.floats.give_once)(a, b, workers)?;
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn error_hidden(a: &M, b: &M, workers: usize) -> Found {
    Ok((SOLVED.floats.ship_each_time)(a, b, workers).unwrap_or_default())
}

fn failed_dropped(a: &M, b: &M, workers: usize) -> Found {
    let pool = Pool::new(workers)?;
    let tasks = a.all_rows().into_iter().map(|x| (x.to_vec(), b.clone()));
    Ok(pool.imap(work, tasks).flatten().collect())
}

fn all_at_once(a: &M, b: &M, workers: usize) -> Found {
    let tasks = a.all_rows().into_iter().map(|x| (x.to_vec(), b.clone()));
    Pool::new(workers)?.map(work, tasks)
}

fn listed(a: &M, b: &M, workers: usize) -> Found {
    Pool::new(workers)?.imap(work, tasks(a, b)).collect()
}

fn both_matrices(a: &M, b: &M, workers: usize) -> Found {
    let tasks = (0..a.rows()).map(|i| (i, a.clone(), b.clone()));
    let work = |(i, a, b): (usize, M, M)| row(a.row(i), &b);
    Pool::new(workers)?.imap(work, tasks).collect()
}

fn inline(a: &M, b: &M, _: usize) -> Found {
    Pool::new(0)?.map(work, tasks(a, b))
}
