//! TODO(3), third way: shared memory.

use super::threads::serial;
use super::{SOLVED, Wrong, wrong_floats};
use common::process::{Array, Error, Pool};
use exercise_02_pool::parts::matmul::{Matrix, blocks, row};
use std::ops::Range;

type M = Matrix<f64>;

pub fn wrong_answers() -> Vec<Wrong> {
    let wrong = |name, says, share: fn(&M, &M, usize) -> Result<M, Error>| {
        wrong_floats(3, name, says, |floats| floats.share = share)
    };
    vec![
        wrong(
            "third way: serial in disguise",
            "nothing ran in parallel",
            serial_here,
        ),
        wrong("third way: threads", "These are threads", threads),
        wrong(
            "third way: the matrix sent",
            "though it stands in shared memory",
            sent,
        ),
        wrong(
            "third way: rows at the start of each block",
            "That is another row",
            at_the_start,
        ),
        wrong(
            "third way: the last rows left out",
            "A whole row is zero",
            left_out,
        ),
        wrong(
            "third way: written into a copy",
            "A whole row is zero",
            into_a_copy,
        ),
        wrong("third way: one block", "nothing ran in parallel", one_block),
        wrong(
            "third way: a pool for each block",
            "each row gets a pool of its own",
            pool_for_each,
        ),
        wrong(
            "third way: failures ignored",
            "A task failed, and nobody is told",
            failures_ignored,
        ),
        wrong(
            "third way: a task for each row",
            "A task for each row?",
            row_by_row,
        ),
        wrong(
            "third way: an error hidden",
            "An error is handed on",
            error_hidden,
        ),
    ]
}

type Task = ([Array<f64>; 3], (usize, usize), Range<usize>);

/// The rows of a block, written from row `first` on.
fn work_from(([a, b, c], (inner, columns), rows): Task, first: usize) {
    let b = Matrix::new(inner, columns, b.to_vec());
    let mut x = vec![0.0; inner];
    for (place, i) in rows.enumerate() {
        a.read(i * inner, &mut x);
        c.write((first + place) * columns, &row(&x, &b));
    }
}

fn work(task: Task) {
    let first = task.2.start;
    work_from(task, first)
}

/// Shares all three and lets `run` do the blocks; what is in the third is the result.
fn shared(
    a: &M,
    b: &M,
    blocks: Vec<Range<usize>>,
    run: impl FnOnce(Vec<Task>) -> Result<Vec<()>, Error>,
) -> Result<M, Error> {
    let c = Array::new(a.rows() * b.columns())?;
    let arrays = [
        Array::from_slice(a.numbers())?,
        Array::from_slice(b.numbers())?,
        c.clone(),
    ];
    let task = |block| (arrays.clone(), (b.rows(), b.columns()), block);
    run(blocks.into_iter().map(task).collect())?;
    Ok(Matrix::new(a.rows(), b.columns(), c.to_vec()))
}

fn serial_here(a: &M, b: &M, workers: usize) -> Result<M, Error> {
    Ok(Matrix::new(
        a.rows(),
        b.columns(),
        serial(a, b, workers).concat(),
    ))
}

fn threads(a: &M, b: &M, workers: usize) -> Result<M, Error> {
    let rows = (SOLVED.floats.on_threads)(a, b, workers.max(1));
    Ok(Matrix::new(a.rows(), b.columns(), rows.concat()))
}

fn sent(a: &M, b: &M, workers: usize) -> Result<M, Error> {
    let rows = (SOLVED.floats.ship_each_time)(a, b, workers)?;
    Ok(Matrix::new(a.rows(), b.columns(), rows.concat()))
}

fn at_the_start(a: &M, b: &M, workers: usize) -> Result<M, Error> {
    let pool = Pool::new(workers)?;
    let blocks = blocks(a.rows(), 4 * workers);
    shared(a, b, blocks, |tasks| {
        pool.map_chunked(|task: Task| work_from(task, 0), tasks, 1)
    })
}

fn left_out(a: &M, b: &M, workers: usize) -> Result<M, Error> {
    let pool = Pool::new(workers)?;
    let height = a.rows() / workers.max(1);
    let blocks = (0..workers.max(1))
        .map(|i| i * height..(i + 1) * height)
        .collect();
    shared(a, b, blocks, |tasks| pool.map_chunked(work, tasks, 1))
}

/// The worker makes an array of its own of what it was sent.
fn into_a_copy(a: &M, b: &M, workers: usize) -> Result<M, Error> {
    let pool = Pool::new(workers)?;
    let copied = |([a, b, c], shape, rows): Task| {
        let copy = Array::from_slice(&c.to_vec()).expect("there is memory");
        work(([a, b, copy], shape, rows));
    };
    let blocks = blocks(a.rows(), 4 * workers);
    shared(a, b, blocks, |tasks| pool.map_chunked(copied, tasks, 1))
}

fn one_block(a: &M, b: &M, workers: usize) -> Result<M, Error> {
    let pool = Pool::new(workers)?;
    shared(a, b, blocks(a.rows(), 1), |tasks| {
        pool.map_chunked(work, tasks, 1)
    })
}

fn pool_for_each(a: &M, b: &M, workers: usize) -> Result<M, Error> {
    let alone = |task| Pool::new(workers)?.apply(work, task);
    let blocks = blocks(a.rows(), 4 * workers);
    shared(a, b, blocks, |tasks| tasks.into_iter().map(alone).collect())
}

fn failures_ignored(a: &M, b: &M, workers: usize) -> Result<M, Error> {
    let pool = Pool::new(workers)?;
    shared(a, b, blocks(a.rows(), 4 * workers), |tasks| {
        let _ = pool.map_chunked(work, tasks, 1);
        Ok(Vec::new())
    })
}

fn row_by_row(a: &M, b: &M, workers: usize) -> Result<M, Error> {
    let pool = Pool::new(workers)?;
    shared(a, b, blocks(a.rows(), a.rows()), |tasks| {
        pool.map_chunked(work, tasks, 1)
    })
}

fn error_hidden(a: &M, b: &M, workers: usize) -> Result<M, Error> {
    let zeros = || Matrix::zeros(a.rows(), b.columns());
    Ok((SOLVED.floats.share)(a, b, workers).unwrap_or_else(|_| zeros()))
}
