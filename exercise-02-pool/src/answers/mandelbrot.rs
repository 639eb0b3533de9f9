//! The Mandelbrot set: rows that are not equal work, and several points at once.
//!
//! Each pixel stands for a point c of the plane. From z = 0 on, z² + c is taken again and again;
//! where that runs off to infinity the pixel gets a colour by how soon, and where it never does it
//! is black. No pixel needs another one, so the picture can be split as you like. What makes it
//! interesting is that nobody knows in advance how much work a row is: one outside of the set takes
//! a handful of iterations for each point, one through its middle a thousand.
//!
//! `mandelbrot::row(view, y)` computes one row: use it in the first three TODOs. Find out on the
//! way:
//!
//! - How long do the workers wait when each gets one block of rows, and who waits for whom? Look at
//!   their busy times, and at the rows `shifted: …` of the report.
//! - What must be sent to a process so that it can compute a row?
//! - One thread is full: `busy` says 1.0. Is its core? TODO(4) computes several points at the same
//!   time, on one thread, and must still count exactly what `row` counts. Its loop is in
//!   `src/parts/mandelbrot/view.rs`.
//!
//! The lesson in `lessons/mandelbrot.md` leads through the four TODOs.

use ::exercise_02_pool::parts::mandelbrot::{self, Rows, View};
use common::process;

// TODO(1): compute all rows on `workers` threads. Each gets one block of neighbouring rows; the
// blocks differ by one row at most, and those of more workers than rows may be empty. The rows come
// in order, each made by `mandelbrot::row`.
fn even_split(view: &View, workers: usize) -> Rows {
    todo!("TODO(1): one block of {view:?} for each of {workers}")
}

// TODO(2): compute all rows on a rayon pool of `workers` threads, a pool of your own, so that whoever
// is free takes the next row. The rows come in order, each made by `mandelbrot::row`.
fn dynamic_rows(view: &View, workers: usize) -> Rows {
    todo!("TODO(2): rows of {view:?} on {workers} threads")
}

// TODO(3): the same in `workers` processes, with `process::Pool`: again whoever is free takes the
// next row. An error is handed on, not hidden, be it that the pool cannot start or that a row fails.
fn on_processes(view: &View, workers: usize) -> Result<Rows, process::Error> {
    todo!("TODO(3): rows of {view:?} in {workers} processes")
}

// TODO(4): compute row `y` as `mandelbrot::row` does, the same counts to the last one, but without
// calling it: several points at the same time, in arrays, and all in this one thread. Width 0 and widths that your arrays do
// not divide are widths, too.
fn row_in_lanes(view: &View, y: u32) -> Vec<u32> {
    todo!("TODO(4): row {y} of {view:?}, several points at once")
}

/// What the exercise runs and checks.
pub const ANSWERS: mandelbrot::Answers = mandelbrot::Answers {
    even_split,
    dynamic_rows,
    on_processes,
    row_in_lanes,
};
