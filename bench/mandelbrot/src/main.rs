//! The lab's picture by vectors as wide as the processor has them, and a comparison with the counts of another program.
//!
//! `bench-mandelbrot` times one run and prints it as JSON; `bench-mandelbrot FILE` compares FILE, counts as four bytes
//! each, with those of `row`, and prints how many differ.

use common::timing;
use exercise_02_pool::parts::mandelbrot::{View, row};
use fearless_simd::prelude::*;
use fearless_simd::{Level, Simd, dispatch};

const VIEW: View = View {
    width: 640,
    height: 480,
    limit: 1000,
    centre: (-0.75, 0.0),
    pixel: (3.5 / 640.0, 2.0 / 480.0),
};
/// How many vectors are under way at the same time.
const VECTORS: usize = 4;

fn main() {
    let right = || (0..VIEW.height).flat_map(|y| row(&VIEW, y));
    if let Some(file) = std::env::args().nth(1) {
        let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let theirs = bytes
            .chunks_exact(4)
            .map(|four| u32::from_ne_bytes(four.try_into().unwrap()));
        assert_eq!(theirs.len(), (VIEW.width * VIEW.height) as usize, "{file}");
        println!(
            "{}",
            right()
                .zip(theirs)
                .filter(|(ours, theirs)| ours != theirs)
                .count()
        );
        return;
    }
    let all = || {
        (0..VIEW.height)
            .flat_map(|y| row_in_vectors(&VIEW, y))
            .collect::<Vec<u32>>()
    };
    let (counts, elapsed) = timing::time(all);
    assert!(right().eq(counts), "the counts are not those of `row`");
    let (wall, cpu) = (elapsed.wall.as_secs_f64(), elapsed.cpu.as_secs_f64());
    println!("{{\"wall_s\": {wall}, \"cpu_s\": {cpu}}}");
}

fn row_in_vectors(view: &View, y: u32) -> Vec<u32> {
    dispatch!(Level::new(), simd => in_vectors(simd, view, y))
}

#[inline(always)]
fn in_vectors<S: Simd>(simd: S, view: &View, y: u32) -> Vec<u32> {
    let length = <S::f64s as SimdBase<S>>::LEN;
    let cy = S::f64s::splat(simd, view.y(y));
    let [zero, one] = [0.0, 1.0].map(|number| S::f64s::splat(simd, number));
    let mut counts = Vec::with_capacity(view.width as usize + VECTORS * length);
    for first in (0..view.width).step_by(VECTORS * length) {
        let point = |vector: usize, lane: usize| view.x(first + (vector * length + lane) as u32);
        let cx: [S::f64s; VECTORS] =
            std::array::from_fn(|v| S::f64s::from_fn(simd, |lane| point(v, lane)));
        let (mut x, mut y, mut count) = ([zero; VECTORS], [zero; VECTORS], [zero; VECTORS]);
        let mut step = [one; VECTORS];
        for _ in 0..view.limit {
            let mut any = false;
            for v in 0..VECTORS {
                let (xx, yy) = (x[v] * x[v], y[v] * y[v]);
                let inside = (xx + yy).simd_le(4.0);
                step[v] = inside.select(step[v], zero);
                count[v] = count[v] + step[v];
                any |= inside.any_true();
                y[v] = (x[v] + x[v]) * y[v] + cy;
                x[v] = xx - yy + cx[v];
            }
            if !any {
                break;
            }
        }
        let lanes = count.iter().flat_map(|vector| vector.as_slice());
        counts.extend(lanes.map(|&count| count as u32));
    }
    counts.truncate(view.width as usize);
    counts
}
