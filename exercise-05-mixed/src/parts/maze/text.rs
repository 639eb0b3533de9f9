//! Mazes as text: read, with errors that name line and column, and written.

use super::grid::{Cell, LONGEST_SIDE, Maze};
use super::script::Script;
use std::fmt::Display;
use std::io::ErrorKind;
use std::path::Path;

/// Reads a maze of at most so many cells from the file at `path`. The error names the file, and in it line and column.
pub fn load(path: &Path, most_cells: u64) -> Result<Maze, String> {
    let wrong = |what: &dyn Display| format!("{}: {what}", path.display());
    let found = std::fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => wrong(&"there is no such file. Check the spelling"),
        _ => wrong(&error),
    })?;
    if !found.is_file() {
        // Whoever opens a FIFO may wait for ever.
        return Err(wrong(
            &"not a file. --data takes a text file with a maze in it",
        ));
    }
    if found.len() > most_cells {
        let bytes = found.len();
        let what = format!(
            "{bytes} bytes, and there is memory for a maze of {most_cells}. Take a smaller one"
        );
        return Err(wrong(&what));
    }
    let bytes = std::fs::read(path).map_err(|error| wrong(&error))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let (line, column) = end_of(&bytes[..error.valid_up_to()]);
        let byte = bytes[error.valid_up_to()];
        let what = format!("the byte 0x{byte:02X} is not UTF-8. A maze is plain text");
        wrong(&format!("line {line}, column {column}: {what}"))
    })?;
    parse(text).map_err(|error| wrong(&error))
}

/// The line and the column behind `valid`, which is UTF-8.
fn end_of(valid: &[u8]) -> (usize, usize) {
    let text = String::from_utf8_lossy(valid);
    let line = text.rsplit('\n').next().unwrap_or_default();
    (text.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Reads a maze: `#` is a wall, a blank or `.` is open, `S` is the start and `E` the end. Without `S`, the start is the
/// first open cell; without `E`, the end is the last. All lines are equally long; empty lines at the end do not count.
pub fn parse(text: &str) -> Result<Maze, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.trim_end_matches(['\r', '\n']).split('\n');
    let lines: Vec<&str> = lines
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .collect();
    let (width, height) = (lines[0].chars().count(), lines.len());
    if width == 0 {
        return Err("line 1, column 1: the first line is empty, so there is no maze".into());
    }
    if width.max(height) > LONGEST_SIDE {
        return Err(format!(
            "{width} × {height} cells: no side may be longer than {LONGEST_SIDE}"
        ));
    }
    let (cells, stride) = Maze::solid(width, height);
    let mut unfinished = Unfinished {
        cells,
        stride,
        ends: [None, None],
    };
    for (row, line) in (1..).zip(lines) {
        same_width(row, line, width)?;
        for (column, character) in (1..).zip(line.chars()) {
            unfinished
                .take(row * stride + column, character)
                .map_err(|error| format!("line {row}, column {column}: {error}"))?;
        }
    }
    unfinished.finish()
}

fn same_width(row: usize, line: &str, width: usize) -> Result<(), String> {
    let found = line.chars().count();
    if found == width {
        return Ok(());
    }
    Err(format!(
        "line {row}, column {}: this line has {found} cells, and the first has {width}. If your editor cuts blanks off, \
         use '.' for open cells",
        found.min(width) + 1
    ))
}

/// A maze that is being read.
struct Unfinished {
    cells: Vec<u8>,
    stride: usize,
    /// Start and end.
    ends: [Option<usize>; 2],
}

impl Unfinished {
    fn take(&mut self, cell: usize, character: char) -> Result<(), String> {
        let end = match character {
            '#' => return Ok(()),
            ' ' | '.' => None,
            'S' => Some(0),
            'E' => Some(1),
            other => {
                return Err(format!(
                    "{other:?} is no part of a maze. Walls are '#', open cells ' ' or '.', the start is 'S' and the end \
                     'E'"
                ));
            }
        };
        self.cells[cell] = 1;
        let Some(first) = end.and_then(|end| self.ends[end].replace(cell)) else {
            return Ok(());
        };
        let (line, column) = (first / self.stride, first % self.stride);
        Err(format!(
            "a second {character}; the first is in line {line}, column {column}"
        ))
    }

    fn finish(self) -> Result<Maze, String> {
        let is_open = |cell: &u8| *cell == 1;
        let [start, end] = self.ends;
        let start = start.or_else(|| self.cells.iter().position(is_open));
        let end = end.or_else(|| self.cells.iter().rposition(is_open));
        let (Some(start), Some(end)) = (start, end) else {
            return Err("line 1, column 1: no start: there is no S, and no open cell".into());
        };
        Ok(Maze {
            cells: self.cells.into(),
            stride: self.stride,
            start: start as Cell,
            end: end as Cell,
            script: Script::default(),
        })
    }
}

/// Writes a maze as [`parse`] reads it.
pub fn write(maze: &Maze) -> String {
    let character = |cell: Cell| match cell {
        _ if cell == maze.start() => 'S',
        _ if cell == maze.end() => 'E',
        _ if maze.is_open(cell) => '.',
        _ => '#',
    };
    let row = |row: usize| {
        let first = (row * maze.stride + 1) as Cell;
        let cells = first..first + maze.width() as Cell;
        cells.map(character).chain(['\n']).collect::<String>()
    };
    (1..=maze.height()).map(row).collect()
}
