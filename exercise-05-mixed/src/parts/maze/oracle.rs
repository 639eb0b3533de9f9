//! What is right: the shortest path by a plain breadth-first search, and whether a path is one at all.

use super::grid::{Cell, Maze, Path, Way};
use super::trail::{HERE, UNSEEN};
use std::collections::VecDeque;

/// A shortest path from the start to the end; `None` when there is none. One thread, breadth first: the cells come out
/// of the queue in the order of their distance, so the first path to the end is a shortest one.
pub fn breadth_first(maze: &Maze) -> Option<Path> {
    let mut reached_by = vec![UNSEEN; maze.numbers()];
    reached_by[maze.start() as usize] = HERE;
    let mut queue = VecDeque::from([maze.start()]);
    while let Some(cell) = queue.pop_front() {
        if cell == maze.end() {
            return Some(path_back(maze, &reached_by, cell));
        }
        for (neighbour, way) in maze.neighbours(cell) {
            if reached_by[neighbour as usize] == UNSEEN {
                reached_by[neighbour as usize] = way;
                queue.push_back(neighbour);
            }
        }
    }
    None
}

fn path_back(maze: &Maze, reached_by: &[Way], end: Cell) -> Path {
    let before = |&cell: &Cell| match reached_by[cell as usize] {
        HERE => None,
        way => Some(cell.wrapping_sub(maze.steps()[usize::from(way) - 1])),
    };
    let mut path: Path = std::iter::successors(Some(end), before).collect();
    path.reverse();
    path
}

/// How many levels a search goes through until it sees the end, how many cells are in them, and how many in the widest.
pub fn levels(maze: &Maze) -> (usize, usize, usize) {
    let mut seen = vec![false; maze.numbers()];
    seen[maze.start() as usize] = true;
    let (mut level, mut levels, mut cells, mut widest) = (vec![maze.start()], 0, 0, 0);
    while !level.is_empty() {
        levels += 1;
        cells += level.len();
        widest = widest.max(level.len());
        if seen[maze.end() as usize] {
            break;
        }
        let beside = level.iter().flat_map(|&cell| maze.neighbours(cell));
        let is_new = |&(cell, _): &(Cell, Way)| !std::mem::replace(&mut seen[cell as usize], true);
        level = beside.filter(is_new).map(|(cell, _)| cell).collect();
    }
    (levels, cells, widest)
}

/// For each cell, how many steps it is from `from`, if one can come there.
pub(super) fn distances(maze: &Maze, from: Cell) -> Vec<Option<usize>> {
    let mut distances = vec![None; maze.numbers()];
    distances[from as usize] = Some(0);
    let mut queue = VecDeque::from([(from, 0)]);
    while let Some((cell, distance)) = queue.pop_front() {
        for step in maze.steps() {
            let next = cell.wrapping_add(step);
            if maze.is_open(next) && distances[next as usize].is_none() {
                distances[next as usize] = Some(distance + 1);
                queue.push_back((next, distance + 1));
            }
        }
    }
    distances
}

/// What is wrong with a path, in words; `None` when it leads from the start to the end.
pub fn fault(maze: &Maze, path: &[Cell]) -> Option<String> {
    let at = |cell: Cell| {
        let (row, column) = maze.place(cell);
        format!("row {row}, column {column}")
    };
    let Some((&first, &last)) = path.first().zip(path.last()) else {
        return Some("it is empty: even where start and end are one, that cell is on it".into());
    };
    if first != maze.start() {
        let start = at(maze.start());
        return Some(format!(
            "it begins at {}, and the start is {start}",
            at(first)
        ));
    }
    if let Some(i) = path.iter().position(|&cell| !maze.is_open(cell)) {
        return Some(format!("step {i} goes into a wall, at {}", at(path[i])));
    }
    let is_step = |a: Cell, b: Cell| maze.steps().iter().any(|&step| a.wrapping_add(step) == b);
    if let Some(i) = path.windows(2).position(|pair| !is_step(pair[0], pair[1])) {
        let (a, b) = (at(path[i]), at(path[i + 1]));
        return Some(format!("step {} leaps from {a} to {b}", i + 1));
    }
    if last != maze.end() {
        let end = at(maze.end());
        return Some(format!("it ends at {}, and the end is {end}", at(last)));
    }
    None
}
