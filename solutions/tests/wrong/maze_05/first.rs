//! Who is first? Races of threads in which that is decided in the wrong way.

use super::race::on_threads;
use exercise_05_mixed::parts::maze::{Ended, Flag, Maze, Win, search};
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};

/// The program that the lab descends from.
pub fn looks_then_sets(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    on_threads(solvers, |solver| {
        let ended = search(maze, solver, || won.load(Relaxed));
        if won.load(Acquire) {
            return None;
        }
        won.store(true, Release);
        let Ended::Out(path) = ended else { return None };
        maze.announce(solver);
        Some((solver, path))
    })
}

pub fn looks_in_a_function(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    fn first(flag: &Flag) -> bool {
        if flag.load(Acquire) {
            return false;
        }
        flag.store(true, Release);
        true
    }
    first_by(maze, solvers, won, first)
}

/// A look in disguise.
pub fn adds_nothing(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    first_by(maze, solvers, won, |flag| {
        let first = !flag.fetch_or(false, AcqRel);
        if first {
            flag.store(true, Release);
        }
        first
    })
}

fn first_by(maze: &Maze, solvers: usize, won: &Flag, first: fn(&Flag) -> bool) -> Option<Win> {
    on_threads(solvers, |solver| {
        let ended = search(maze, solver, || won.load(Relaxed));
        let first = first(won);
        match ended {
            Ended::Out(path) if first => {
                maze.announce(solver);
                Some((solver, path))
            }
            _ => None,
        }
    })
}

pub fn sets_without_a_look(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    on_threads(solvers, |solver| {
        let ended = search(maze, solver, || won.load(Relaxed));
        won.store(true, Release);
        let Ended::Out(path) = ended else { return None };
        maze.announce(solver);
        Some((solver, path))
    })
}

pub fn announces_first(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    on_threads(solvers, |solver| {
        let ended = search(maze, solver, || won.load(Relaxed));
        if let Ended::Out(_) = ended {
            maze.announce(solver);
        }
        let first = won.compare_exchange(false, true, AcqRel, Acquire).is_ok();
        match ended {
            Ended::Out(path) if first => Some((solver, path)),
            _ => None,
        }
    })
}
