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
use common::process::{Error, Pool};

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
    todo!("TODO(1): {solvers} threads in {maze:?}, {won:?}")
}

// TODO(2): the same race in processes: `maze::search` on the workers of `pool`, and an `Event` for the
// flag. A worker gets all it needs in its argument: a clone of the maze, its number, a clone of the
// event. It looks at `is_set()`; the first result that reaches this process decides, and this process
// calls `set()` and `maze.announce(…)`. `pool.imap_unordered(function, arguments)` gives the results
// as they come. Return when all have ended. If a worker fails, the others stop, too, and its error is
// handed on unless somebody has won.
fn race_in_processes(maze: &Maze, solvers: usize, pool: &Pool) -> Result<Option<Win>, Error> {
    todo!("TODO(2): {solvers} solvers in {maze:?}, {pool:?}")
}

// TODO(3): the best of `solvers` threads: every solver searches to its end, and the shortest path wins;
// among equally short ones, that of the lowest number. So the answer is the same each time.
fn best_of(maze: &Maze, solvers: usize) -> Option<Win> {
    todo!("TODO(3): the best of {solvers} in {maze:?}")
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
    todo!("TODO(4): {maze:?} on {workers} threads, {grain} cells each")
}

// TODO(5): a shortest path again, on one thread, from both ends: two searches, each with a level of its
// own, leave one trail. Always move the smaller level on by one, as a whole, until one is empty. Where
// one search comes upon a cell that the other has seen, there is a shortest path across.
//   Trail::from_both_ends(maze)            the start and the end are marked, all else is UNSEEN
//   way | THERE                            the mark of the search that began at the end
//   trail.path_across(cell, neighbour)     the path, where the two have met
fn from_both_ends(maze: &Maze) -> Option<Path> {
    todo!("TODO(5): {maze:?} from both ends")
}

/// What the exercise runs and checks.
pub const ANSWERS: maze::Answers = maze::Answers {
    race,
    race_in_processes,
    best_of,
    by_levels,
    from_both_ends,
};
