//! What the checks ask for: small views, each with a reason.

use super::Work;
use crate::parts::mandelbrot::View;

/// A window of `across` by `down` around `centre`.
pub fn view(
    (width, height): (u32, u32),
    limit: u32,
    centre: (f64, f64),
    (across, down): (f64, f64),
) -> View {
    let each = |length: f64, pixels: u32| length / f64::from(pixels.max(1));
    View {
        width,
        height,
        limit,
        centre,
        pixel: (each(across, width), each(down, height)),
    }
}

/// A bit of everything, and never symmetric: no row has a twin.
fn small(seed: u64, width: u32, height: u32) -> View {
    let mut random = fastrand::Rng::with_seed(seed);
    let y = 0.35 + random.f64() * 0.1;
    view((width, height), 60, (-0.6, y), (2.9, 1.3))
}

/// Sizes that nothing divides.
pub fn some(seed: u64) -> Work {
    (small(seed, 23, 13), 3)
}

/// The first rows go through the middle of the set, the last ones pass it by: so the first is done
/// last.
pub fn heavy_start(seed: u64) -> Work {
    let shift = (seed % 100) as f64 / 1000.0;
    (view((24, 12), 30_000, (-0.5 - shift, -1.0), (2.0, 2.0)), 3)
}

/// The lower half costs far more than all threads of a busy machine can make up for, the upper half
/// nothing.
pub fn heavy_end(seed: u64) -> Work {
    let shift = (seed % 100) as f64 / 10_000.0;
    (
        view((32, 24), 120_000, (-0.15 - shift, 0.98), (0.4, 2.3)),
        2,
    )
}

pub fn few_rows(seed: u64) -> Work {
    (small(seed, 11, 3), 8)
}

pub fn one_worker(seed: u64) -> Work {
    (small(seed, 11, 5), 1)
}

pub fn no_rows(seed: u64) -> Work {
    (small(seed, 11, 0), 2)
}

pub fn no_pixels(seed: u64) -> Work {
    (small(seed, 0, 4), 2)
}

pub fn two_workers(seed: u64) -> Work {
    (small(seed, 11, 8), 2)
}

pub fn three_each(seed: u64) -> Work {
    as_many(seed, 3)
}

/// A row for each of so many workers.
pub fn as_many(seed: u64, workers: usize) -> Work {
    (small(seed, 11, workers as u32), workers)
}

/// Blocks of equal length, rounded up, would leave the last thread with one row.
pub fn thirteen_on_five(seed: u64) -> Work {
    (small(seed, 11, 13), 5)
}

/// More workers than any system lets a program start: the pool says so at once.
pub fn too_many(seed: u64) -> Work {
    (small(seed, 5, 2), 100_000_000)
}
