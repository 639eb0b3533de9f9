//! What the lab `maze` rests on: mazes from text and from seeds, and whether a path is one.

use exercise_05_mixed::parts::maze::{
    Ended, Maze, Recipe, breadth_first, fault, load, parse, search, write,
};
use std::collections::BTreeSet;
use std::fs;

const ROOM: u64 = 1_000_000;

fn made(side: usize, seed: u64, loops: u32, closed: bool) -> Maze {
    let recipe = Recipe {
        side,
        seed,
        loops,
        closed,
    };
    recipe.make()
}

fn open_cells(maze: &Maze) -> usize {
    let cells = 0..maze.numbers() as u32;
    cells.filter(|&cell| maze.is_open(cell)).count()
}

/// How many cells one can come to from the start.
fn reached(maze: &Maze) -> usize {
    let (mut seen, mut open) = (BTreeSet::from([maze.start()]), vec![maze.start()]);
    while let Some(cell) = open.pop() {
        let beside = maze.neighbours(cell).map(|(cell, _)| cell);
        open.extend(beside.filter(|&cell| seen.insert(cell)));
    }
    seen.len()
}

#[test]
fn a_perfect_maze_of_any_size_is_a_tree() {
    for side in (1..40usize).chain([101]) {
        let rooms = side.div_ceil(2) * side.div_ceil(2);
        let maze = made(side, side as u64, 0, false);
        // A tree has one edge less than it has nodes, and all are connected.
        assert_eq!(open_cells(&maze), 2 * rooms - 1, "{side}");
        assert_eq!(reached(&maze), 2 * rooms - 1, "{side}");
    }
}

#[test]
fn all_loops_open_every_wall_between_rooms() {
    assert_eq!(write(&made(3, 1, 100, false)), "S..\n.#.\n..E\n");
}

#[test]
fn the_same_seed_gives_the_same_maze() {
    let text = |seed| write(&made(31, seed, 10, false));
    assert_eq!(text(7), text(7));
    assert_ne!(text(7), text(8));
}

#[test]
fn a_closed_maze_has_no_way_out_unless_its_start_is_its_end() {
    for side in 3..20 {
        assert_eq!(breadth_first(&made(side, 1, 50, true)), None, "{side}");
    }
    for side in [1, 2] {
        assert!(breadth_first(&made(side, 1, 50, true)).is_some(), "{side}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    for (side, loops) in [(1, 0), (2, 0), (9, 0), (12, 40)] {
        let text = write(&made(side, 3, loops, false));
        assert_eq!(write(&parse(&text).unwrap()), text);
    }
}

#[test]
fn text_may_have_blanks_or_dots_and_the_line_ends_of_any_system() {
    let read = |text: &str| write(&parse(text).unwrap());
    let maze = "S.#\n#.E\n";
    for text in ["S.#\n#.E", "S #\r\n# E\r\n", "\u{feff}S.#\n#.E\n\n\n"] {
        assert_eq!(read(text), maze, "{text:?}");
    }
}

#[test]
fn without_marks_the_first_and_the_last_open_cell_are_the_ends() {
    let ends = |text| write(&parse(text).unwrap()).replace('\n', "/");
    assert_eq!(ends("#..\n..#"), "#S./.E#/");
    assert_eq!(ends("#.S\n..#"), "#.S/.E#/");
    assert_eq!(ends("#..\nE.#"), "#S./E.#/");
    assert_eq!(ends("#S#"), "#S#/");
}

#[test]
fn what_is_no_maze_is_refused_with_line_and_column() {
    let cases = [
        ("", "line 1, column 1: the first line is empty"),
        ("\n\n", "line 1, column 1: the first line is empty"),
        ("##\n##", "line 1, column 1: no start"),
        ("S..\n..\n..E", "line 2, column 3: this line has 2 cells"),
        ("S..\n....\n..E", "line 2, column 4: this line has 4 cells"),
        ("S..\n\n..E", "line 2, column 1: this line has 0 cells"),
        (
            "S..\n.S.",
            "line 2, column 2: a second S; the first is in line 1, column 1",
        ),
        (
            "S.E\n..E",
            "line 2, column 3: a second E; the first is in line 1, column 3",
        ),
        ("S..\n.x.", "line 2, column 2: 'x' is no part of a maze"),
        ("Sé.\n.\t.", "line 1, column 2: 'é' is no part"),
        ("S.\r.\n....", "line 1, column 3: '\\r' is no part"),
    ];
    for (text, says) in cases {
        let error = parse(text).unwrap_err();
        assert!(error.starts_with(says), "{text:?}: {error}");
    }
}

#[test]
fn a_file_that_is_none_or_not_text_or_too_large_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("maze.txt");
    let error = |bytes: &[u8], room| {
        fs::write(&path, bytes).unwrap();
        let error = load(&path, room).unwrap_err();
        assert!(error.starts_with(&*path.to_string_lossy()), "{error}");
        error
    };
    assert!(error(b"S.\n.\xFF", ROOM).contains("line 2, column 2: the byte 0xFF"));
    assert!(error(b"", ROOM).contains("line 1, column 1"));
    assert!(error(b"S........E", 9).contains("10 bytes, and there is memory"));
    assert!(
        load(folder.path(), ROOM)
            .unwrap_err()
            .contains("not a file")
    );
    let none = load(&folder.path().join("none"), ROOM).unwrap_err();
    assert!(none.contains("Check the spelling"), "{none}");
}

#[test]
fn a_path_that_is_none_is_told_in_words() {
    let maze = parse("S.#\n..E").unwrap();
    let path = breadth_first(&maze).unwrap();
    assert_eq!(fault(&maze, &path), None);
    let says = |path: &[u32], says| {
        let fault = fault(&maze, path).unwrap();
        assert!(fault.contains(says), "{fault}");
    };
    says(&[], "it is empty");
    says(&path[1..], "it begins at");
    says(&path[..2], "it ends at");
    says(&[path[0], path[2]], "leaps from row 1, column 1");
    says(
        &[path[0], path[0] + 1, path[0] + 2, path[3]],
        "into a wall, at row 1, column 3",
    );
}

#[test]
fn every_solver_finds_a_path_and_the_same_one_each_time() {
    let maze = made(41, 5, 20, false);
    for solver in 0..24 {
        let ended = search(&maze, solver, || false);
        let Ended::Out(path) = &ended else {
            panic!("solver {solver}: {ended:?}");
        };
        assert_eq!(fault(&maze, path), None, "solver {solver}");
        assert_eq!(ended, search(&maze, solver, || false));
    }
}

#[test]
fn a_search_that_is_told_to_stop_stops() {
    assert_eq!(search(&made(41, 5, 0, true), 0, || true), Ended::Stopped);
}
