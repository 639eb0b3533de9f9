//! The best of several, with a mistake in it.

use super::{BestOf, SOLVED};
use exercise_05_mixed::parts::maze::{Ended, Flag, Maze, Win, breadth_first, search};
use std::sync::Mutex;
use std::thread;

pub const ALL: [(&str, &str, BestOf); 9] = [
    (
        "the first to return",
        "The first to come in need not be the best",
        |maze, solvers| (SOLVED.race)(maze, solvers, &Flag::new()),
    ),
    (
        "order of arrival",
        "Both paths are equally short",
        order_of_arrival,
    ),
    (
        "the last of several minima",
        "Both paths are equally short",
        last_of_minima,
    ),
    ("the longest", "wait for all, then compare", longest),
    (
        "serial in disguise",
        "nothing ran in parallel that should",
        serial,
    ),
    ("a lazy iterator", "`collect` the handles first", lazy),
    (
        "one solver less",
        "Solvers are numbered from 0",
        |maze, solvers| (SOLVED.best_of)(maze, solvers - 1),
    ),
    (
        "solvers all alike",
        "Some search the same way as others",
        all_alike,
    ),
    (
        "a shortest path of all",
        "do not belong together",
        |maze, _| breadth_first(maze).map(|path| (0, path)),
    ),
];

fn run(maze: &Maze, solver: usize) -> Option<Win> {
    match search(maze, solver, || false) {
        Ended::Out(path) => Some((solver, path)),
        _ => None,
    }
}

/// All wins, as they come.
fn as_they_come(maze: &Maze, solvers: usize) -> Vec<Win> {
    let wins = Mutex::new(Vec::new());
    thread::scope(|scope| {
        let wins = &wins;
        for solver in 0..solvers {
            scope.spawn(move || {
                let win = run(maze, solver);
                wins.lock().expect("no solver panics").extend(win);
            });
        }
    });
    wins.into_inner().expect("no solver panics")
}

fn order_of_arrival(maze: &Maze, solvers: usize) -> Option<Win> {
    let wins = as_they_come(maze, solvers).into_iter();
    wins.min_by_key(|(_, path)| path.len())
}

fn in_order(maze: &Maze, solvers: usize) -> Vec<Win> {
    let mut wins = as_they_come(maze, solvers);
    wins.sort_by_key(|(solver, _)| *solver);
    wins
}

fn last_of_minima(maze: &Maze, solvers: usize) -> Option<Win> {
    let wins = in_order(maze, solvers).into_iter();
    wins.reduce(|best, win| {
        if win.1.len() <= best.1.len() {
            win
        } else {
            best
        }
    })
}

fn longest(maze: &Maze, solvers: usize) -> Option<Win> {
    let wins = in_order(maze, solvers).into_iter();
    wins.max_by_key(|(_, path)| path.len())
}

fn serial(maze: &Maze, solvers: usize) -> Option<Win> {
    let wins = (0..solvers).filter_map(|solver| run(maze, solver));
    wins.min_by_key(|(_, path)| path.len())
}

fn lazy(maze: &Maze, solvers: usize) -> Option<Win> {
    thread::scope(|scope| {
        let threads = (0..solvers).map(|solver| scope.spawn(move || run(maze, solver)));
        let wins = threads.filter_map(|thread| thread.join().expect("no solver panics"));
        wins.min_by_key(|(_, path)| path.len())
    })
}

fn all_alike(maze: &Maze, solvers: usize) -> Option<Win> {
    thread::scope(|scope| {
        let threads: Vec<_> = (0..solvers).map(|_| scope.spawn(|| run(maze, 0))).collect();
        let wins = threads
            .into_iter()
            .filter_map(|thread| thread.join().expect("no solver panics"));
        wins.min_by_key(|(_, path)| path.len())
    })
}
