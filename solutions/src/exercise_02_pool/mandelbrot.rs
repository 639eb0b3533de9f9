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
// BEGIN SOLUTION
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::thread;
// END SOLUTION

// TODO(1): compute all rows on `workers` threads. Each gets one block of neighbouring rows; the
// blocks differ by one row at most, and those of more workers than rows may be empty. The rows come
// in order, each made by `mandelbrot::row`.
fn even_split(view: &View, workers: usize) -> Rows {
    // BEGIN SOLUTION todo!("TODO(1): one block of {view:?} for each of {workers}")
    let start = |worker: usize| (view.height as usize * worker / workers) as u32;
    thread::scope(|scope| {
        let spawn = |worker| {
            let block = start(worker)..start(worker + 1);
            scope.spawn(move || block.map(|y| mandelbrot::row(view, y)).collect::<Rows>())
        };
        let threads: Vec<_> = (0..workers).map(spawn).collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined
            .flat_map(|rows| rows.expect("a row does not panic"))
            .collect()
    })
    // END SOLUTION
}

// TODO(2): compute all rows on a rayon pool of `workers` threads, a pool of your own, so that whoever
// is free takes the next row. The rows come in order, each made by `mandelbrot::row`.
fn dynamic_rows(view: &View, workers: usize) -> Rows {
    // BEGIN SOLUTION todo!("TODO(2): rows of {view:?} on {workers} threads")
    let pool = ThreadPoolBuilder::new().num_threads(workers).build();
    let rows = (0..view.height).into_par_iter();
    pool.expect("the system gives us threads")
        .install(|| rows.map(|y| mandelbrot::row(view, y)).collect())
    // END SOLUTION
}

// TODO(3): the same in `workers` processes, with `process::Pool`: again whoever is free takes the
// next row. An error is handed on, not hidden, be it that the pool cannot start or that a row fails.
fn on_processes(view: &View, workers: usize) -> Result<Rows, process::Error> {
    // BEGIN SOLUTION todo!("TODO(3): rows of {view:?} in {workers} processes")
    let pool = process::Pool::new(workers)?;
    // A worker shares no memory with us, so the view goes along with each row.
    let items = (0..view.height).map(|y| (*view, y));
    let row = |(view, y): (View, u32)| mandelbrot::row(&view, y);
    pool.map_chunked(row, items, 1)
    // END SOLUTION
}

// TODO(4): compute row `y` as `mandelbrot::row` does, the same counts to the last one, but without
// calling it: several points at the same time, in arrays, and all in this one thread. Width 0 and widths that your arrays do
// not divide are widths, too.
fn row_in_lanes(view: &View, y: u32) -> Vec<u32> {
    // BEGIN SOLUTION todo!("TODO(4): row {y} of {view:?}, several points at once")
    let (cy, mut counts) = (view.y(y), Vec::new());
    for first in (0..view.width).step_by(LANES) {
        // The last lanes may lie outside of the picture. They are computed, and forgotten below.
        let cx = std::array::from_fn(|lane| view.x(first + lane as u32));
        counts.extend(escape(cx, cy, view.limit));
    }
    counts.truncate(view.width as usize);
    counts
    // END SOLUTION
}

// BEGIN SOLUTION
/// Enough to fill the vectors of the processor, few enough to stay in its registers.
const LANES: usize = 8;

/// What the scalar loop does, for all lanes at the same time. Lanes that have escaped go on without
/// counting.
fn escape(cx: [f64; LANES], cy: f64, limit: u32) -> [u32; LANES] {
    let (mut x, mut y, mut count) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
    let mut step = [1.0; LANES];
    for n in (0..limit).step_by(8) {
        for _ in n..limit.min(n.saturating_add(8)) {
            for i in 0..LANES {
                let (xx, yy) = (x[i] * x[i], y[i] * y[i]);
                step[i] = if xx + yy <= 4.0 { step[i] } else { 0.0 };
                count[i] += step[i];
                y[i] = 2.0 * x[i] * y[i] + cy;
                x[i] = xx - yy + cx[i];
            }
        }
        // To ask takes time, too: every eighth time is enough.
        if step == [0.0; LANES] {
            break;
        }
    }
    count.map(|count| count as u32)
}
// END SOLUTION

/// What the exercise runs and checks.
pub const ANSWERS: mandelbrot::Answers = mandelbrot::Answers {
    even_split,
    dynamic_rows,
    on_processes,
    row_in_lanes,
};
