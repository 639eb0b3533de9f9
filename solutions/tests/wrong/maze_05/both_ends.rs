//! Searches from both ends, with a mistake in them.

use super::{FromBothEnds, SOLVED};
use exercise_05_mixed::parts::maze::{Cell, Maze, Path, THERE, Trail, UNSEEN, Way, breadth_first};
use std::sync::atomic::Ordering::Relaxed;
use std::thread;
use std::time::Duration;

pub const ALL: [(&str, &str, FromBothEnds); 10] = [
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
    (
        "until both levels are empty",
        "not when both are",
        until_both_are_empty,
    ),
    (
        "no path where the start is the end",
        "The start is the end: there is nothing to search",
        |maze| match maze.start() == maze.end() {
            true => None,
            false => (SOLVED.from_both_ends)(maze),
        },
    ),
    (
        "all marks alike",
        "Has each mark of the search from the end `THERE` in it",
        |maze| search(maze, 0, |_, levels| smaller(levels)),
    ),
    ("meets itself", "it ends at", meets_itself),
    ("only half of the path", "it ends at", half),
    ("the cell in the middle twice", "leaps from", middle_twice),
];

/// Right, but for which side moves.
fn from_both(maze: &Maze, side: fn(usize, &[Vec<Cell>; 2]) -> usize) -> Option<Path> {
    search(maze, THERE, side)
}

fn smaller(levels: &[Vec<Cell>; 2]) -> usize {
    usize::from(levels[1].len() < levels[0].len())
}

fn until_both_are_empty(maze: &Maze) -> Option<Path> {
    if maze.start() == maze.end() {
        return Some(vec![maze.start()]);
    }
    let trail = Trail::from_both_ends(maze);
    let mut levels = [vec![maze.start()], vec![maze.end()]];
    while levels.iter().any(|level| !level.is_empty()) {
        let side = match levels.iter().position(Vec::is_empty) {
            Some(empty) => 1 - empty,
            None => smaller(&levels),
        };
        let ours = [0, THERE][side];
        for cell in std::mem::take(&mut levels[side]) {
            for (neighbour, way) in maze.neighbours(cell) {
                let seen = trail[neighbour].load(Relaxed);
                if seen == UNSEEN {
                    trail[neighbour].store(way | ours, Relaxed);
                    levels[side].push(neighbour);
                } else if seen & THERE != ours {
                    return trail.path_across(cell, neighbour);
                }
            }
        }
    }
    None
}

/// The same, with `there` added to the marks of the search from the end.
fn search(maze: &Maze, there: Way, side: fn(usize, &[Vec<Cell>; 2]) -> usize) -> Option<Path> {
    if maze.start() == maze.end() {
        return Some(vec![maze.start()]);
    }
    let trail = Trail::from_both_ends(maze);
    let mut levels = [vec![maze.start()], vec![maze.end()]];
    for turn in 0.. {
        if levels.iter().any(Vec::is_empty) {
            break;
        }
        let side = side(turn, &levels);
        let ours = [0, THERE][side];
        for cell in std::mem::take(&mut levels[side]) {
            for (neighbour, way) in maze.neighbours(cell) {
                let seen = trail[neighbour].load(Relaxed);
                if seen == UNSEEN {
                    trail[neighbour].store(way | (ours & there), Relaxed);
                    levels[side].push(neighbour);
                } else if seen & THERE != ours {
                    return trail.path_across(cell, neighbour);
                }
            }
        }
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

/// Whatever was seen counts as met.
fn meets_itself(maze: &Maze) -> Option<Path> {
    let trail = Trail::from_both_ends(maze);
    let mut level = vec![maze.start()];
    while !level.is_empty() {
        for cell in std::mem::take(&mut level) {
            for (neighbour, way) in maze.neighbours(cell) {
                if trail[neighbour].load(Relaxed) != UNSEEN {
                    return trail.path_across(cell, neighbour);
                }
                trail[neighbour].store(way, Relaxed);
                level.push(neighbour);
            }
        }
    }
    None
}
