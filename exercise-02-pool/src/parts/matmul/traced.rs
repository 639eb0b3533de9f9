//! Numbers that take note of the order in which they are multiplied: so a check can tell it without a clock.

use super::{Matrix, Number};
use std::cell::RefCell;

/// A number that knows where it stands, in which of the two matrices, and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Traced {
    in_b: bool,
    row: usize,
    column: usize,
}

/// A product that was added: of the numbers at (i, k) and (k, j), as (i, k, j).
pub type Step = (usize, usize, usize);

thread_local! { static STEPS: RefCell<Vec<Step>> = const { RefCell::new(Vec::new()) } }

impl Number for Traced {
    const ZERO: Traced = Traced {
        in_b: false,
        row: 0,
        column: 0,
    };

    fn add_product(self, x: Traced, y: Traced) -> Traced {
        // Either may be the first factor.
        let (x, y) = if x.in_b { (y, x) } else { (x, y) };
        STEPS.with_borrow_mut(|steps| steps.push((x.row, y.row, y.column)));
        self
    }
}

/// A matrix of such numbers, the second of the two or not.
pub fn matrix(rows: usize, columns: usize, in_b: bool) -> Matrix<Traced> {
    let traced = move |row, column| Traced { in_b, row, column };
    let row = |row| (0..columns).map(move |column| traced(row, column));
    Matrix::new(rows, columns, (0..rows).flat_map(row).collect())
}

/// What was added in this thread while `work` ran, in order.
pub fn steps(work: impl FnOnce()) -> Vec<Step> {
    STEPS.take();
    work();
    STEPS.take()
}

/// Whether each product of an m × k matrix with a k × n one is among the steps, and only once. If not: how many of
/// them are there at all.
pub fn each_once((m, k, n): (usize, usize, usize), steps: &[Step]) -> Result<(), usize> {
    let mut seen = vec![false; m * k * n];
    for &(i, inner, j) in steps {
        if (i < m) && (inner < k) && (j < n) {
            seen[(i * k + inner) * n + j] = true;
        }
    }
    let found = seen.into_iter().filter(|&seen| seen).count();
    match (found, steps.len()) == (m * k * n, m * k * n) {
        true => Ok(()),
        false => Err(found),
    }
}
