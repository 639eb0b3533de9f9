//! The TODOs of the part `mandelbrot`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 4] = [
    Todo {
        number: 1,
        what: "one block of rows for each thread",
        hints: [
            "Two questions: where does the block of each worker start, and how do the blocks come \
             back in order? If block `i` starts at row `height * i / workers`, it ends where block \
             `i + 1` starts, and no row is lost.",
            "`std::thread::scope` lets threads borrow `view`. Spawn all of them first, keep the \
             handles in a `Vec`, and only then `join` them in order: each hands its rows back.",
            "\
With `let start = |i: usize| (view.height as usize * i / workers) as u32;`, in `thread::scope`:
    let spawn = |i| {
        let block = start(i)..start(i + 1);
        scope.spawn(move || block.map(|y| mandelbrot::row(view, y)).collect::<Rows>())
    };
    let threads: Vec<_> = (0..workers).map(spawn).collect();
    threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()",
        ],
    },
    Todo {
        number: 2,
        what: "whoever is free takes the next row",
        hints: [
            "Now every row is a piece of work of its own, and the pool decides who gets it. Work \
             stealing is what rayon does by itself; all it needs is a parallel iterator over rows.",
            "Build a `ThreadPoolBuilder` pool with `workers` threads and call `install`. A range of \
             `u32` becomes parallel with `into_par_iter()`; `map` and `collect` keep the order.",
            "\
With `use rayon::prelude::*;` at the top of the file:
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build().unwrap();
    pool.install(|| (0..view.height).into_par_iter().map(|y| mandelbrot::row(view, y)).collect())",
        ],
    },
    Todo {
        number: 3,
        what: "the same in processes",
        hints: [
            "A worker has no access to your memory: whatever it needs to compute a row must be in \
             the item that you send. What does `mandelbrot::row` need?",
            "`process::Pool::new(workers)?`, then `pool.map(function, items)` with an iterator of \
             pairs `(*view, y)`. The function may be a closure, as long as it captures nothing.",
            "\
Rows are uneven, so they are best sent one by one:
    let pool = process::Pool::new(workers)?;
    let items = (0..view.height).map(|y| (*view, y));
    pool.map_chunked(|(view, y): (View, u32)| mandelbrot::row(&view, y), items, 1)",
        ],
    },
    Todo {
        number: 4,
        what: "several points at once on one thread",
        hints: [
            "One point after the other, the processor waits: each operation needs the result of \
             the one before. Points do not need each other. Take the loop over iterations outside \
             and a short loop over eight neighbouring points inside it, with their x, y and counts \
             in arrays of eight.",
            "No point may stop the others, so all eight go on until none is left. Let `step[i]` be \
             1.0 until point i has escaped and 0.0 from then on, and add it to `count[i]` in each \
             iteration: no branch, and everything is f64, so the compiler can use vector \
             instructions. Leave the loop when all steps are 0; asking every eighth time is enough.",
            "\
For eight points with their `cx`, and `[f64; 8]` arrays x, y, count (zeros) and step (ones), per iteration:
    for i in 0..8 {
        let (xx, yy) = (x[i] * x[i], y[i] * y[i]);
        step[i] = if xx + yy <= 4.0 { step[i] } else { 0.0 };
        count[i] += step[i];
        y[i] = 2.0 * x[i] * y[i] + cy;
        x[i] = xx - yy + cx[i];
    }
The last points of a row may be fewer than eight: compute eight, keep what is in the picture.",
        ],
    },
];
