//! What the part gives: two ways to multiply that are not the best, and the work that answers run in parallel.

use super::{Matrix, Number};
use common::witness;
use std::ops::Range;

/// How many rows of the result the part hands to `blocked` at a time.
pub const BLOCK: usize = 32;

/// Each number of the result for itself, as the definition says: row times column.
///
/// The innermost loop goes down a column of `b`, from row to row.
pub fn naive<N: Number>(a: &Matrix<N>, b: &Matrix<N>) -> Matrix<N> {
    let mut c = Matrix::zeros(a.rows(), b.columns());
    for i in 0..a.rows() {
        for j in 0..b.columns() {
            let mut sum = N::ZERO;
            for k in 0..b.rows() {
                sum = sum.add_product(a.get(i, k), b.get(k, j));
            }
            c.row_mut(i)[j] = sum;
        }
    }
    c
}

/// The same with a turned copy of `b`, whose rows are the columns of `b`.
///
/// Now the innermost loop reads both rows from left to right, but each sum waits for the one before.
pub fn with_transposed<N: Number>(a: &Matrix<N>, b: &Matrix<N>) -> Matrix<N> {
    let columns = b.transposed();
    let mut c = Matrix::zeros(a.rows(), b.columns());
    for i in 0..a.rows() {
        for j in 0..b.columns() {
            let pairs = a.row(i).iter().zip(columns.row(j));
            c.row_mut(i)[j] = pairs.fold(N::ZERO, |sum, (&x, &y)| sum.add_product(x, y));
        }
    }
    c
}

/// One row of the product of a matrix with `b`; `row` is the same row of that matrix. The work that
/// the answers run in parallel.
pub fn row<N: Number>(row: &[N], b: &Matrix<N>) -> Vec<N> {
    let _call = witness::enter("row", &row.len());
    let mut sums = vec![N::ZERO; b.columns()];
    for (k, &x) in row.iter().enumerate() {
        for (sum, &y) in sums.iter_mut().zip(b.row(k)) {
            *sum = sum.add_product(x, y);
        }
    }
    sums
}

/// `rows` rows in `pieces` blocks of nearly equal height, in order, and at least one; fewer if there are
/// not so many rows.
pub fn blocks(rows: usize, pieces: usize) -> Vec<Range<usize>> {
    let pieces = pieces.max(1).min(rows);
    let start = |i| rows * i / pieces;
    (0..pieces).map(|i| start(i)..start(i + 1)).collect()
}
