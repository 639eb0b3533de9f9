//! The honest comparison: a crate whose authors know the processor, on one thread.
#![allow(unsafe_code)]

use super::Matrix;

/// `a` times `b`, by the crate `matrixmultiply`.
///
/// It multiplies with vector instructions that it chooses when the program runs, and that only unsafe code may use;
/// and it adds in an order of its own.
pub fn multiply(a: &Matrix<f64>, b: &Matrix<f64>) -> Matrix<f64> {
    let (m, k, n) = (a.rows(), b.rows(), b.columns());
    assert_eq!(a.columns(), k, "a has as many columns as b has rows");
    let mut c = vec![0.0; m * n];
    let (of_a, of_b, of_c) = (a.numbers().as_ptr(), b.numbers().as_ptr(), c.as_mut_ptr());
    let step = |columns: usize| columns as isize;
    // SAFETY: they hold m × k, k × n and m × n numbers, row by row: the next row begins k, n and n
    // numbers further, the next column one. Nobody else has a reference to c.
    unsafe {
        matrixmultiply::dgemm(
            m,
            k,
            n,
            1.0,
            of_a,
            step(k),
            1,
            of_b,
            step(n),
            1,
            0.0,
            of_c,
            step(n),
            1,
        );
    }
    Matrix::new(m, n, c)
}
