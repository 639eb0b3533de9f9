//! Mazes from text files, and errors that name the line and the column.

use super::grid::{Cell, LONGEST_SIDE, Maze};
use super::script::Script;
use std::fmt::Display;
use std::path::Path;

/// The largest file that is read: a maze of the longest side.
const MOST_BYTES: u64 = (LONGEST_SIDE as u64 + 2) * LONGEST_SIDE as u64;

/// Reads a maze from the file at `path`. The error names the file, and in it the line and the column.
pub fn load(path: &Path, most_cells: u64) -> Result<Maze, String> {
    let wrong = |what: &dyn Display| format!("{}: {what}", path.display());
    let found = std::fs::metadata(path).map_err(|error| wrong(&error))?;
    if !found.is_file() {
        // Whoever opens a FIFO may wait for ever.
        return Err(wrong(
            &"not a file. --data takes a text file with a maze in it",
        ));
    }
    if found.len() > MOST_BYTES.min(most_cells) {
        let bytes = found.len();
        return Err(wrong(&format!(
            "{bytes} bytes: that is too large a maze for this machine"
        )));
    }
    let bytes = std::fs::read(path).map_err(|error| wrong(&error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let before = String::from_utf8_lossy(valid);
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .map_or(0, |rest| rest.chars().count())
            + 1;
        let byte = error.as_bytes()[valid.len()];
        wrong(&format!(
            "line {line}, column {column}: the byte 0x{byte:02X} is not UTF-8. A maze is plain text"
        ))
    })?;
    parse(&text).map_err(|error| wrong(&error))
}

/// Reads a maze: `#` is a wall, a blank or `.` is open, `S` is the start and `E` the end. Without `S`, the start is the first open
/// cell; without `E`, the end is the last. All lines are equally long; empty lines at the end do not count.
pub fn parse(text: &str) -> Result<Maze, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines: Vec<&str> = text.trim_end_matches(['\r', '\n']).split('\n').collect();
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .collect();
    let (width, height) = (lines[0].chars().count(), lines.len());
    if width == 0 {
        return Err("line 1, column 1: there is no maze: the first line is empty".into());
    }
    if width.max(height) > LONGEST_SIDE {
        return Err(format!(
            "{width} × {height} cells: no side may be longer than {LONGEST_SIDE}"
        ));
    }
    let (mut cells, stride) = Maze::solid(width, height);
    let (mut start, mut end) = (None, None);
    for (row, line) in (1..).zip(lines) {
        let found = line.chars().count();
        if found != width {
            let column = found.min(width) + 1;
            return Err(format!(
                "line {row}, column {column}: this line has {found} cells, the first has {width}. (If your editor cuts \
                 blanks off, use '.' for open cells.)"
            ));
        }
        for (column, character) in (1..).zip(line.chars()) {
            let cell = row * stride + column;
            let place = match character {
                '#' => continue,
                ' ' | '.' => None,
                'S' => Some(("start", &mut start)),
                'E' => Some(("end", &mut end)),
                other => {
                    return Err(format!(
                        "line {row}, column {column}: {other:?} is no part of a maze. Walls are '#', open cells ' ' or \
                         '.', the start is 'S' and the end 'E'"
                    ));
                }
            };
            if let Some((what, slot)) = place {
                if let Some(first) = slot.replace(cell) {
                    let (line, column_of_first) = (first / stride, first % stride);
                    return Err(format!(
                        "line {row}, column {column}: a second {what}; the first is in line {line}, column \
                         {column_of_first}"
                    ));
                }
            }
            cells[cell] = 1;
        }
    }
    let open = |&cell: &u8| cell == 1;
    let start = start.or_else(|| cells.iter().position(|cell| open(cell)));
    let end = end.or_else(|| cells.iter().rposition(|cell| open(cell)));
    let (Some(start), Some(end)) = (start, end) else {
        return Err(
            "line 1, column 1: no start: there is no S, and no open cell to start from".into(),
        );
    };
    Ok(Maze {
        cells: cells.into(),
        stride,
        start: start as Cell,
        end: end as Cell,
        script: Script::default(),
    })
}

/// Writes a maze as [`parse`] reads it.
pub fn write(maze: &Maze) -> String {
    let character = |cell: Cell| match cell {
        _ if cell == maze.start() => 'S',
        _ if cell == maze.end() => 'E',
        _ if maze.is_open(cell) => '.',
        _ => '#',
    };
    let row = |row: usize| -> String {
        let first = (row * (maze.width() + 2) + 1) as Cell;
        (first..first + maze.width() as Cell)
            .map(character)
            .chain(['\n'])
            .collect()
    };
    (1..=maze.height()).map(row).collect()
}
