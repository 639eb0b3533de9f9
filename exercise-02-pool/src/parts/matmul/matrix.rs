//! A matrix: its numbers row by row, one after another in memory.

use super::Number;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A matrix of `rows` × `columns` numbers. Either may be 0.
#[derive(Clone, PartialEq)]
pub struct Matrix<N> {
    rows: usize,
    columns: usize,
    numbers: Vec<N>,
    held: Held,
}

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST_HELD: AtomicUsize = AtomicUsize::new(0);

/// One more matrix in this process, until it is dropped.
#[derive(PartialEq)]
struct Held;

impl Held {
    fn new() -> Held {
        let now = HELD.fetch_add(1, Ordering::Relaxed) + 1;
        MOST_HELD.fetch_max(now, Ordering::Relaxed);
        Held
    }
}

impl Clone for Held {
    fn clone(&self) -> Held {
        Held::new()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        HELD.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Runs `work`, in which no other thread makes matrices: its result, and how many more of them than before this process
/// held at once.
#[cfg(feature = "checks")]
pub fn most_held<R>(work: impl FnOnce() -> R) -> (R, usize) {
    let before = HELD.load(Ordering::Relaxed);
    MOST_HELD.store(before, Ordering::Relaxed);
    let result = work();
    (result, MOST_HELD.load(Ordering::Relaxed) - before)
}

impl<N: Number> Matrix<N> {
    /// A matrix of these numbers, row by row.
    ///
    /// # Panics
    ///
    /// If they are not `rows * columns`.
    #[track_caller]
    pub fn new(rows: usize, columns: usize, numbers: Vec<N>) -> Matrix<N> {
        let have = numbers.len();
        assert_eq!(
            have,
            rows * columns,
            "numbers of a {rows} × {columns} matrix"
        );
        Matrix {
            rows,
            columns,
            numbers,
            held: Held::new(),
        }
    }

    /// All zero.
    pub fn zeros(rows: usize, columns: usize) -> Matrix<N> {
        Matrix::new(rows, columns, vec![N::ZERO; rows * columns])
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many numbers a row has.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// All numbers, row by row.
    pub fn numbers(&self) -> &[N] {
        &self.numbers
    }

    /// The number in row `i` and column `j`, both from 0.
    #[track_caller]
    pub fn get(&self, i: usize, j: usize) -> N {
        self.row(i)[j]
    }

    /// Row `i`.
    #[track_caller]
    pub fn row(&self, i: usize) -> &[N] {
        &self.numbers[i * self.columns..][..self.columns]
    }

    /// Row `i`, to be changed.
    #[track_caller]
    pub fn row_mut(&mut self, i: usize) -> &mut [N] {
        &mut self.numbers[i * self.columns..][..self.columns]
    }

    /// All rows at once.
    pub fn all_rows(&self) -> Vec<&[N]> {
        (0..self.rows).map(|i| self.row(i)).collect()
    }

    /// All rows at once, to be changed, by different threads if need be: each is a slice of its own.
    pub fn all_rows_mut(&mut self) -> Vec<&mut [N]> {
        match self.columns {
            0 => (0..self.rows).map(|_| <&mut [N]>::default()).collect(),
            columns => self.numbers.chunks_exact_mut(columns).collect(),
        }
    }

    /// A copy whose rows are the columns of this one.
    pub fn transposed(&self) -> Matrix<N> {
        let column = |j| (0..self.rows).map(move |i| self.get(i, j));
        let numbers = (0..self.columns).flat_map(column).collect();
        Matrix::new(self.columns, self.rows, numbers)
    }
}

/// Only its shape: a message with a million numbers helps nobody.
impl<N> fmt::Debug for Matrix<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {} × {} matrix", self.rows, self.columns)
    }
}

/// Crosses to another process as its shape and its numbers, one by one, as any vector does.
impl<N: Serialize> Serialize for Matrix<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.rows, self.columns, &self.numbers).serialize(serializer)
    }
}

impl<'de, N: Number + Deserialize<'de>> Deserialize<'de> for Matrix<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Matrix<N>, D::Error> {
        let (rows, columns, numbers): (usize, usize, Vec<N>) =
            Deserialize::deserialize(deserializer)?;
        match rows.checked_mul(columns) == Some(numbers.len()) {
            true => Ok(Matrix {
                rows,
                columns,
                numbers,
                held: Held::new(),
            }),
            false => Err(D::Error::custom(
                "a matrix whose numbers do not fill its rows",
            )),
        }
    }
}
