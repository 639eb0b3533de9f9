//! Numbers that take note of the order in which they are multiplied: so a check can tell it without a clock.

use super::{Matrix, Number};
use std::cell::RefCell;

/// A number that knows where it stands, and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Traced {
    row: usize,
    column: usize,
}

/// A product that was added: of the numbers at (i, k) and (k, j), as (i, k, j).
pub type Step = (usize, usize, usize);

thread_local! { static STEPS: RefCell<Vec<Step>> = const { RefCell::new(Vec::new()) } }

impl Number for Traced {
    const ZERO: Traced = Traced { row: 0, column: 0 };

    fn add_product(self, x: Traced, y: Traced) -> Traced {
        STEPS.with_borrow_mut(|steps| steps.push((x.row, y.row, y.column)));
        self
    }
}

/// A matrix of such numbers.
pub fn matrix(rows: usize, columns: usize) -> Matrix<Traced> {
    let row = |row| (0..columns).map(move |column| Traced { row, column });
    Matrix::new(rows, columns, (0..rows).flat_map(row).collect())
}

/// What was added in this thread while `work` ran, in order.
pub fn steps(work: impl FnOnce()) -> Vec<Step> {
    STEPS.take();
    work();
    STEPS.take()
}
