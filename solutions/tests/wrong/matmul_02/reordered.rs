//! TODO(1): loops.

use super::{SOLVED, Wrong, wrong, wrong_floats};
use exercise_02_pool::parts::matmul::{
    Answers, AnswersFor, Matrix, Number, naive, with_transposed,
};

pub fn wrong_answers() -> Vec<Wrong> {
    let floats = |name, says, reordered: fn(&Matrix<f64>, &Matrix<f64>) -> Matrix<f64>| {
        wrong_floats(1, name, says, |floats| floats.reordered = reordered)
    };
    /// A mistake in the generic function, as a learner would make it.
    macro_rules! all {
        ($name:literal, $says:literal, $function:ident) => {{
            let (integers, floats) = (SOLVED.integers, SOLVED.floats);
            let answers = Answers {
                integers: AnswersFor {
                    reordered: $function,
                    ..integers
                },
                floats: AnswersFor {
                    reordered: $function,
                    ..floats
                },
                traced: $function,
                ..SOLVED
            };
            wrong(1, $name, $says, answers)
        }};
    }
    vec![
        all!("the loops as they were", "still goes down a column", naive),
        all!(
            "a transposed copy",
            "still goes down a column",
            with_transposed
        ),
        all!(
            "each product twice",
            "added with `add_product`, on this thread, and only once",
            twice
        ),
        all!(
            "its own arithmetic",
            "added with `add_product`",
            nothing_added
        ),
        floats("turned", "Rows and columns are swapped", turned),
        floats("zeros skipped", "no product may be skipped", zeros_skipped),
        floats("from the end", "added in another order", from_the_end),
        floats("even and odd sums", "added in another order", two_sums),
        floats("rounded to integers", "computed with integers", rounded),
        floats("single precision", "computed with f32", single),
        floats(
            "the last product lost",
            "the sum of `a[i][k] * b[k][j]` over all k",
            last_lost,
        ),
        floats("every matrix is square", "panicked", square),
    ]
}

fn twice<N: Number>(a: &Matrix<N>, b: &Matrix<N>) -> Matrix<N> {
    naive(a, b);
    with_transposed(a, b)
}

fn nothing_added<N: Number>(a: &Matrix<N>, b: &Matrix<N>) -> Matrix<N> {
    Matrix::zeros(a.rows(), b.columns())
}

fn turned(a: &Matrix<f64>, b: &Matrix<f64>) -> Matrix<f64> {
    naive(a, b).transposed()
}

fn zeros_skipped(a: &Matrix<f64>, b: &Matrix<f64>) -> Matrix<f64> {
    sums(a, b, |row, column| {
        let products = row.iter().zip(column).filter(|&(&x, _)| x != 0.0);
        products.fold(0.0, |sum, (x, y)| sum + x * y)
    })
}

fn from_the_end(a: &Matrix<f64>, b: &Matrix<f64>) -> Matrix<f64> {
    sums(a, b, |row, column| {
        let products = row.iter().zip(column).rev();
        products.fold(0.0, |sum, (x, y)| sum + x * y)
    })
}

fn two_sums(a: &Matrix<f64>, b: &Matrix<f64>) -> Matrix<f64> {
    sums(a, b, |row, column| {
        let every_other = |from| row.iter().zip(column).skip(from).step_by(2);
        let sum = |from| every_other(from).fold(0.0, |sum, (x, y)| sum + x * y);
        sum(0) + sum(1)
    })
}

fn rounded(a: &Matrix<f64>, b: &Matrix<f64>) -> Matrix<f64> {
    sums(a, b, |row, column| {
        let products = row.iter().zip(column).map(|(x, y)| x * y);
        products.sum::<f64>() as i64 as f64
    })
}

fn single(a: &Matrix<f64>, b: &Matrix<f64>) -> Matrix<f64> {
    sums(a, b, |row, column| {
        let products = row.iter().zip(column).map(|(&x, &y)| x as f32 * y as f32);
        f64::from(products.sum::<f32>())
    })
}

fn last_lost(a: &Matrix<f64>, b: &Matrix<f64>) -> Matrix<f64> {
    sums(a, b, |row, column| {
        let products = row.iter().zip(column).take(row.len().saturating_sub(1));
        products.fold(0.0, |sum, (x, y)| sum + x * y)
    })
}

fn square(a: &Matrix<f64>, b: &Matrix<f64>) -> Matrix<f64> {
    let n = a.rows();
    let sum = |i, j| (0..n).fold(0.0, |sum, k| sum + a.get(i, k) * b.get(k, j));
    let row = |i| (0..n).map(move |j| sum(i, j));
    Matrix::new(n, n, (0..n).flat_map(row).collect())
}

/// Each number of the result by `sum` of a row of `a` and a column of `b`.
fn sums(a: &Matrix<f64>, b: &Matrix<f64>, sum: fn(&[f64], &[f64]) -> f64) -> Matrix<f64> {
    let columns = b.transposed();
    let row = |i| (0..b.columns()).map(move |j| (i, j));
    let all = (0..a.rows()).flat_map(row);
    let numbers = all.map(|(i, j)| sum(a.row(i), columns.row(j)));
    Matrix::new(a.rows(), b.columns(), numbers.collect())
}
