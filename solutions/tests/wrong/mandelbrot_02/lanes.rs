//! Wrong answers to TODO(4): several points at once.

use super::{Answers, SOLVED, View, Wrong, row, wrong};
use rayon::prelude::*;
use std::thread;

const LANES: usize = 8;
type Lanes = [f64; LANES];

pub fn wrong_answers() -> Vec<Wrong> {
    let lanes = |name, says, row_in_lanes| {
        let answers = Answers {
            row_in_lanes,
            ..SOLVED
        };
        wrong(4, name, says, answers)
    };
    vec![
        lanes("calls row", "one point after the other", row),
        lanes("the last points lost", "Points are lost", |view, y| {
            let whole = view.width as usize / LANES * LANES;
            cut(in_lanes(view, y, right), whole)
        }),
        lanes("the last points zero", "Points were left out", |view, y| {
            let whole = view.width as usize / LANES * LANES;
            let mut counts = cut(in_lanes(view, y, right), whole);
            counts.resize(view.width as usize, 0);
            counts
        }),
        lanes(
            "points beside the picture",
            "beside the picture",
            |view, y| in_lanes(view, y, right),
        ),
        lanes(
            "the first to escape stops all",
            "when a neighbour escaped",
            |view, y| exact(view, y, stops_all),
        ),
        lanes(
            "the last to escape counts for all",
            "until its neighbours had escaped",
            |view, y| exact(view, y, counts_on),
        ),
        lanes(
            "asks every eighth time only",
            "counted on after it had escaped",
            |view, y| exact(view, y, in_eights),
        ),
        lanes("counts before it asks", "off by one", |view, y| {
            exact(view, y, one_more)
        }),
        lanes(
            "fused multiply and add",
            "rounded in another way",
            |view, y| exact(view, y, fused),
        ),
        lanes("counts after it asks again", "off by one", |view, y| {
            exact(view, y, one_less)
        }),
        lanes("x before y", "Or was x already new", |view, y| {
            exact(view, y, x_first)
        }),
        lanes("threads", "one thread is to have several points", threads),
        lanes("threads that stay", "threads started", |view, y| {
            let escape = |x| right([view.x(x); LANES], view.y(y), view.limit)[0];
            (0..view.width).into_par_iter().map(escape).collect()
        }),
        lanes("f32", "rounded in another way", |view, y| {
            exact(view, y, single)
        }),
        lanes("another order", "rounded in another way", |view, y| {
            exact(view, y, reordered)
        }),
    ]
}

/// What each group of lanes gives, with those that only fill the last one.
fn in_lanes(view: &View, y: u32, escape: fn(Lanes, f64, u32) -> [u32; LANES]) -> Vec<u32> {
    let group = |first| {
        let cx = std::array::from_fn(|lane| view.x(first + lane as u32));
        escape(cx, view.y(y), view.limit)
    };
    (0..view.width).step_by(LANES).flat_map(group).collect()
}

fn exact(view: &View, y: u32, escape: fn(Lanes, f64, u32) -> [u32; LANES]) -> Vec<u32> {
    cut(in_lanes(view, y, escape), view.width as usize)
}

fn cut(mut counts: Vec<u32>, length: usize) -> Vec<u32> {
    counts.truncate(length);
    counts
}

/// One point, with a way to take a step, and the limit of the circle.
fn alone(limit: u32, mut step: impl FnMut() -> f64) -> u32 {
    (0..limit).find(|_| step() > 4.0).unwrap_or(limit)
}

fn right(cx: Lanes, cy: f64, limit: u32) -> [u32; LANES] {
    cx.map(|cx| {
        let (mut x, mut y) = (0.0, 0.0);
        alone(limit, || {
            let size: f64 = x * x + y * y;
            (x, y) = (x * x - y * y + cx, 2.0 * x * y + cy);
            size
        })
    })
}

fn stops_all(cx: Lanes, cy: f64, limit: u32) -> [u32; LANES] {
    let counts = right(cx, cy, limit);
    counts.map(|_| counts.into_iter().min().unwrap_or(0))
}

fn counts_on(cx: Lanes, cy: f64, limit: u32) -> [u32; LANES] {
    let counts = right(cx, cy, limit);
    counts.map(|_| counts.into_iter().max().unwrap_or(0))
}

fn in_eights(cx: Lanes, cy: f64, limit: u32) -> [u32; LANES] {
    right(cx, cy, limit).map(|count| count.next_multiple_of(8).min(limit))
}

fn one_more(cx: Lanes, cy: f64, limit: u32) -> [u32; LANES] {
    right(cx, cy, limit).map(|count| (count + 1).min(limit))
}

fn one_less(cx: Lanes, cy: f64, limit: u32) -> [u32; LANES] {
    let counts = right(cx, cy, limit);
    counts.map(|count| count - u32::from(0 < count && count < limit))
}

fn x_first(cx: Lanes, cy: f64, limit: u32) -> [u32; LANES] {
    cx.map(|cx| {
        let (mut x, mut y) = (0.0, 0.0);
        alone(limit, || {
            let size: f64 = x * x + y * y;
            x = x * x - y * y + cx;
            y = 2.0 * x * y + cy;
            size
        })
    })
}

/// The right counts, each half of the row in a thread of its own.
fn threads(view: &View, y: u32) -> Vec<u32> {
    let escape = |x| right([view.x(x); LANES], view.y(y), view.limit)[0];
    let half = view.width / 2;
    thread::scope(|scope| {
        let left = scope.spawn(|| (0..half).map(escape).collect::<Vec<u32>>());
        let right = (half..view.width).map(escape);
        let right: Vec<u32> = right.collect();
        [left.join().expect("no panic"), right].concat()
    })
}

fn fused(cx: Lanes, cy: f64, limit: u32) -> [u32; LANES] {
    cx.map(|cx| {
        let (mut x, mut y) = (0.0f64, 0.0f64);
        alone(limit, || {
            let size = x.mul_add(x, y * y);
            (x, y) = (x.mul_add(x, cx - y * y), (2.0 * x).mul_add(y, cy));
            size
        })
    })
}

fn single(cx: Lanes, cy: f64, limit: u32) -> [u32; LANES] {
    cx.map(|cx| {
        let (mut x, mut y) = (0.0f32, 0.0f32);
        alone(limit, || {
            let size = x * x + y * y;
            (x, y) = (x * x - y * y + cx as f32, 2.0 * x * y + cy as f32);
            size.into()
        })
    })
}

fn reordered(cx: Lanes, cy: f64, limit: u32) -> [u32; LANES] {
    cx.map(|cx| {
        let (mut x, mut y) = (0.0, 0.0);
        alone(limit, || {
            let size: f64 = x * x + y * y;
            (x, y) = ((x - y) * (x + y) + cx, 2.0 * x * y + cy);
            size
        })
    })
}
