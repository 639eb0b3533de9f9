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

// TODO(1): `a` times `b`, on one thread, with the loops in the order i, k, j: the innermost runs
// along row k of `b` and row i of the result, and adds to all sums of that row one product each.
fn reordered<N: Number>(a: &Matrix<N>, b: &Matrix<N>) -> Matrix<N> {
    todo!("TODO(1): multiply {a:?} by {b:?}")
}

// TODO(2): the rows of the product, in order, on a rayon pool of `workers` threads. Row i is
// `matmul::row(a.row(i), b)`.
fn on_threads<N: Number>(a: &Matrix<N>, b: &Matrix<N>, workers: usize) -> Rows<N> {
    todo!("TODO(2): {a:?} by {b:?}, {workers} threads")
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
    todo!("TODO(3): {a:?} by {b:?}, {workers} processes")
}

// TODO(3), second way: each worker gets `b` once, from an initializer that keeps it there
// (`N::keep(b)`); a task gets the number of its row and the row, and finds `b` with `N::kept()`. Take the
// rows as they come, with `imap_unordered`, and put them in order at the end.
fn give_once<N: Sent>(
    a: &Matrix<N>,
    b: &Matrix<N>,
    workers: usize,
) -> Result<NumberedRows<N>, process::Error> {
    todo!("TODO(3): {a:?} by {b:?}, {workers} processes")
}

// TODO(3), third way: `a`, `b` and the result stand in three `process::Array`s. A task gets the three
// handles, the shapes, and a block of rows from `matmul::blocks(a.rows(), 4 * workers)`. It copies `b`
// out of its array, once for the block, and writes each row of the result where it belongs.
fn share<N: Sent>(
    a: &Matrix<N>,
    b: &Matrix<N>,
    workers: usize,
) -> Result<Matrix<N>, process::Error> {
    todo!("TODO(3): {a:?} by {b:?}, {workers} processes")
}

// TODO(4): adds to each row of `c` the product of the same row of `a` with `b`, on one thread, as fast
// as safe code can. Two ideas: take a block of rows of `b` that fits the cache, for all rows of `a`,
// before you go on to the next block; and within it take four rows of `b` at a time, so that each sum
// is read and written once for four products. The number of rows need not be divisible by four.
fn blocked<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    todo!("TODO(4): {} rows by {b:?} into {}", a.len(), c.len())
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
