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

pub fn for_three(seed: u64) -> Work {
    enough(seed, 3)
}

/// Rows for so many workers, whether they are handed out one by one or a few together.
pub fn enough(seed: u64, workers: usize) -> Work {
    (small(seed, 11, 8 * workers as u32), workers)
}

/// While one of two threads is held, the other takes most rows of [`many_rows`]. It cannot get at
/// those of the piece that the held one has in hand: rayon begins with four pieces for two threads.
/// Where the rows are fixed beforehand, it has 24.
pub const MOST_ROWS: usize = 27;

pub fn many_rows(seed: u64) -> Work {
    (small(seed, 11, 48), 2)
}

/// Its rows are endlessly far apart, and the one in the middle is nowhere at all.
pub fn one_nowhere(seed: u64) -> Work {
    let mut view = small(seed, 5, 7);
    view.pixel.1 = f64::INFINITY;
    (view, 2)
}

/// Blocks of equal length, rounded up, would leave the last thread with one row.
pub fn thirteen_on_five(seed: u64) -> Work {
    (small(seed, 11, 13), 5)
}

/// More workers than any system lets a program start: the pool says so at once.
pub fn too_many(seed: u64) -> Work {
    (small(seed, 5, 2), 100_000_000)
}
