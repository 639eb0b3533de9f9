//! Wrong answers to TODO(1): one block for each thread.

use super::{Answers, Rows, SOLVED, View, Wrong, row, serial, wrong};
use std::ops::Range;
use std::sync::Mutex;
use std::thread;

pub fn wrong_answers() -> Vec<Wrong> {
    let even = |name, says, even_split| {
        let answers = Answers {
            even_split,
            ..SOLVED
        };
        wrong(1, name, says, answers)
    };
    vec![
        even("serial in disguise", "nothing ran in parallel", serial),
        even("joined at once", "nothing ran in parallel", joined_at_once),
        even(
            "remainder lost",
            "Where does each block end",
            remainder_lost,
        ),
        even(
            "ends computed twice",
            "end where the next one starts",
            ends_twice,
        ),
        even(
            "remainder in the last block",
            "differ by more than one row",
            remainder_last,
        ),
        even(
            "length rounded up",
            "differ by more than one row",
            rounded_up,
        ),
        even("every so many rows", "not neighbours", interleaved),
        even(
            "rows put back block by block",
            "not in their places",
            interleaved_in_blocks,
        ),
        even(
            "order of arrival",
            "an order of arrival",
            blocks_as_they_come,
        ),
        even(
            "a thread for each row",
            "one thread for each block",
            thread_for_each,
        ),
        even(
            "divides by the rows",
            "attempt to divide by zero",
            divides_by_rows,
        ),
        even("turned round", "Rows are lost", columns),
        even("its own arithmetic", "never called", own_arithmetic),
        even("a lazy map", "hand back a lazy `map`", lazy),
        even(
            "under a lock",
            "hold a lock while it computes",
            under_a_lock,
        ),
    ]
}

pub fn blocks(view: &View, workers: usize) -> Vec<Range<u32>> {
    let start = |i: usize| (view.height as usize * i / workers) as u32;
    (0..workers).map(|i| start(i)..start(i + 1)).collect()
}

pub fn block_of(view: &View, block: Range<u32>) -> Rows {
    block.map(|y| row(view, y)).collect()
}

/// A thread for each block, whatever the blocks are; the rows in order.
fn on_threads(view: &View, blocks: Vec<Range<u32>>) -> Rows {
    thread::scope(|scope| {
        let spawn = |block| scope.spawn(move || block_of(view, block));
        let threads: Vec<_> = blocks.into_iter().map(spawn).collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined.flat_map(|rows| rows.expect("no panic")).collect()
    })
}

fn joined_at_once(view: &View, workers: usize) -> Rows {
    let on_a_thread = |block: Range<u32>| on_threads(view, vec![block]);
    blocks(view, workers)
        .into_iter()
        .flat_map(on_a_thread)
        .collect()
}

fn remainder_lost(view: &View, workers: usize) -> Rows {
    let each = view.height / workers as u32;
    let block = |i: u32| i * each..(i + 1) * each;
    on_threads(view, (0..workers as u32).map(block).collect())
}

fn ends_twice(view: &View, workers: usize) -> Rows {
    let longer = |block: Range<u32>| block.start..(block.end + 1).min(view.height);
    on_threads(
        view,
        blocks(view, workers).into_iter().map(longer).collect(),
    )
}

fn remainder_last(view: &View, workers: usize) -> Rows {
    let each = view.height / workers as u32;
    let mut blocks: Vec<_> = (0..workers as u32)
        .map(|i| i * each..(i + 1) * each)
        .collect();
    blocks.last_mut().expect("one worker at least").end = view.height;
    on_threads(view, blocks)
}

fn rounded_up(view: &View, workers: usize) -> Rows {
    let each = view.height.div_ceil(workers as u32);
    let start = |i: u32| (i * each).min(view.height);
    on_threads(
        view,
        (0..workers as u32)
            .map(|i| start(i)..start(i + 1))
            .collect(),
    )
}

/// Thread i has the rows i, i + workers and so on, and each is put into its place.
fn interleaved(view: &View, workers: usize) -> Rows {
    let parts = strides(view, workers);
    (0..view.height as usize)
        .map(|y| parts[y % workers][y / workers].clone())
        .collect()
}

fn interleaved_in_blocks(view: &View, workers: usize) -> Rows {
    strides(view, workers).concat()
}

fn strides(view: &View, workers: usize) -> Vec<Rows> {
    thread::scope(|scope| {
        let every = |i| (i as u32..view.height).step_by(workers);
        let spawn = |i| scope.spawn(move || every(i).map(|y| row(view, y)).collect::<Rows>());
        let threads: Vec<_> = (0..workers).map(spawn).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no panic"))
            .collect()
    })
}

fn blocks_as_they_come(view: &View, workers: usize) -> Rows {
    let rows = Mutex::new(Rows::new());
    thread::scope(|scope| {
        for block in blocks(view, workers) {
            scope.spawn(|| {
                let block = block_of(view, block);
                rows.lock().expect("no panic").extend(block);
            });
        }
    });
    rows.into_inner().expect("no panic")
}

pub fn thread_for_each(view: &View, _: usize) -> Rows {
    on_threads(view, (0..view.height).map(|y| y..y + 1).collect())
}

/// Each thread only says what is to be done.
fn lazy(view: &View, workers: usize) -> Rows {
    thread::scope(|scope| {
        let spawn = |block: Range<u32>| scope.spawn(move || block.map(|y| row(view, y)));
        let threads: Vec<_> = blocks(view, workers).into_iter().map(spawn).collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined.flat_map(|rows| rows.expect("no panic")).collect()
    })
}

fn under_a_lock(view: &View, workers: usize) -> Rows {
    let rows = Mutex::new(vec![Vec::new(); view.height as usize]);
    thread::scope(|scope| {
        for block in blocks(view, workers) {
            scope.spawn(|| {
                let mut rows = rows.lock().expect("no panic");
                block.for_each(|y| rows[y as usize] = row(view, y));
            });
        }
    });
    rows.into_inner().expect("no panic")
}

fn divides_by_rows(view: &View, workers: usize) -> Rows {
    let each = workers.div_ceil(view.height as usize);
    match each {
        0 => Rows::new(),
        _ => (SOLVED.even_split)(view, workers),
    }
}

fn columns(view: &View, workers: usize) -> Rows {
    let rows = (SOLVED.even_split)(view, workers);
    (0..view.width as usize)
        .map(|x| rows.iter().map(|row| row[x]).collect())
        .take(5)
        .collect()
}

/// The right numbers, by a row that nobody sees.
fn own_arithmetic(view: &View, _: usize) -> Rows {
    (0..view.height)
        .map(|y| (SOLVED.row_in_lanes)(view, y))
        .collect()
}
