//! Multiply matrices: in a better order, on all cores, in processes, and in blocks.
//!
//! Each number of the product is the sum of a row of `a` times a column of `b`. The obvious three
//! loops compute exactly that, and they leave a processor idle most of the time: going down a
//! column means to fetch a new piece of memory for each number. The same additions in another
//! order are ten times as fast, before any second core is at work.
//!
//! Then the rows. Each can be computed without the others, given the whole of `b`. Threads see `b`
//! where it is; processes must get it, and the usual way, as an argument of each task, costs far
//! more than to multiply. There are two better ways, and the report says how many bytes each sends.
//!
//! All functions are generic: `N` is `i64` or `f64`, and `sum.add_product(x, y)` is `sum + x * y` for
//! either. An f64 is rounded in each addition, so another order gives other last digits. In TODO(1)
//! to TODO(3) the checks want the very digits of the plain loops: each sum begins with `N::ZERO`, and
//! its products come from k = 0 upwards, whatever happens between. TODO(4) may add as it likes.
//! The lesson in `lessons/matmul.md` leads through all four.

use ::exercise_02_pool::parts::matmul::{self, Matrix, Number, NumberedRows, Rows, Sent};
use common::process;
// BEGIN SOLUTION
use common::process::{Array, Pool};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::ops::Range;
// END SOLUTION

// TODO(1): `a` times `b`, on one thread, with the loops in the order i, k, j: the innermost runs
// along row k of `b` and row i of the result, and adds to all sums of that row one product each.
fn reordered<N: Number>(a: &Matrix<N>, b: &Matrix<N>) -> Matrix<N> {
    // BEGIN SOLUTION todo!("TODO(1): multiply {a:?} by {b:?}")
    let mut c = Matrix::<N>::zeros(a.rows(), b.columns());
    for i in 0..a.rows() {
        for k in 0..b.rows() {
            let x = a.get(i, k);
            for (sum, &y) in c.row_mut(i).iter_mut().zip(b.row(k)) {
                *sum = sum.add_product(x, y);
            }
        }
    }
    c
    // END SOLUTION
}

// TODO(2): the rows of the product, in order, on a rayon pool of `workers` threads. Row i is
// `matmul::row(a.row(i), b)`.
fn on_threads<N: Number>(a: &Matrix<N>, b: &Matrix<N>, workers: usize) -> Rows<N> {
    // BEGIN SOLUTION todo!("TODO(2): {a:?} by {b:?}, {workers} threads")
    let pool = ThreadPoolBuilder::new().num_threads(workers).build();
    pool.expect("the system gives us threads").install(|| {
        let row = |i| matmul::row(a.row(i), b);
        (0..a.rows()).into_par_iter().map(row).collect()
    })
    // END SOLUTION
}

// TODO(3), first way: the rows in order, in `workers` processes. Each task gets its row of `a` and a
// copy of `b`. Use `imap`, which asks for a task when a worker is near: `map` wants all of them at
// once, and with them as many copies of `b` as there are rows. In all three ways, a task that fails
// makes the whole an error: no row is lost in silence.
fn ship_each_time<N: Sent>(
    a: &Matrix<N>,
    b: &Matrix<N>,
    workers: usize,
) -> Result<Rows<N>, process::Error> {
    // BEGIN SOLUTION todo!("TODO(3): {a:?} by {b:?}, {workers} processes")
    let pool = Pool::new(workers)?;
    let tasks = (0..a.rows()).map(|i| (a.row(i).to_vec(), b.clone()));
    let work = |(row, b): (Vec<N>, Matrix<N>)| matmul::row(&row, &b);
    pool.imap(work, tasks).collect()
    // END SOLUTION
}

// TODO(3), second way: each worker gets `b` once, from an initializer that keeps it there
// (`N::keep(b)`); a task gets the number of its row and the row, and finds `b` with `N::kept()`. Take the
// rows as they come, with `imap_unordered`, and put them in order at the end.
fn give_once<N: Sent>(
    a: &Matrix<N>,
    b: &Matrix<N>,
    workers: usize,
) -> Result<NumberedRows<N>, process::Error> {
    // BEGIN SOLUTION todo!("TODO(3): {a:?} by {b:?}, {workers} processes")
    let pool = Pool::builder().workers(workers);
    let pool = pool.initializer(N::keep, b.clone()).build()?;
    let tasks = (0..a.rows()).map(|i| (i, a.row(i).to_vec()));
    let work = |(i, row): (usize, Vec<N>)| (i, matmul::row(&row, &N::kept()));
    let results = pool.imap_unordered(work, tasks);
    let mut rows = results.collect::<Result<NumberedRows<N>, _>>()?;
    rows.sort_unstable_by_key(|&(i, _)| i);
    Ok(rows)
    // END SOLUTION
}

// TODO(3), third way: `a`, `b` and the result stand in three `process::Array`s. A task gets the three
// handles, the shapes, and a block of rows from `matmul::blocks(a.rows(), 4 * workers)`. It copies `b`
// out of its array, once for the block, and writes each row of the result where it belongs.
fn share<N: Sent>(
    a: &Matrix<N>,
    b: &Matrix<N>,
    workers: usize,
) -> Result<Matrix<N>, process::Error> {
    // BEGIN SOLUTION todo!("TODO(3): {a:?} by {b:?}, {workers} processes")
    type Task<N> = ([Array<N>; 3], (usize, usize), Range<usize>);
    let work = |([a, b, c], (inner, columns), rows): Task<N>| {
        let b = Matrix::new(inner, columns, b.to_vec());
        let mut row = vec![N::ZERO; inner];
        for i in rows {
            a.read(i * inner, &mut row);
            c.write(i * columns, &matmul::row(&row, &b));
        }
    };
    let (rows, shape) = (a.rows(), (b.rows(), b.columns()));
    let c = Array::new(rows * b.columns())?;
    let arrays = [
        Array::from_slice(a.numbers())?,
        Array::from_slice(b.numbers())?,
        c.clone(),
    ];
    let tasks = matmul::blocks(rows, 4 * workers).into_iter();
    let tasks = tasks.map(|block| (arrays.clone(), shape, block));
    Pool::new(workers)?.map_chunked(work, tasks, 1)?;
    Ok(Matrix::new(rows, b.columns(), c.to_vec()))
    // END SOLUTION
}

// TODO(4): adds to each row of `c` the product of the same row of `a` with `b`, on one thread, as fast
// as safe code can. Two ideas: take a block of rows of `b` that fits the cache, for all rows of `a`,
// before you go on to the next block; and within it take four rows of `b` at a time, so that each sum
// is read and written once for four products. The number of rows need not be divisible by four.
fn blocked<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    // BEGIN SOLUTION todo!("TODO(4): {} rows by {b:?} into {}", a.len(), c.len())
    const DEPTH: usize = 64;
    for from in (0..b.rows()).step_by(DEPTH) {
        let to = b.rows().min(from + DEPTH);
        for (a, c) in a.iter().zip(c.iter_mut()) {
            let (fours, rest) = a[from..to].as_chunks::<4>();
            let (mut k, n) = (from, c.len());
            for &[x0, x1, x2, x3] in fours {
                let (b0, b1) = (&b.row(k)[..n], &b.row(k + 1)[..n]);
                let (b2, b3) = (&b.row(k + 2)[..n], &b.row(k + 3)[..n]);
                for (j, sum) in c.iter_mut().enumerate() {
                    let two = sum.add_product(x0, b0[j]).add_product(x1, b1[j]);
                    *sum = two.add_product(x2, b2[j]).add_product(x3, b3[j]);
                }
                k += 4;
            }
            for (k, &x) in (k..).zip(rest) {
                let row = c.iter_mut().zip(b.row(k));
                row.for_each(|(sum, &y)| *sum = sum.add_product(x, y));
            }
        }
    }
    // END SOLUTION
}

/// All of them, for one type of number.
const fn answers<N: Sent>() -> matmul::AnswersFor<N> {
    matmul::AnswersFor {
        reordered,
        on_threads,
        ship_each_time,
        give_once,
        share,
        blocked,
    }
}

/// What the exercise runs and checks.
pub const ANSWERS: matmul::Answers = matmul::Answers {
    integers: answers(),
    floats: answers(),
    traced: reordered,
    traced_blocked: blocked,
};
