//! Runs and times the solvers: a race, the best of several, and a shortest path.

use super::Answers;
use super::grid::{Maze, Path};
use super::notes;
use super::options::Setup;
use super::oracle::{breadth_first, fault};
use super::search::{Ended, search};
use super::trail::Flag;
use common::exercise::{Measured, Run, Steps, grouped};
use common::process::Pool;

pub const ONE: &str = "one solver";
pub const RACE: &str = "race: threads";
pub const RACE_IN_PROCESSES: &str = "race: processes";
pub const BEST: &str = "best of all: threads";
pub const BREADTH_FIRST: &str = "breadth first";
pub const LEVELS: &str = "level by level";
pub const BOTH_ENDS: &str = "from both ends";

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let setup = &Setup::of(run)?;
    run.about(format!("Find the way through {}", setup.about));
    let raced = run.measure(race(answers, setup)?);
    let best = run.measure(best(answers, setup));
    let shortest = run.measure(shortest(answers, setup, run.is_sweep()));

    let winner = |step| raced.result(step).and_then(|route| route.solver);
    notes::solvers(run, setup, [winner(RACE), winner(RACE_IN_PROCESSES)]);
    notes::best(run, best.result(BEST).and_then(|route| route.solver));
    notes::levels(run, setup);
    let path = |measured: &Measured<Route>, steps: [&str; 3]| {
        let mut routes = steps.into_iter().filter_map(|step| measured.result(step));
        routes
            .find_map(|route| route.path.clone())
            .unwrap_or_default()
    };
    let found = path(&raced, [RACE, RACE_IN_PROCESSES, ONE]);
    let shortest = path(&shortest, [LEVELS, BOTH_ENDS, BREADTH_FIRST]);
    notes::drawings(run, setup, &found, &shortest)
}

/// The first path that anybody finds: all are as good.
fn race<'a>(answers: &'a Answers, setup: &'a Setup) -> Result<Steps<'a, Route>, String> {
    let (maze, solvers) = (&setup.maze, setup.solvers);
    let mut steps = Steps::new(Route::show);
    // The gain is luck, and has little to do with cores.
    steps.waits();
    steps.baseline(ONE, move || {
        let path = match search(maze, 0, || false) {
            Ended::Out(path) => Some((0, path)),
            _ => None,
        };
        Route::checked(maze, path, Same::Found)
    });
    steps
        .add(RACE, move || {
            Route::checked(
                maze,
                (answers.race)(maze, solvers, &Flag::new()),
                Same::Found,
            )
        })
        .todo(1)
        .workers(solvers);
    // A pool of no workers runs everything in this process. It is there before the clock starts.
    let workers = if setup.inline { 0 } else { solvers };
    let pool = Pool::new(workers).map_err(|error| error.to_string())?;
    steps
        .add(RACE_IN_PROCESSES, move || {
            let win = (answers.race_in_processes)(maze, solvers, &pool);
            Route::checked(maze, win.map_err(|error| error.to_string())?, Same::Found)
        })
        .todo(2)
        .workers(solvers);
    Ok(steps)
}

/// The best of all solvers: always the same one.
fn best<'a>(answers: &'a Answers, setup: &'a Setup) -> Steps<'a, Route> {
    let (maze, solvers) = (&setup.maze, setup.solvers);
    let mut steps = Steps::new(Route::show);
    steps.differ(|right, wrong| {
        let solver = |route: &Route| {
            route
                .solver
                .map_or("nobody".into(), |n| format!("solver {n}"))
        };
        format!(
            "the best is the path of {}, not of {}",
            solver(right),
            solver(wrong)
        )
    });
    // Another number of solvers has another best: in a sweep, each has a baseline of its own.
    steps.baseline(&format!("best of {solvers}: in turn"), move || {
        let run = |solver| match search(maze, solver, || false) {
            Ended::Out(path) => Some((solver, path)),
            _ => None,
        };
        let best = (0..solvers)
            .filter_map(run)
            .min_by_key(|(_, path)| path.len());
        Route::checked(maze, best, Same::Path)
    });
    steps
        .add(BEST, move || {
            Route::checked(maze, (answers.best_of)(maze, solvers), Same::Path)
        })
        .todo(3)
        .workers(solvers);
    steps
}

/// A shortest path; there may be several.
fn shortest<'a>(answers: &'a Answers, setup: &'a Setup, sweep: bool) -> Steps<'a, Route> {
    let Setup {
        maze,
        solvers,
        grain,
        ..
    } = setup;
    let route = |path: Option<Path>| {
        let win = path.map(|path| (usize::MAX, path));
        Route::checked(maze, win, Same::Length)
    };
    let mut steps = Steps::new(Route::show);
    steps.baseline(BREADTH_FIRST, move || route(breadth_first(maze)));
    steps
        .add(LEVELS, move || {
            route((answers.by_levels)(maze, *solvers, *grain))
        })
        .todo(4)
        .workers(*solvers);
    // A sweep goes through numbers of workers, and this has one.
    if !sweep {
        steps
            .add(BOTH_ENDS, move || route((answers.from_both_ends)(maze)))
            .todo(5)
            .other_algorithm();
    }
    steps
}

/// What came of a step, and what it has in common with the right answer.
#[derive(Clone, Debug)]
struct Route {
    solver: Option<usize>,
    path: Option<Path>,
    same: Same,
}

/// When two routes are equally right.
#[derive(Clone, Copy, Debug)]
enum Same {
    /// Both found a way out, or neither did.
    Found,
    /// And both are as long.
    Length,
    /// And both are the same, by the same solver.
    Path,
}

impl Route {
    /// An error if the path does not lead from the start to the end.
    fn checked(maze: &Maze, win: Option<(usize, Path)>, same: Same) -> Result<Route, String> {
        let (solver, path) = win.unzip();
        match path.as_ref().and_then(|path| fault(maze, path)) {
            Some(fault) => Err(format!("this path is none: {fault}")),
            None => Ok(Route { solver, path, same }),
        }
    }

    fn length(&self) -> Option<usize> {
        self.path.as_ref().map(|path| path.len() - 1)
    }

    fn show(&self) -> String {
        self.length()
            .map_or("no way out".into(), |length| grouped(length as u64))
    }
}

impl PartialEq for Route {
    fn eq(&self, other: &Route) -> bool {
        match self.same {
            Same::Found => self.path.is_some() == other.path.is_some(),
            Same::Length => self.length() == other.length(),
            Same::Path => (self.solver, &self.path) == (other.solver, &other.path),
        }
    }
}
