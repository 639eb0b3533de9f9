//! What a matrix can hold, and what can be done with it.

use super::Matrix;
use common::process;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

/// A number that matrices are made of: `i64` or `f64`.
pub trait Number: Copy + Debug + PartialEq + Send + Sync + 'static {
    /// Where every sum begins.
    const ZERO: Self;

    /// `self + x * y`: the one thing that is done, again and again.
    ///
    /// For `i64` it wraps: a sum that becomes too large begins again at the smallest number, in
    /// every build. Then the result does not depend on the order of the additions, and the compiler
    /// can do several at a time. (With a check in every step it could not.) For `f64` it rounds,
    /// after the product and again after the sum.
    fn add_product(self, x: Self, y: Self) -> Self;
}

impl Number for i64 {
    const ZERO: i64 = 0;

    #[inline]
    fn add_product(self, x: i64, y: i64) -> i64 {
        self.wrapping_add(x.wrapping_mul(y))
    }
}

impl Number for f64 {
    const ZERO: f64 = 0.0;

    #[inline]
    fn add_product(self, x: f64, y: f64) -> f64 {
        self + x * y
    }
}

/// A number that can be sent to another process, or shared with it.
pub trait Sent: Number + process::Element + Serialize + DeserializeOwned {
    /// Keeps a matrix in the memory of **this** process, in the place of one that was kept before.
    fn keep(matrix: Matrix<Self>);

    /// The matrix that this process keeps.
    ///
    /// # Panics
    ///
    /// If it keeps none.
    fn kept() -> Arc<Matrix<Self>>;
}

/// What stands at the place of `static KEPT` in a program with one type of number. A static cannot
/// be generic, so each type has its own.
type Place<N> = Mutex<Option<Arc<Matrix<N>>>>;

fn keep<N>(place: &Place<N>, matrix: Matrix<N>) {
    *place
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(Arc::new(matrix));
}

fn kept<N>(place: &Place<N>) -> Arc<Matrix<N>> {
    let matrix = place
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
        .clone();
    matrix.expect(
        "this process keeps no matrix: a worker has a memory of its own, and nothing was kept there",
    )
}

/// Each type with a place of its own.
macro_rules! sent {
    ($($number:ty: $place:ident)*) => { $(
        static $place: Place<$number> = Mutex::new(None);

        impl Sent for $number {
            fn keep(matrix: Matrix<$number>) {
                keep(&$place, matrix);
            }

            fn kept() -> Arc<Matrix<$number>> {
                kept(&$place)
            }
        }
    )* };
}

sent!(i64: INTEGERS f64: FLOATS);
