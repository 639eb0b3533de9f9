//! Races of processes with a mistake in them.

use super::{RaceInProcesses, SOLVED};
use common::process::{Error, Event, Pool, as_completed};
use exercise_05_mixed::parts::maze::{Ended, Flag, Maze, Win, search};

type Raced = Result<Option<Win>, Error>;
type Runner = (Maze, usize, Event);

pub const ALL: [(&str, &str, RaceInProcesses); 16] = [
    ("threads", "These are threads", threads),
    (
        "serial in disguise",
        "nothing ran in parallel that should",
        one_by_one,
    ),
    (
        "a worker announces itself",
        "Between `is_set` and `set` another worker may look, too",
        worker_announces,
    ),
    (
        "losers never stop",
        "They go on searching although the race is over",
        never_stop,
    ),
    (
        "waits for all, then sets",
        "They go on searching although the race is over",
        sets_at_last,
    ),
    (
        "does not wait for the losers",
        "Wait for all of them before you return",
        does_not_wait,
    ),
    ("kills the losers", "still at work, or killed", kills),
    (
        "solvers all alike",
        "Some search the same way as others",
        all_alike,
    ),
    (
        "every path wins",
        "Only the first result decides",
        every_path_wins,
    ),
    ("the last result wins", "are not the same", last_wins),
    ("without a word", "no call of `announce`", silent),
    (
        "an error leaves the others running",
        "`?` leaves the loop before that",
        error_at_once,
    ),
    (
        "an error passed over",
        "`flatten` passes the error over",
        error_passed_over,
    ),
    (
        "an error hides the winner",
        "the error hides the winner",
        error_after_all,
    ),
    (
        "an error hidden",
        "An error is handed on, not hidden",
        error_hidden,
    ),
    (
        "no way out stops nobody",
        "once one found that there is no way out",
        no_way_out_stops_nobody,
    ),
];

fn run((maze, solver, stop): Runner) -> (usize, Ended) {
    let ended = search(&maze, solver, || stop.is_set());
    (solver, ended)
}

fn runners<'a>(
    maze: &'a Maze,
    solvers: usize,
    stop: &'a Event,
) -> impl Iterator<Item = Runner> + 'a {
    (0..solvers).map(|solver| (maze.clone(), solver, stop.clone()))
}

fn threads(maze: &Maze, solvers: usize, _: &Pool) -> Raced {
    Ok((SOLVED.race)(maze, solvers, &Flag::new()))
}

fn one_by_one(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let stop = Event::new()?;
    for runner in runners(maze, solvers, &stop) {
        if let (solver, Ended::Out(path)) = pool.apply(run, runner)? {
            maze.announce(solver);
            return Ok(Some((solver, path)));
        }
    }
    Ok(None)
}

/// The program that the lab descends from, in processes.
fn worker_announces(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let stop = Event::new()?;
    let run = |(maze, solver, stop): Runner| {
        let ended = search(&maze, solver, || stop.is_set());
        if stop.is_set() {
            return None;
        }
        stop.set();
        let Ended::Out(path) = ended else { return None };
        maze.announce(solver);
        Some((solver, path))
    };
    let wins = pool.map_chunked(run, runners(maze, solvers, &stop), 1)?;
    Ok(wins.into_iter().flatten().next())
}

/// The first path wins and stops the others; an error ends it all.
fn first(maze: &Maze, pool: &Pool, stop: &Event, runners: Vec<Runner>) -> Raced {
    let mut win = None;
    for result in pool.imap_unordered(run, runners) {
        if let (solver, Ended::Out(path)) = result? {
            win.get_or_insert_with(|| {
                maze.announce(solver);
                (solver, path)
            });
            stop.set();
        }
    }
    Ok(win)
}

fn never_stop(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let (stop, never) = (Event::new()?, Event::new()?);
    first(maze, pool, &stop, runners(maze, solvers, &never).collect())
}

fn sets_at_last(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let stop = Event::new()?;
    let all = pool.map_chunked(run, runners(maze, solvers, &stop), 1)?;
    stop.set();
    let out = |(solver, ended)| match ended {
        Ended::Out(path) => Some((solver, path)),
        _ => None,
    };
    let win = all.into_iter().find_map(out);
    win.iter().for_each(|(solver, _)| maze.announce(*solver));
    Ok(win)
}

fn does_not_wait(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let stop = Event::new()?;
    let tasks: Vec<_> = runners(maze, solvers, &stop)
        .map(|runner| pool.submit(run, runner))
        .collect();
    let first = as_completed(tasks).next();
    stop.set();
    match first {
        Some((_, Ok((solver, Ended::Out(path))))) => {
            maze.announce(solver);
            Ok(Some((solver, path)))
        }
        Some((_, Err(error))) => Err(error),
        _ => Ok(None),
    }
}

fn kills(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let win = does_not_wait(maze, solvers, pool);
    pool.terminate();
    win
}

fn all_alike(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let stop = Event::new()?;
    first(
        maze,
        pool,
        &stop,
        vec![(maze.clone(), 0, stop.clone()); solvers],
    )
}

fn every_path_wins(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let (stop, mut win) = (Event::new()?, None);
    for result in pool.imap_unordered(run, runners(maze, solvers, &stop)) {
        if let (solver, Ended::Out(path)) = result? {
            maze.announce(solver);
            win = Some((solver, path));
        }
        stop.set();
    }
    Ok(win)
}

fn last_wins(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let (stop, mut win) = (Event::new()?, None);
    for result in pool.imap_unordered(run, runners(maze, solvers, &stop)) {
        if let (solver, Ended::Out(path)) = result? {
            if !stop.is_set() {
                maze.announce(solver);
            }
            win = Some((solver, path));
        }
        stop.set();
    }
    Ok(win)
}

fn silent(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let (stop, mut win) = (Event::new()?, None);
    for result in pool.imap_unordered(run, runners(maze, solvers, &stop)) {
        if let (solver, Ended::Out(path)) = result? {
            win = win.or(Some((solver, path)));
        }
        stop.set();
    }
    Ok(win)
}

fn error_at_once(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let stop = Event::new()?;
    first(maze, pool, &stop, runners(maze, solvers, &stop).collect())
}

fn error_passed_over(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let (stop, mut win) = (Event::new()?, None);
    let results = pool.imap_unordered(run, runners(maze, solvers, &stop));
    for (solver, ended) in results.flatten() {
        if let (Ended::Out(path), false) = (ended, stop.is_set()) {
            maze.announce(solver);
            win = Some((solver, path));
        }
        stop.set();
    }
    Ok(win)
}

fn error_after_all(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    let (stop, mut win, mut failed) = (Event::new()?, None, None);
    for result in pool.imap_unordered(run, runners(maze, solvers, &stop)) {
        match result {
            Ok((solver, Ended::Out(path))) if !stop.is_set() => {
                maze.announce(solver);
                win = Some((solver, path));
            }
            Err(error) => failed = Some(error),
            _ => {}
        }
        stop.set();
    }
    failed.map_or(Ok(win), Err)
}

fn error_hidden(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    Ok((SOLVED.race_in_processes)(maze, solvers, pool).unwrap_or_default())
}

fn no_way_out_stops_nobody(maze: &Maze, solvers: usize, pool: &Pool) -> Raced {
    error_at_once(maze, solvers, pool)
}
