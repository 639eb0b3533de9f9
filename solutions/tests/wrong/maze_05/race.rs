//! Races of threads with a mistake in them.

use super::first::{
    adds_nothing, announces_first, looks_in_a_function, looks_then_sets, sets_without_a_look,
};
use super::{Race, SOLVED};
use exercise_05_mixed::parts::maze::{Ended, Flag, Maze, Win, search};
use rayon::prelude::*;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

pub const ALL: [(&str, &str, Race); 19] = [
    (
        "looks, then sets",
        "between the look at the flag and the step that sets it",
        looks_then_sets,
    ),
    (
        "looks, then sets, in a function",
        "between the look at the flag and the step that sets it",
        looks_in_a_function,
    ),
    (
        "adds nothing, then sets",
        "between the look at the flag and the step that sets it",
        adds_nothing,
    ),
    (
        "a pool of two for three",
        "A pool of fewer threads than solvers",
        pool_of_two,
    ),
    (
        "sets without a look",
        "Each of them thought to be the first",
        sets_without_a_look,
    ),
    (
        "announces before it is sure",
        "Each of them thought to be the first",
        announces_first,
    ),
    (
        "losers never stop",
        "They go on searching although the race is over",
        never_stop,
    ),
    (
        "the flag is never set",
        "They go on searching although the race is over",
        never_set,
    ),
    (
        "does not wait for the losers",
        "Wait for all of them before you return",
        does_not_wait,
    ),
    (
        "a watcher that stays",
        "They outlive the answer",
        a_watcher_stays,
    ),
    (
        "solvers all alike",
        "Some search the same way as others",
        all_alike,
    ),
    (
        "serial in disguise",
        "nothing ran in parallel that should",
        serial,
    ),
    (
        "joined at once",
        "nothing ran in parallel that should",
        joined_at_once,
    ),
    (
        "waits for a winner for ever",
        "it waits for something that never comes",
        waits_for_ever,
    ),
    (
        "looks at the flag for ever",
        "although nobody found a way out",
        spins_for_ever,
    ),
    ("through the walls", "through no wall", through_walls),
    ("another's number", "do not belong together", others_number),
    ("without a word", "The winner has to call", silent),
    (
        "no way out stops nobody",
        "They go on searching although the race is over",
        no_way_out_stops_nobody,
    ),
];

/// A thread for each solver; the first that has something, in the order of the numbers.
pub fn on_threads(solvers: usize, run: impl Fn(usize) -> Option<Win> + Sync) -> Option<Win> {
    thread::scope(|scope| {
        let run = &run;
        let start = |solver| scope.spawn(move || run(solver));
        let threads: Vec<_> = (0..solvers).map(start).collect();
        let wins = threads
            .into_iter()
            .map(|thread| thread.join().expect("no solver panics"));
        wins.fold(None, Option::or)
    })
}

fn pool_of_two(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
    let run = |solver| match search(maze, solver, || won.load(Relaxed)) {
        Ended::Out(path) if !won.swap(true, AcqRel) => {
            maze.announce(solver);
            Some((solver, path))
        }
        _ => None,
    };
    let pool = pool.expect("threads can be started");
    pool.install(|| (0..solvers).into_par_iter().find_map_any(run))
}

/// All right, but for `stop` and for who raises the flag.
fn race_with(
    maze: &Maze,
    solvers: usize,
    won: &Flag,
    find: impl Fn(usize, &Flag) -> Ended + Sync,
) -> Option<Win> {
    on_threads(solvers, |solver| {
        let Ended::Out(path) = find(solver, won) else {
            return None;
        };
        won.compare_exchange(false, true, AcqRel, Acquire).ok()?;
        maze.announce(solver);
        Some((solver, path))
    })
}

fn never_stop(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    race_with(maze, solvers, won, |solver, _| {
        search(maze, solver, || false)
    })
}

fn never_set(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    let own = Flag::new();
    race_with(maze, solvers, won, |solver, _| {
        search(maze, solver, || own.load(Relaxed))
    })
}

fn no_way_out_stops_nobody(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    race_with(maze, solvers, won, |solver, won| {
        search(maze, solver, || won.load(Relaxed))
    })
}

fn does_not_wait(maze: &Maze, solvers: usize, _: &Flag) -> Option<Win> {
    let (sender, results) = mpsc::channel();
    let over = Arc::new(AtomicBool::new(false));
    for solver in 0..solvers {
        let (maze, sender, over) = (maze.clone(), sender.clone(), over.clone());
        thread::spawn(move || {
            let ended = search(&maze, solver, || over.load(Relaxed));
            if !over.swap(true, AcqRel) {
                maze.announce(solver);
                // Nobody listens any more when the first has come.
                let _ = sender.send((solver, ended));
            }
        });
    }
    drop(sender);
    match results.recv() {
        Ok((solver, Ended::Out(path))) => Some((solver, path)),
        _ => None,
    }
}

fn a_watcher_stays(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    thread::spawn(|| thread::sleep(Duration::from_secs(60)));
    (SOLVED.race)(maze, solvers, won)
}

fn all_alike(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    let win = race_with(maze, solvers, won, |_, won| {
        search(maze, 0, || won.load(Relaxed))
    });
    win.map(|(_, path)| (0, path))
}

fn serial(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    let run = |solver| match search(maze, solver, || won.load(Relaxed)) {
        Ended::Out(path) => Some((solver, path)),
        _ => None,
    };
    let win = (0..solvers).find_map(run);
    win.iter().for_each(|(solver, _)| maze.announce(*solver));
    win
}

fn joined_at_once(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    let run = |solver| {
        on_threads(1, |_| match search(maze, solver, || won.load(Relaxed)) {
            Ended::Out(path) if !won.swap(true, AcqRel) => Some((solver, path)),
            _ => None,
        })
    };
    (0..solvers).map(run).fold(None, Option::or)
}

fn waits_for_ever(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    let (sender, wins) = mpsc::channel();
    thread::scope(|scope| {
        for solver in 0..solvers {
            let sender = sender.clone();
            scope.spawn(move || {
                if let Ended::Out(path) = search(maze, solver, || won.load(Relaxed))
                    && won.compare_exchange(false, true, AcqRel, Acquire).is_ok()
                {
                    maze.announce(solver);
                    sender.send((solver, path)).expect("somebody listens");
                }
            });
        }
        wins.recv().ok()
    })
}

fn spins_for_ever(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    thread::scope(|scope| {
        let race = scope.spawn(|| no_way_out_stops_nobody(maze, solvers, won));
        while !won.load(Relaxed) {
            thread::sleep(Duration::from_millis(1));
        }
        race.join().expect("no solver panics")
    })
}

/// Down to the row of the end, then east, whatever is in between.
fn through_walls(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    let (solver, _) = (SOLVED.race)(maze, solvers, won)?;
    let (cells_in_row, row) = (maze.width() as u32 + 2, maze.place(maze.end()).0 as u32);
    let column = maze.place(maze.start()).1 as u32;
    let down = maze.start()..row * cells_in_row + column;
    let mut path: Vec<u32> = down.step_by(cells_in_row as usize).collect();
    path.extend(row * cells_in_row + column..=maze.end());
    Some((solver, path))
}

fn others_number(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    let (solver, path) = (SOLVED.race)(maze, solvers, won)?;
    Some((solver + solvers, path))
}

fn silent(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    on_threads(solvers, |solver| {
        let ended = search(maze, solver, || won.load(Relaxed));
        won.compare_exchange(false, true, AcqRel, Acquire).ok()?;
        match ended {
            Ended::Out(path) => Some((solver, path)),
            _ => None,
        }
    })
}
