//! The part's own options, checked.

use super::colours::{self, Palette};
use super::view::View;
use common::exercise::Run;
use common::picture;
use std::path::PathBuf;

/// What the original shows: x from −2.5 to 1, y from −1 to 1.
pub const WHOLE: (f64, f64) = (3.5, 2.0);
pub const MIDDLE: (f64, f64) = (-0.75, 0.0);

const MOST_PIXELS: u64 = 100_000;
const MOST_ITERATIONS: u64 = 10_000_000;
/// The counts of every step are kept until all are compared: four bytes for each pixel and step,
/// and the one that is under way.
const BYTES_PER_PIXEL: u64 = 48;
/// Where the system does not tell how much memory there is.
const SURELY_THERE: u64 = 2 << 30;

/// What to compute, and where the picture goes.
pub struct Setup {
    pub view: View,
    /// Whether neither centre nor zoom was given.
    pub is_whole: bool,
    pub palette: &'static Palette,
    pub out: PathBuf,
}

impl Setup {
    pub fn of(run: &Run) -> Result<Setup, String> {
        let width = run.size();
        let three_quarters = (width * 3).div_ceil(4);
        let height = whole(run, "height", MOST_PIXELS)?.unwrap_or(three_quarters);
        let limit = whole(run, "iterations", MOST_ITERATIONS)?.unwrap_or(1000);
        fits_in_memory(width, height)?;
        let zoom = match run.chosen("zoom") {
            Some(text) => real(text)
                .filter(|zoom| (0.01..=1e300).contains(zoom))
                .ok_or_else(|| format!("--zoom takes a number from 0.01 to 1e300, not '{text}'"))?,
            None => 1.0,
        };
        let centre = match run.chosen("centre") {
            Some(text) => point(text).ok_or_else(|| {
                format!(
                    "--centre takes two numbers from -10 to 10, such as -0.75,0.1, not '{text}'"
                )
            })?,
            None => MIDDLE,
        };
        let name = run.chosen("palette").unwrap_or("fire");
        let palette = colours::PALETTES
            .iter()
            .find(|palette| palette.name == name);
        let palette = palette.ok_or_else(|| {
            let names = colours::PALETTES.map(|palette| palette.name).join(", ");
            format!("--palette takes one of {names}, not '{name}'")
        })?;
        let out = run.chosen("out").map(PathBuf::from);
        let out = out.unwrap_or_else(|| picture::default_path("mandelbrot.png"));
        // Better now than after the work.
        if width > 0 && height > 0 {
            picture::check_place(&out).map_err(|error| error.to_string())?;
        }
        let across = |whole: f64, pixels: u64| whole / zoom / pixels.max(1) as f64;
        let view = View {
            width: width as u32,
            height: height as u32,
            limit: limit as u32,
            centre,
            pixel: (across(WHOLE.0, width), across(WHOLE.1, height)),
        };
        Ok(Setup {
            view,
            is_whole: run.chosen("zoom").is_none() && run.chosen("centre").is_none(),
            palette,
            out,
        })
    }
}

fn fits_in_memory(width: u64, height: u64) -> Result<(), String> {
    let needed = width * height * BYTES_PER_PIXEL;
    let free = common::memory::available().unwrap_or(SURELY_THERE);
    if needed <= free {
        return Ok(());
    }
    let gb = |bytes: u64| format!("{:.1} GB", bytes as f64 / 1e9);
    Err(format!(
        "{width} × {height} pixels take about {} of memory, and {} are free: \
         choose a smaller --size or --height",
        gb(needed),
        gb(free)
    ))
}

fn whole(run: &Run, option: &str, max: u64) -> Result<Option<u64>, String> {
    let Some(text) = run.chosen(option) else {
        return Ok(None);
    };
    match text.replace('_', "").parse() {
        Ok(number) if number <= max => Ok(Some(number)),
        _ => Err(format!(
            "--{option} takes a whole number from 0 to {max}, not '{text}'"
        )),
    }
}

fn point(text: &str) -> Option<(f64, f64)> {
    let (x, y) = text.split_once(',')?;
    let near = |text: &str| real(text).filter(|x| x.abs() <= 10.0);
    Some((near(x)?, near(y)?))
}

fn real(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|x: &f64| x.is_finite())
}
