//! Find the way through a maze: race solvers, take the best of several, search level by level.
//!
//! A solver walks on as far as it can and turns back where it cannot: depth first. Which way it tries
//! first is its tie-breaking, and that decides whether it is lucky. Nobody knows beforehand who will
//! be, so let several run, each with its own order, and take whoever comes first. The others must
//! notice, and stop.
//!
//! Who is first? To look whether somebody has won, and then to say "I have", are two steps, and
//! another solver fits between them. On most days that happens once in a million races; the program
//! that this lab descends from had it for years. `compare_exchange` looks and sets in one step.
//! Processes share no such flag, but they have an `Event`, and a parent that hears one after another.
//!
//! A first way need not be a short one. The best of N waits for all. And a search in breadth, level by
//! level, finds a shortest way for sure; its levels can be shared among threads. Find out whether
//! that pays, for which mazes, and what a better algorithm on one thread does instead.
//!
//! A maze without a way out is no error: the answer is `None`, and nobody waits for ever. And when a
//! function returns, none of its threads or processes is still at work. The lesson in
//! `lessons/maze.md` leads through the five TODOs.

use ::exercise_05_mixed::parts::maze::{self, Flag, Maze, Path, Win};
// BEGIN SOLUTION
use ::exercise_05_mixed::parts::maze::{Cell, Ended, THERE, Trail, UNSEEN, Way, search};
use common::process::Event;
// END SOLUTION
use common::process::{Error, Pool};
// BEGIN SOLUTION
use rayon::prelude::*;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed};
use std::thread;
// END SOLUTION

// What there is to work with:
//   maze::search(&maze, solver, stop) -> Ended     one solver; it calls stop() now and then
//   Ended::{Out(Path), NoWayOut, Stopped}
//   Win = (usize, Path)                            who has won, and its path
//   Flag                                           as std's AtomicBool: `load`, `compare_exchange` …
// Some of it is not imported yet: `Ended` and the like are in `maze`, `Event` is in `common::process`,
// the orders of atomics are `std::sync::atomic::Ordering::*`, and rayon wants `rayon::prelude::*`.

// TODO(1): race `solvers` threads, number 0 to `solvers - 1`, each with `maze::search`. The first that
// finds a path raises `won`, in one step with the look whether it is the first, calls
// `maze.announce(its number)`, and its number and path are returned. The others see the flag in
// `stop` and end. Who finds that there is no way out has decided the race, too: then it is `None`.
// Return when all threads have ended.
fn race(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win> {
    // BEGIN SOLUTION todo!("TODO(1): {solvers} threads in {maze:?}, {won:?}")
    let run = |solver| {
        let ended = search(maze, solver, || won.load(Relaxed));
        // Of all who come here, one finds the flag down and raises it, in one step.
        let first = won.compare_exchange(false, true, AcqRel, Acquire).is_ok();
        match ended {
            Ended::Out(path) if first => {
                maze.announce(solver);
                Some((solver, path))
            }
            _ => None,
        }
    };
    thread::scope(|scope| {
        let start = |solver| scope.spawn(move || run(solver));
        let threads: Vec<_> = (0..solvers).map(start).collect();
        let wins = threads.into_iter().map(|thread| thread.join());
        wins.fold(None, |win, other| win.or(other.expect("no solver panics")))
    })
    // END SOLUTION
}

// TODO(2): the same race in processes: `maze::search` on the workers of `pool`, and an `Event` for the
// flag. A worker gets all it needs in its argument: a clone of the maze, its number, a clone of the
// event. It looks at `is_set()`; the first result that reaches this process decides, and this process
// calls `set()` and `maze.announce(…)`. `pool.imap_unordered(function, arguments)` gives the results
// as they come. Return when all have ended. If a worker fails, the others stop, too, and its error is
// handed on unless somebody has won.
fn race_in_processes(maze: &Maze, solvers: usize, pool: &Pool) -> Result<Option<Win>, Error> {
    // BEGIN SOLUTION todo!("TODO(2): {solvers} solvers in {maze:?}, {pool:?}")
    let stop = Event::new()?;
    let run = |(maze, solver, stop): (Maze, usize, Event)| {
        (solver, search(&maze, solver, || stop.is_set()))
    };
    let runners = (0..solvers).map(|solver| (maze.clone(), solver, stop.clone()));
    let mut decided = Ok(None);
    for result in pool.imap_unordered(run, runners) {
        match result {
            // The first that has something to say ends the race for all.
            Ok((solver, Ended::Out(path))) if !stop.is_set() => {
                maze.announce(solver);
                decided = Ok(Some((solver, path)));
            }
            Err(error) if !stop.is_set() => decided = Err(error),
            _ => {}
        }
        stop.set();
    }
    decided
    // END SOLUTION
}

// TODO(3): the best of `solvers` threads: every solver searches to its end, and the shortest path wins;
// among equally short ones, that of the lowest number. So the answer is the same each time.
fn best_of(maze: &Maze, solvers: usize) -> Option<Win> {
    // BEGIN SOLUTION todo!("TODO(3): the best of {solvers} in {maze:?}")
    let run = |solver| match search(maze, solver, || false) {
        Ended::Out(path) => Some((solver, path)),
        _ => None,
    };
    thread::scope(|scope| {
        let start = |solver| scope.spawn(move || run(solver));
        let threads: Vec<_> = (0..solvers).map(start).collect();
        // In the order of the numbers; of several minima, `min_by_key` takes the first.
        let all = threads.into_iter().map(|thread| thread.join());
        let out = all.filter_map(|result| result.expect("no solver panics"));
        out.min_by_key(|(_, path)| path.len())
    })
    // END SOLUTION
}

// TODO(4): a shortest path, level by level: the first level is the start; from the cells of one level
// to their neighbours that nobody has seen yet, which are the next level; until the end is seen or a
// level is empty. Share the cells of a level among `workers` threads (rayon: a pool of so many, and a
// parallel iterator `with_min_len(grain)`, for less than that is not worth sharing).
//   maze.neighbours(cell)               the open cells beside it, and the way to each: (Cell, Way)
//   Trail::new(maze, maze.start())      a mark for each cell; UNSEEN, but for the start
//   trail[cell]                         a Mark, as std's AtomicU8: claim a cell by setting UNSEEN to
//                                       the way to it
//   trail.path_to(maze.end())           the path, or `None`
fn by_levels(maze: &Maze, workers: usize, grain: usize) -> Option<Path> {
    // BEGIN SOLUTION todo!("TODO(4): {maze:?} on {workers} threads, {grain} cells each")
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build();
    let trail = Trail::new(maze, maze.start());
    // Two cells of a level may have the same neighbour: whoever sets its mark has it.
    let is_ours = |&(cell, way): &(Cell, Way)| {
        let mark = &trail[cell];
        mark.load(Relaxed) == UNSEEN && mark.compare_exchange(UNSEEN, way, Relaxed, Relaxed).is_ok()
    };
    let unseen = |&cell: &Cell| maze.neighbours(cell).filter(is_ours).map(|(cell, _)| cell);
    pool.expect("threads can be started").install(|| {
        let mut level = vec![maze.start()];
        while !level.is_empty() && trail[maze.end()].load(Relaxed) == UNSEEN {
            let cells = level.par_iter().with_min_len(grain);
            level = cells.flat_map_iter(unseen).collect();
        }
    });
    trail.path_to(maze.end())
    // END SOLUTION
}

// TODO(5): a shortest path again, on one thread, from both ends: two searches, each with a level of its
// own, leave one trail. Always move the smaller level on by one, as a whole, until one is empty. Where
// one search comes upon a cell that the other has seen, there is a shortest path across.
//   Trail::from_both_ends(maze)            the start and the end are marked, all else is UNSEEN
//   way | THERE                            the mark of the search that began at the end
//   trail.path_across(cell, neighbour)     the path, where the two have met
fn from_both_ends(maze: &Maze) -> Option<Path> {
    // BEGIN SOLUTION todo!("TODO(5): {maze:?} from both ends")
    if maze.start() == maze.end() {
        return Some(vec![maze.start()]);
    }
    let trail = Trail::from_both_ends(maze);
    let mut levels = [vec![maze.start()], vec![maze.end()]];
    while levels.iter().all(|level| !level.is_empty()) {
        let side = usize::from(levels[1].len() < levels[0].len());
        let ours = [0, THERE][side];
        for cell in std::mem::take(&mut levels[side]) {
            for (neighbour, way) in maze.neighbours(cell) {
                match trail[neighbour].load(Relaxed) {
                    UNSEEN => {
                        trail[neighbour].store(way | ours, Relaxed);
                        levels[side].push(neighbour);
                    }
                    seen if seen & THERE != ours => return trail.path_across(cell, neighbour),
                    _ => {}
                }
            }
        }
    }
    None
    // END SOLUTION
}

/// What the exercise runs and checks.
pub const ANSWERS: maze::Answers = maze::Answers {
    race,
    race_in_processes,
    best_of,
    by_levels,
    from_both_ends,
};
