//! Draws a maze and its paths as a PNG file.

use super::grid::{Cell, Maze};
use common::picture::{self, Colour, Pixels};
use std::path::Path;

/// A small maze is drawn larger, up to about so many pixels.
const PIXELS: usize = 800;

/// Walls are 0 and open cells are 1, as in a maze itself.
const FOUND: u8 = 2;
/// The colours from here on lead from the start to the end.
const SHORTEST: u8 = 3;
/// How many of them there are.
const SHADES: usize = 250;

/// Draws the maze into the file at `path`: a shortest path from blue to red, and under it, in yellow, the one that a race
/// found. Says how large the picture is.
pub fn draw(maze: &Maze, path: &Path, found: &[Cell], shortest: &[Cell]) -> Result<String, String> {
    let mut canvas: Vec<u8> = maze.cells.to_vec();
    let scale = (PIXELS / maze.width().max(maze.height())).max(1);
    // A line of one pixel among millions would not be seen.
    let thick = maze.width().max(maze.height()) / PIXELS + 1;
    let mut paint = |cell: Cell, colour: u8| {
        let rows = (cell as usize..).step_by(maze.stride).take(thick);
        for cell in rows.flat_map(|first| first..first + thick) {
            if let Some(pixel) = canvas.get_mut(cell) {
                *pixel = colour;
            }
        }
    };
    found.iter().for_each(|&cell| paint(cell, FOUND));
    for (i, &cell) in shortest.iter().enumerate() {
        paint(cell, SHORTEST + (i * SHADES / shortest.len()) as u8);
    }
    let side = |cells: usize| (cells + 2) * scale;
    let size = (side(maze.width()), side(maze.height()));
    let rows = canvas.chunks(maze.stride).flat_map(|row| {
        let row: Vec<u8> = row
            .iter()
            .flat_map(|&colour| std::iter::repeat_n(colour, scale))
            .collect();
        std::iter::repeat_n(row, scale)
    });
    picture::write(
        path,
        (size.0 as u32, size.1 as u32),
        Pixels::Palette(&palette()),
        rows,
    )
    .map_err(|error| error.to_string())?;
    Ok(format!(
        "{}: {} × {} pixels",
        path.display(),
        size.0,
        size.1
    ))
}

fn palette() -> Vec<Colour> {
    let shade = |i: usize| {
        let between =
            |from: usize, to: usize| (from + (to * i) / SHADES - (from * i) / SHADES) as u8;
        [between(20, 230), between(90, 20), between(230, 40)]
    };
    let fixed = [[45, 50, 60], [250, 250, 246], [250, 200, 90]];
    fixed.into_iter().chain((0..SHADES).map(shade)).collect()
}
