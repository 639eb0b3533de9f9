//! What the part gives: two ways to multiply that are not the best.

use super::{Matrix, Number};

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
