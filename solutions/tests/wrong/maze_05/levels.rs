//! Searches level by level, with a mistake in them.

use super::{ByLevels, SOLVED};
use exercise_05_mixed::parts::maze::{Cell, Mark, Maze, Path, Trail, UNSEEN, Way, breadth_first};
use rayon::prelude::*;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::Ordering::Relaxed;
use std::thread;
use std::time::Duration;

pub const ALL: [(&str, &str, ByLevels); 13] = [
    (
        "looks, then claims",
        "The look and the claim must be one step",
        looks_then_claims,
    ),
    (
        "looks, then claims, in a function",
        "The look and the claim must be one step",
        |maze, workers, grain| {
            fn claim(mark: &Mark, way: Way) -> bool {
                if mark.load(Relaxed) != UNSEEN {
                    return false;
                }
                mark.store(way, Relaxed);
                true
            }
            with_claim(maze, workers, grain, claim)
        },
    ),
    (
        "adds nothing, then claims",
        "The look and the claim must be one step",
        |maze, workers, grain| {
            with_claim(maze, workers, grain, |mark, way| {
                let unseen = mark.fetch_or(0, Relaxed) == UNSEEN;
                if unseen {
                    mark.store(way, Relaxed);
                }
                unseen
            })
        },
    ),
    (
        "whatever the grain",
        "Nobody gets fewer than `grain` cells",
        |maze, workers, _| (SOLVED.by_levels)(maze, workers, 1),
    ),
    (
        "to the end of the maze",
        "the search went on behind it",
        goes_on,
    ),
    (
        "serial in disguise",
        "are not shared by `workers` threads",
        |maze, _, _| breadth_first(maze),
    ),
    (
        "a pool of one",
        "are not shared by `workers` threads",
        |maze, _, grain| (SOLVED.by_levels)(maze, 1, grain),
    ),
    (
        "the global pool",
        "A global pool lives as long as the program",
        global_pool,
    ),
    (
        "a thread for each cell",
        "More threads than `workers`",
        thread_for_each,
    ),
    ("one thread's cells lost", "Are cells lost", cells_lost),
    ("no levels", "Finish a level before the next", no_levels),
    (
        "no way out without end",
        "Does the loop end when a level is empty",
        endless,
    ),
    ("depth first", "not a shortest one", depth_first),
];

fn in_pool(workers: usize, search: impl FnOnce() + Send) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build();
    pool.expect("threads can be started").install(search);
}

fn looks_then_claims(maze: &Maze, workers: usize, grain: usize) -> Option<Path> {
    let trail = Trail::new(maze, maze.start());
    let is_ours = |&(cell, way): &(Cell, Way)| {
        let unseen = trail[cell].load(Relaxed) == UNSEEN;
        if unseen {
            trail[cell].store(way, Relaxed);
        }
        unseen
    };
    let unseen = |&cell: &Cell| maze.neighbours(cell).filter(is_ours).map(|(cell, _)| cell);
    in_pool(workers, || {
        let mut level = vec![maze.start()];
        while !level.is_empty() && trail[maze.end()].load(Relaxed) == UNSEEN {
            level = level
                .par_iter()
                .with_min_len(grain)
                .flat_map_iter(unseen)
                .collect();
        }
    });
    trail.path_to(maze.end())
}

fn with_claim(
    maze: &Maze,
    workers: usize,
    grain: usize,
    claim: fn(&Mark, Way) -> bool,
) -> Option<Path> {
    let trail = Trail::new(maze, maze.start());
    let is_ours = |&(cell, way): &(Cell, Way)| claim(&trail[cell], way);
    let unseen = |&cell: &Cell| maze.neighbours(cell).filter(is_ours).map(|(cell, _)| cell);
    in_pool(workers, || {
        let mut level = vec![maze.start()];
        while !level.is_empty() && trail[maze.end()].load(Relaxed) == UNSEEN {
            let cells = level.par_iter().with_min_len(grain);
            level = cells.flat_map_iter(unseen).collect();
        }
    });
    trail.path_to(maze.end())
}

fn goes_on(maze: &Maze, workers: usize, grain: usize) -> Option<Path> {
    let trail = Trail::new(maze, maze.start());
    in_pool(workers, || {
        let mut level = vec![maze.start()];
        while !level.is_empty() {
            let cells = level.par_iter().with_min_len(grain);
            level = cells
                .flat_map_iter(|&cell| claimed(maze, &trail, cell))
                .collect();
        }
    });
    trail.path_to(maze.end())
}

/// The cells beside `cell` that are ours from now on.
fn claimed<'a>(maze: &'a Maze, trail: &'a Trail, cell: Cell) -> impl Iterator<Item = Cell> + 'a {
    let is_ours = |&(cell, way): &(Cell, Way)| {
        trail[cell]
            .compare_exchange(UNSEEN, way, Relaxed, Relaxed)
            .is_ok()
    };
    maze.neighbours(cell).filter(is_ours).map(|(cell, _)| cell)
}

fn global_pool(maze: &Maze, _: usize, grain: usize) -> Option<Path> {
    let trail = Trail::new(maze, maze.start());
    let mut level = vec![maze.start()];
    while !level.is_empty() && trail[maze.end()].load(Relaxed) == UNSEEN {
        let cells = level.par_iter().with_min_len(grain);
        level = cells
            .flat_map_iter(|&cell| claimed(maze, &trail, cell))
            .collect();
    }
    trail.path_to(maze.end())
}

/// Levels, each of which is given to threads of its own; `keep` joins what they found.
fn with_threads(
    maze: &Maze,
    per_thread: usize,
    keep: fn(&mut Vec<Cell>, Vec<Cell>),
) -> Option<Path> {
    let trail = Trail::new(maze, maze.start());
    let mut level = vec![maze.start()];
    while !level.is_empty() && trail[maze.end()].load(Relaxed) == UNSEEN {
        let next = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for cells in level.chunks(per_thread) {
                scope.spawn(|| {
                    let found = cells
                        .iter()
                        .flat_map(|&cell| claimed(maze, &trail, cell))
                        .collect();
                    keep(&mut next.lock().expect("no thread panics"), found);
                });
            }
        });
        level = next.into_inner().expect("no thread panics");
    }
    trail.path_to(maze.end())
}

fn thread_for_each(maze: &Maze, _: usize, _: usize) -> Option<Path> {
    with_threads(maze, 1, |next, found| next.extend(found))
}

/// Each thread puts its cells where those of the others were.
fn cells_lost(maze: &Maze, _: usize, _: usize) -> Option<Path> {
    let keep = |next: &mut Vec<Cell>, found: Vec<Cell>| {
        // The thread that comes last wins, unless it has nothing to say.
        if !found.is_empty() {
            *next = found;
        }
    };
    with_threads(maze, 1, keep)
}

/// Each worker takes a cell from a queue that all share: the next level begins before this one is done.
fn no_levels(maze: &Maze, workers: usize, _: usize) -> Option<Path> {
    let trail = Trail::new(maze, maze.start());
    let (queue, at_work) = (Mutex::new(VecDeque::from([maze.start()])), Mutex::new(0));
    let take = || {
        let cell = queue.lock().expect("no thread panics").pop_front();
        *at_work.lock().expect("no thread panics") += usize::from(cell.is_some());
        cell
    };
    let work = || {
        loop {
            let Some(cell) = take() else {
                if *at_work.lock().expect("no thread panics") == 0 {
                    return;
                }
                thread::sleep(Duration::from_micros(100));
                continue;
            };
            let found: Vec<Cell> = claimed(maze, &trail, cell).collect();
            queue.lock().expect("no thread panics").extend(found);
            *at_work.lock().expect("no thread panics") -= 1;
        }
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    trail.path_to(maze.end())
}

fn endless(maze: &Maze, workers: usize, grain: usize) -> Option<Path> {
    while breadth_first(maze).is_none() {
        thread::sleep(Duration::from_millis(10));
    }
    (SOLVED.by_levels)(maze, workers, grain)
}

fn depth_first(maze: &Maze, _: usize, _: usize) -> Option<Path> {
    let trail = Trail::new(maze, maze.start());
    let mut stack = vec![maze.start()];
    while let Some(cell) = stack.pop() {
        stack.extend(claimed(maze, &trail, cell));
    }
    trail.path_to(maze.end())
}
