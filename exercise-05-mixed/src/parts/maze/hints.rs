//! The TODOs of the part `maze`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 5] = [
    Todo {
        number: 1,
        what: "a race of threads: the first wins, the others stop",
        hints: [
            "Each thread does three things: it searches, asking the flag whether to stop; it tries to be the one who \
             raises the flag; and if it was, and has a path, it announces itself and gives its number and path. \
             Looking at the flag and raising it must be one step, or two threads do both.",
            "`std::thread::scope` lets threads borrow the maze and joins them. `maze::search(maze, solver, || \
             won.load(Relaxed))` ends with `Ended::Stopped` when the flag is up. `won.compare_exchange(false, true, \
             AcqRel, Acquire)` is `Ok` for one thread only, whatever the others do at the same time. \
             (`use std::sync::atomic::Ordering::*;` names the orders.)",
            "\
In a scope, for each solver:
    scope.spawn(move || {
        let ended = maze::search(maze, solver, || won.load(Relaxed));
        let first = won.compare_exchange(false, true, AcqRel, Acquire).is_ok();
        match ended {
            Ended::Out(path) if first => { maze.announce(solver); Some((solver, path)) }
            _ => None,
        }
    })
Collect the handles before you join the first of them; at most one gives `Some`. No way out raises the flag, too: so \
the others stop.",
        ],
    },
    Todo {
        number: 2,
        what: "the same race in processes, with an `Event`",
        hints: [
            "Nothing can be captured by what a worker runs: it gets the maze, its number and the event as one \
             argument. Who was first is not decided by the workers. Their results come one after another, and this \
             process takes the first.",
            "`Event::new()?`, and clones of it travel. `pool.imap_unordered(run, arguments)` gives the results as \
             they come, and each is a `Result`. Go on to its end: that is how you wait for those who were stopped. \
             `stop.is_set()` says whether somebody was faster.",
            "\
One argument for each solver, and a loop over the results as they come:
    let run = |(maze, solver, stop): (Maze, usize, Event)| {
        (solver, maze::search(&maze, solver, || stop.is_set()))
    };
    let runners = (0..solvers).map(|solver| (maze.clone(), solver, stop.clone()));
    for result in pool.imap_unordered(run, runners) {
        match result {
            Ok((solver, Ended::Out(path))) if !stop.is_set() => …,
            Err(error) if !stop.is_set() => …,
            _ => {}
        }
        stop.set();
    }
The two … announce the winner and keep it, or keep the error. `?` in the loop would leave the others running.",
        ],
    },
    Todo {
        number: 3,
        what: "the best of all solvers",
        hints: [
            "Nobody stops anybody here: every thread searches to its end. Then the shortest path wins, and where two \
             are equally short, the lower number: the order of arrival must not matter.",
            "`maze::search(maze, solver, || false)` is never stopped. Start all threads, collect their handles, then \
             join them in the order of their numbers. Of several smallest, `min_by_key` takes the first.",
            "\
Of all that came out, the shortest, and the first of equals:
    let ends = handles.into_iter().map(|handle| handle.join().unwrap());
    ends.flatten().min_by_key(|(_, path)| path.len())
where each thread gives `Some((solver, path))` or `None`, and `handles` is a `Vec`: a lazy iterator would start each \
thread only when the one before has been joined.",
        ],
    },
    Todo {
        number: 4,
        what: "a shortest path, level by level on several threads",
        hints: [
            "Keep the cells of one level in a vector. Their unseen neighbours are the next level. Two cells may have \
             the same neighbour, and two threads may see that it is unseen: only one may claim it, or it stands in \
             the next level twice.",
            "`rayon::ThreadPoolBuilder::new().num_threads(workers).build()`, and inside of `pool.install(|| …)` a \
             loop over levels: `level.par_iter().with_min_len(grain).flat_map_iter(…).collect()`. To claim a cell: \
             `trail[cell].compare_exchange(UNSEEN, way, Relaxed, Relaxed).is_ok()`.",
            "\
With `use rayon::prelude::*;`, inside of `install`:
    let mut level = vec![maze.start()];
    while !level.is_empty() && trail[maze.end()].load(Relaxed) == UNSEEN {
        level = level
            .par_iter()
            .with_min_len(grain)
            .flat_map_iter(|&cell| maze.neighbours(cell).filter(is_ours).map(|(next, _)| next))
            .collect();
    }
where `is_ours` is a closure that claims the cell of a `&(Cell, Way)`. A `load` before the `compare_exchange` makes it \
cheaper, since most neighbours have been seen.",
        ],
    },
    Todo {
        number: 5,
        what: "a shortest path from both ends",
        hints: [
            "Two searches as in TODO(4), without threads, each with a level of its own. Move one of them on by a whole \
             level, then choose again. Where one comes upon a cell of the other, you have the path.",
            "`let mut levels = [vec![maze.start()], vec![maze.end()]]`, and `side` is 0 or 1: so the two are alike. The \
             mark of a neighbour says all: `UNSEEN`, or it has `THERE` in it or not. On one thread, `load` and \
             `store` will do. Remember the maze whose start is its end, and the one without a way out: one level is \
             empty then.",
            "\
    let side = usize::from(levels[1].len() < levels[0].len());
    let ours = [0, THERE][side];
    for cell in std::mem::take(&mut levels[side]) {
        for (neighbour, way) in maze.neighbours(cell) {
            match trail[neighbour].load(Relaxed) {
                UNSEEN => …, // store `way | ours`, and push it into `levels[side]`
                seen if seen & THERE != ours => return trail.path_across(cell, neighbour),
                _ => {}
            }
        }
    }
in a loop that ends when one of the levels is empty.",
        ],
    },
];
