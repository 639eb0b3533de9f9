//! A search in depth: on as far as it goes, and back where it does not.

use super::gate;
use super::grid::{Maze, Path};
use super::script::Plan;
use common::witness;

/// How a search ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It found a way.
    Out(Path),
    /// It went everywhere, and there is none.
    NoWayOut,
    /// It was told to stop.
    Stopped,
}

/// How many steps a search takes between two questions.
const PATIENCE: u64 = 64;

/// East, south, west, north.
const NAMES: [&str; 4] = ["east", "south", "west", "north"];

/// Looks for a way through the maze as solver number `solver` does, and asks now and then whether to `stop`.
///
/// It goes in the first direction that it has not tried yet, and back when it has tried all four: depth first. Solvers
/// differ in the order of the directions, their tie-breaking: see `directions`. The same solver finds the same way
/// in the same maze each time, and it need not be a short one.
pub fn search(maze: &Maze, solver: usize, mut stop: impl FnMut() -> bool) -> Ended {
    let _call = witness::enter("search", &solver);
    let _inside = gate::inside();
    let mut stop = || stop() && maze.script.plan != Plan::Deaf;
    let ended = match maze.script.before(solver, &mut stop) {
        true => walk(maze, solver, &mut stop).0,
        false => Ended::Stopped,
    };
    maze.script.after(solver, &ended);
    ended
}

/// The same, unseen by the witness: how it ended, and after how many steps.
pub(super) fn walk(maze: &Maze, solver: usize, stop: &mut dyn FnMut() -> bool) -> (Ended, u64) {
    let ways = directions(solver).map(|way| maze.steps()[way]);
    // For each cell: 1 + how many ways were tried, and the one that led back, in the upper half. 0: never seen.
    let mut seen = vec![0u8; maze.numbers()];
    let (mut cell, mut steps) = (maze.start(), 0);
    seen[cell as usize] = 1;
    while cell != maze.end() {
        steps += 1;
        if steps % PATIENCE == 0 && stop() {
            return (Ended::Stopped, steps);
        }
        let mark = &mut seen[cell as usize];
        let (tried, came) = ((*mark & 15) - 1, *mark >> 4);
        if let Some(way) = ways.get(usize::from(tried)) {
            *mark += 1;
            let next = cell.wrapping_add(*way);
            if maze.is_open(next) && seen[next as usize] == 0 {
                seen[next as usize] = tried << 4 | 1;
                cell = next;
            }
        } else if cell == maze.start() {
            return (Ended::NoWayOut, steps);
        } else {
            cell = cell.wrapping_sub(ways[usize::from(came)]);
        }
    }
    let mut path = vec![cell];
    while cell != maze.start() {
        cell = cell.wrapping_sub(ways[usize::from(seen[cell as usize] >> 4)]);
        path.push(cell);
    }
    path.reverse();
    (Ended::Out(path), steps)
}

/// The order in which solver number `solver` tries the directions: the first four each prefer another one, and from 24
/// on they come again.
fn directions(solver: usize) -> [usize; 4] {
    let first = solver % 4;
    let mut rest: Vec<usize> = (0..4).filter(|&way| way != first).collect();
    let turn = solver / 4 % 6;
    rest.rotate_left(turn % 3);
    if turn >= 3 {
        rest.swap(1, 2);
    }
    [first, rest[0], rest[1], rest[2]]
}

/// "solver 1 (south, east, west, north)".
pub fn named(solver: usize) -> String {
    let order = directions(solver).map(|way| NAMES[way]).join(", ");
    format!("solver {solver} ({order})")
}
