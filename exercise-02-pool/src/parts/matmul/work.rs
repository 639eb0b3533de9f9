//! The work that the answers run in parallel, and how it is cut into pieces.

use super::{Matrix, Number};
use common::witness;
use std::ops::Range;

/// How many rows of the result the part hands to `blocked` at a time.
pub const BLOCK: usize = 32;

/// One row of the product of a matrix with `b`; `row` is the same row of that matrix. The work that
/// the answers run in parallel.
///
/// # Panics
///
/// If the row has not as many numbers as `b` has rows.
pub fn row<N: Number>(row: &[N], b: &Matrix<N>) -> Vec<N> {
    let _call = witness::enter("row", &row.len());
    assert_eq!(
        row.len(),
        b.rows(),
        "a row of `a` has one number for each row of `b`"
    );
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
