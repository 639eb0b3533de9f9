//! All results on one sheet, to look at.

use super::options::Setup;
use super::results::Results;
use super::scale::scaled;
use super::settings::Settings;
use common::picture::{self, Pixels};
use image::{DynamicImage, GenericImage, Rgb, RgbImage, RgbaImage, imageops};
use std::path::{Path, PathBuf};

/// How many pixels a picture has on the sheet, and how many are between two.
const TILE: u32 = 110;
const GAP: u32 = 10;
const COLUMNS: usize = 8;
/// More than a screen can show, and few enough to be read again at once.
const MOST: usize = 400;
const PAPER: Rgb<u8> = Rgb([244, 243, 238]);

/// Draws the first results into a file beside them, and says where it is.
pub fn draw(setup: &Setup, results: &Results) -> Result<PathBuf, String> {
    let done: Vec<usize> = results
        .outcomes
        .iter()
        .flatten()
        .map(|done| done.index)
        .collect();
    let shown = &done[..done.len().min(MOST)];
    if shown.is_empty() {
        return Err("there is no result to show".to_string());
    }
    let columns = COLUMNS.min(shown.len());
    let cell = TILE + GAP;
    let width = columns as u32 * cell + GAP;
    let height = shown.len().div_ceil(columns) as u32 * cell + GAP;
    let mut sheet = RgbImage::from_pixel(width, height, PAPER);
    for (place, &index) in shown.iter().enumerate() {
        let (path, _) = setup.plan.pictures[index].targets(&setup.out.folder, &setup.settings);
        let tile = tile(&path)?;
        let (column, row) = ((place % columns) as u32, (place / columns) as u32);
        let x = GAP + column * cell + (TILE - tile.width()) / 2;
        let y = GAP + row * cell + (TILE - tile.height()) / 2;
        sheet
            .copy_from(&tile, x, y)
            .map_err(|error| error.to_string())?;
    }
    let path = setup.out.folder.join("contact-sheet.png");
    let rows = sheet.as_raw().chunks(3 * width as usize);
    picture::write(&path, (width, height), Pixels::Rgb, rows).map_err(|e| e.to_string())?;
    Ok(path)
}

/// The result at `path`, as large as a tile, on paper where one can see through it.
fn tile(path: &Path) -> Result<RgbImage, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let image = image::load_from_memory(&bytes);
    let image = image.map_err(|error| format!("{}: {error}", path.display()))?;
    let image = DynamicImage::from(image.into_rgba8());
    let tiles = Settings {
        fit: true,
        ..Settings::new(TILE)
    };
    let small = scaled(&image, tiles.size((image.width(), image.height())), false)?;
    let mut paper = DynamicImage::from(RgbaImage::from_pixel(
        small.width(),
        small.height(),
        image::Rgba([PAPER[0], PAPER[1], PAPER[2], 255]),
    ));
    imageops::overlay(&mut paper, &small, 0, 0);
    Ok(paper.into_rgb8())
}
