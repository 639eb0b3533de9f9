//! Draws a small maze and a path for the terminal.

use super::grid::{Cell, Maze};

/// How many columns there are to draw in.
const COLUMNS: usize = 76;

/// The maze with its path, a line of text for each row; an error if it is wider than a terminal.
///
/// A letter is about twice as high as it is wide, so a cell is two letters where there is room for that.
pub fn drawn(maze: &Maze, path: &[Cell]) -> Result<Vec<String>, String> {
    let letters = match maze.width() + 2 {
        cells if 2 * cells <= COLUMNS => 2,
        cells if cells <= COLUMNS => 1,
        _ => {
            let (width, most) = (maze.width(), COLUMNS - 2);
            return Err(format!(
                "not drawn: {width} columns are too many for a terminal, {most} would fit. --png FILE draws any size"
            ));
        }
    };
    let mut is_on_path = vec![false; maze.numbers()];
    path.iter()
        .for_each(|&cell| is_on_path[cell as usize] = true);
    let picture = |cell: Cell| match () {
        () if cell == maze.start() => "S ",
        () if cell == maze.end() => "E ",
        () if is_on_path[cell as usize] => "· ",
        () if maze.is_open(cell) => "  ",
        () => "██",
    };
    let row = |row: usize| {
        let first = (row * (maze.width() + 2)) as Cell;
        let cells = first..first + maze.width() as Cell + 2;
        let letters = |cell| picture(cell).chars().take(letters);
        cells.flat_map(letters).collect::<String>()
    };
    Ok((0..maze.height() + 2).map(row).collect())
}
