//! What the checks ask, and what comes back.

use crate::parts::matmul::compared::Compared;
use crate::parts::matmul::difference::{Difference, Rounding, difference};
use crate::parts::matmul::matrix::most_held;
use crate::parts::matmul::{Matrix, NumberedRows, Rows, naive};
use common::check::Verdict;
use common::exercise::count;
use common::process::{self, bytes_sent};

/// `a` has the first number of rows, `b` the second, and `b` has the third of columns.
pub type Shape = (usize, usize, usize);
/// Two matrices of this shape and a number of workers; the matrices are made of the seed, odd ones if so.
pub type Task = (Shape, usize, u64, bool);
/// A result: rows with their numbers, each number as bits, and what it took.
pub type Found = Result<(Vec<(usize, Vec<u64>)>, Took), String>;
/// How many bytes were sent meanwhile, and how many matrices were in memory at once, beyond those of the task.
pub type Took = (u64, usize);

/// A task with usual numbers.
pub fn task(shape: Shape, workers: usize, seed: u64) -> Task {
    (shape, workers, seed, false)
}

/// Several shapes for one number of workers: square, wide, high, and no number divides another.
pub fn shapes(workers: usize, seed: u64) -> Vec<Task> {
    let shapes = [(5, 5, 5), (7, 3, 5), (3, 11, 2), (13, 2, 17), (1, 1, 1)];
    shapes.map(|shape| task(shape, workers, seed)).to_vec()
}

/// Shapes with nothing in them.
pub fn nothing(workers: usize, seed: u64) -> Vec<Task> {
    let shapes = [(0, 0, 0), (0, 3, 2), (3, 0, 2), (3, 2, 0)];
    shapes.map(|shape| task(shape, workers, seed)).to_vec()
}

/// Zeros beside NaN and infinities, or integers so large that their sums wrap.
pub fn odd(workers: usize, seed: u64) -> Vec<Task> {
    vec![((7, 6, 5), workers, seed, true)]
}

/// The two matrices of a task.
pub fn matrices<N: Compared>(&((m, k, n), _, seed, odd): &Task) -> (Matrix<N>, Matrix<N>) {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut matrix = |rows, columns| {
        let number = if odd { N::odd } else { N::random };
        let numbers = (0..rows * columns).map(|_| number(&mut random));
        Matrix::new(rows, columns, numbers.collect())
    };
    let (mut a, mut b) = (matrix(m, k), matrix(k, n));
    if odd {
        (a.row_mut(0)[0], b.row_mut(0)[0]) = (N::ZERO, N::ODD);
    }
    (a, b)
}

/// Rows with numbers, from whatever form they have.
pub trait Numbered<N> {
    fn numbered(self) -> NumberedRows<N>;
}

impl<N: Compared> Numbered<N> for Matrix<N> {
    fn numbered(self) -> NumberedRows<N> {
        let rows = self.all_rows().into_iter().map(<[N]>::to_vec);
        rows.enumerate().collect()
    }
}

impl<N> Numbered<N> for Rows<N> {
    fn numbered(self) -> NumberedRows<N> {
        self.into_iter().enumerate().collect()
    }
}

impl<N> Numbered<N> for NumberedRows<N> {
    fn numbered(self) -> NumberedRows<N> {
        self
    }
}

/// Asks an answer for the product of each task, one task after the other.
pub fn found<N: Compared, R: Numbered<N>>(
    tasks: &[Task],
    answer: impl Fn(&Matrix<N>, &Matrix<N>, usize) -> Result<R, process::Error>,
) -> Vec<Found> {
    let one = |task: &Task| {
        let (a, b) = matrices(task);
        one_found(&a, &b, task.1, &answer)
    };
    tasks.iter().map(one).collect()
}

/// The same for tasks that cannot be done: the rows of `a` are too short for `b`, so `row` panics.
pub fn found_failing<N: Compared, R: Numbered<N>>(
    tasks: &[Task],
    answer: impl Fn(&Matrix<N>, &Matrix<N>, usize) -> Result<R, process::Error>,
) -> Vec<Found> {
    let one = |&((m, k, n), workers, seed, odd): &Task| {
        let (_, b) = matrices(&((m, k, n), workers, seed, odd));
        let (a, _) = matrices(&((m, k - 1, n), workers, seed, odd));
        one_found(&a, &b, workers, &answer)
    };
    tasks.iter().map(one).collect()
}

fn one_found<N: Compared, R: Numbered<N>>(
    a: &Matrix<N>,
    b: &Matrix<N>,
    workers: usize,
    answer: impl Fn(&Matrix<N>, &Matrix<N>, usize) -> Result<R, process::Error>,
) -> Found {
    let before = bytes_sent();
    let (rows, held) = most_held(|| answer(a, b, workers));
    let rows = rows.map_err(|error| error.to_string())?.numbered();
    let bits = |row: Vec<N>| row.into_iter().map(N::to_bits).collect();
    let rows = rows.into_iter().map(|(i, row)| (i, bits(row)));
    Ok((rows.collect(), (bytes_sent() - before, held)))
}

/// Whether all products are right: to the last digit if `exact`, else but for rounding.
pub fn right<N: Compared>(tasks: &[Task], found: &[Found], exact: bool) -> Verdict {
    let all = tasks.iter().zip(found);
    let verdicts = all.map(|(task, found)| one_right::<N>(task, found, exact).asked(asked(task)));
    verdicts.fold(Verdict::Pass, |first, next| first.or(|| next))
}

fn one_right<N: Compared>(task: &Task, found: &Found, exact: bool) -> Verdict {
    let rows = match found {
        Ok((rows, _)) => rows,
        Err(error) => {
            let so = match error.contains("keeps no matrix") {
                true => {
                    "What the program keeps, its workers do not have. Hand `b` over when they start: \
                     `initializer(N::keep, b.clone())`."
                }
                false => "The pool reported an error where there should be none.",
            };
            return Verdict::wrong("a product", format!("an error: {error}"), so);
        }
    };
    let (a, b) = matrices::<N>(task);
    let numbers: Vec<Vec<N>> = rows
        .iter()
        .map(|(_, row)| row.iter().map(|&bits| N::from_bits(bits)).collect())
        .collect();
    let numbers: Vec<&[N]> = numbers.iter().map(Vec::as_slice).collect();
    let (product, rounding) = (naive(&a, &b), Rounding::of(&a, &b));
    let different = difference(&product.all_rows(), &numbers, &rounding, exact);
    if let Some(Difference { expected, saw, so }) = different {
        return Verdict::wrong(expected, saw, so);
    }
    match (0..rows.len()).find(|&i| rows[i].0 != i) {
        Some(i) => Verdict::wrong(
            format!("row {i} at place {i}"),
            format!("a row with number {}", rows[i].0),
            "The rows are right, their numbers are not.",
        ),
        None => Verdict::Pass,
    }
}

/// A task in words.
pub fn asked(&((m, k, n), workers, _, odd): &Task) -> String {
    let odd = if odd {
        ", with odd numbers in them"
    } else {
        ""
    };
    let workers = count(workers, "worker");
    format!("{m} × {k} times {k} × {n}, {workers}{odd}")
}
