//! What colour a count has, and the picture made of them.

use super::Rows;
use super::view::View;
use common::data::Error;
use common::picture::{self, Colour, Pixels};
use std::path::Path;

/// Colours to choose from: those between two neighbours of the list are mixed from them.
pub struct Palette {
    pub name: &'static str,
    stops: &'static [Colour],
    /// How often the list is gone through.
    times: usize,
}

const BLACK: Colour = [0, 0, 0];
const FIRE: &[Colour] = &[
    [18, 8, 42],
    [94, 20, 90],
    [196, 40, 60],
    [250, 130, 30],
    [255, 240, 170],
    [150, 190, 200],
    [30, 60, 120],
];
const OCEAN: &[Colour] = &[
    [4, 16, 50],
    [10, 80, 130],
    [60, 170, 180],
    [235, 250, 235],
    [240, 200, 110],
    [120, 70, 30],
];
const BANDS: &[Colour] = &[[20, 20, 30], [240, 235, 220]];
const GREY: &[Colour] = &[[24, 24, 24], [250, 250, 250], [120, 120, 120]];

pub const PALETTES: [Palette; 4] = [
    palette("fire", FIRE, 1),
    palette("ocean", OCEAN, 1),
    palette("bands", BANDS, 10),
    palette("grey", GREY, 1),
];

const fn palette(name: &'static str, stops: &'static [Colour], times: usize) -> Palette {
    Palette { name, stops, times }
}

impl Palette {
    /// Black for the points that never escape, then 255 colours.
    fn colours(&self) -> Vec<Colour> {
        let stop = |i: usize| self.stops[i % self.stops.len()];
        let mixed = |i: usize| {
            let at = (i * self.stops.len() * self.times) as f64 / 255.0;
            let (before, share) = (at as usize, at.fract());
            let (from, to) = (stop(before), stop(before + 1));
            let mix = |from: u8, to: u8| f64::from(from) * (1.0 - share) + f64::from(to) * share;
            std::array::from_fn(|c| mix(from[c], to[c]).round() as u8)
        };
        std::iter::once(BLACK).chain((0..255).map(mixed)).collect()
    }
}

/// The number of a count's colour. The first counts differ much from each other, later ones less
/// and less: else the colours would jump from pixel to pixel where the counts do.
fn number(count: u32, limit: u32) -> u8 {
    if count >= limit {
        return 0;
    }
    let place = 48.0 * f64::from(count + 1).log2();
    1 + (place as u64 % 255) as u8
}

/// Writes the picture, and says how many bytes the file has.
pub fn write(path: &Path, view: &View, palette: &Palette, rows: &Rows) -> Result<u64, Error> {
    let bytes = |row: &Vec<u32>| -> Vec<u8> {
        row.iter().map(|&count| number(count, view.limit)).collect()
    };
    let colours = palette.colours();
    let size = (view.width, view.height);
    picture::write(
        path,
        size,
        Pixels::Palette(&colours),
        rows.iter().map(bytes),
    )
}
