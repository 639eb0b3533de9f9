//! Part `matmul`: matrices are multiplied; first better on one thread, then on all cores, then in processes.

#[cfg(feature = "checks")]
mod checks;
mod compared;
mod demo;
mod difference;
mod given;
mod hints;
mod matrix;
mod notes;
mod number;
mod peer;
mod plan;
mod result;
mod steps;
mod traced;
mod work;

pub use given::{naive, with_transposed};
pub use matrix::Matrix;
pub use number::{Number, Sent};
pub use traced::Traced;
pub use work::{blocks, row};

use common::exercise::{Choice, Kind, Part, PartInfo, Size, Workers};
use common::process;

/// What the part asks for.
#[derive(Clone, Copy)]
pub struct Answers {
    /// Each function for `i64`.
    pub integers: AnswersFor<i64>,
    /// And for `f64`.
    pub floats: AnswersFor<f64>,
    /// TODO(1) once more, for numbers that take note of who is multiplied with whom, and when.
    pub traced: fn(a: &Matrix<Traced>, b: &Matrix<Traced>) -> Matrix<Traced>,
    /// And TODO(4).
    pub traced_blocked: fn(a: &[&[Traced]], b: &Matrix<Traced>, c: &mut [&mut [Traced]]),
}

/// One function for each TODO, three for TODO(3). All multiply `a` by `b`, which has as many rows as
/// `a` has columns.
#[derive(Clone, Copy)]
pub struct AnswersFor<N: 'static> {
    /// TODO(1): on one thread, along the rows of `b`.
    pub reordered: fn(a: &Matrix<N>, b: &Matrix<N>) -> Matrix<N>,
    /// TODO(2): the rows of the result, computed on `workers` threads.
    pub on_threads: fn(a: &Matrix<N>, b: &Matrix<N>, workers: usize) -> Rows<N>,
    /// TODO(3): in `workers` processes that get `b` with each row.
    pub ship_each_time: fn(&Matrix<N>, &Matrix<N>, usize) -> Result<Rows<N>, process::Error>,
    /// TODO(3): in `workers` processes that get `b` once; rows as they come, then put in order.
    pub give_once: fn(&Matrix<N>, &Matrix<N>, usize) -> Result<NumberedRows<N>, process::Error>,
    /// TODO(3): in `workers` processes that share the memory of all three matrices.
    pub share: fn(&Matrix<N>, &Matrix<N>, usize) -> Result<Matrix<N>, process::Error>,
    /// TODO(4): adds the product of the rows `a` with `b` to the rows `c`, as fast as one thread can.
    pub blocked: fn(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]),
}

/// A result as a list of rows, in order.
pub type Rows<N> = Vec<Vec<N>>;
/// A result as a list of rows with their numbers.
pub type NumberedRows<N> = Vec<(usize, Vec<N>)>;

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "matmul",
        kind: Kind::Lab { time: "2 h" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "multiply two matrices of N × N numbers",
            default: 512,
            min: 0,
            max: 65_536,
        }),
        workers: Workers::Cores,
        data: None,
        choices: &[Choice {
            name: "numbers",
            value: Some("TYPE"),
            help: "f64 or i64 (default f64)",
        }],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --size 1024 · --size 10 · --numbers i64 · --sweep 1,2,4",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
