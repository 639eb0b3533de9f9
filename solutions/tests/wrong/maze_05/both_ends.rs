//! Searches from both ends, with a mistake in them.

use super::{FromBothEnds, SOLVED};
use exercise_05_mixed::parts::maze::{Cell, Maze, Path, Trail, UNSEEN, breadth_first};
use std::sync::atomic::Ordering::Relaxed;
use std::thread;
use std::time::Duration;

pub const ALL: [(&str, &str, FromBothEnds); 6] = [
    (
        "from the start alone",
        "This is a search from one end",
        breadth_first,
    ),
    (
        "one after the other",
        "Move the smaller of the two levels",
        |maze| from_both(maze, |turn, _| turn % 2),
    ),
    (
        "the larger level",
        "Move the smaller of the two levels",
        |maze| {
            from_both(maze, |_, levels| {
                usize::from(levels[1].len() > levels[0].len())
            })
        },
    ),
    (
        "no way out without end",
        "as soon as one of the two levels is empty",
        endless,
    ),
    ("only half of the path", "it ends at", half),
    ("the cell in the middle twice", "leaps from", middle_twice),
];

/// Right, but for which side moves.
fn from_both(maze: &Maze, side: fn(usize, &[Vec<Cell>; 2]) -> usize) -> Option<Path> {
    let ends = [maze.start(), maze.end()];
    if ends[0] == ends[1] {
        return Some(vec![maze.start()]);
    }
    let trails = ends.map(|end| Trail::new(maze, end));
    let mut levels = ends.map(|end| vec![end]);
    for turn in 0.. {
        if levels.iter().any(Vec::is_empty) {
            break;
        }
        let side = side(turn, &levels);
        let mut next = Vec::new();
        for &cell in &levels[side] {
            for (neighbour, way) in maze.neighbours(cell) {
                if trails[side][neighbour].load(Relaxed) == UNSEEN {
                    trails[side][neighbour].store(way, Relaxed);
                    if trails[1 - side][neighbour].load(Relaxed) != UNSEEN {
                        return Trail::joined(&trails[0], &trails[1], neighbour);
                    }
                    next.push(neighbour);
                }
            }
        }
        levels[side] = next;
    }
    None
}

fn endless(maze: &Maze) -> Option<Path> {
    while breadth_first(maze).is_none() {
        thread::sleep(Duration::from_millis(10));
    }
    (SOLVED.from_both_ends)(maze)
}

fn half(maze: &Maze) -> Option<Path> {
    let mut path = (SOLVED.from_both_ends)(maze)?;
    path.truncate(path.len().div_ceil(2));
    Some(path)
}

fn middle_twice(maze: &Maze) -> Option<Path> {
    let mut path = (SOLVED.from_both_ends)(maze)?;
    let middle = path.len() / 2;
    path.insert(middle, path[middle]);
    Some(path)
}
