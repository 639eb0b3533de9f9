//! Judges TODO(3), the best of all solvers.

use super::super::script::{Plan, Script};
use super::super::search::{Ended, walk};
use super::super::{Answers, Maze, Win};
use super::judge::{a_win, all_at_once, all_gone, each, left_behind, returned, threads};
use super::mazes::{Asked, Many, described, for_three, many, maze, one, scripted};
use common::check::{Check, Verdict};
use common::witness::Observed;

/// What came back, and how many threads were left.
type Found = (Option<Win>, usize);

type Wins = Vec<Option<Win>>;

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(
            3,
            "finds_the_shortest_of_all_paths",
            many,
            all,
            |asked: &Many, wins: &Wins, _| each(asked, wins, the_best),
        ),
        Check::new(
            3,
            "waits_for_the_best_even_if_it_comes_last",
            uneven,
            best_is_last,
            right,
        )
        .points(2),
        Check::new(
            3,
            "of_equally_short_paths_the_lowest_number_wins",
            tie,
            first_is_last,
            right,
        )
        .points(2),
        Check::new(
            3,
            "all_solvers_search_at_once",
            for_three,
            free,
            |asked, found, seen| all_at_once(asked, seen, false).or(|| right(asked, found, seen)),
        )
        .holding(3)
        .points(2),
    ]
}

fn all(answers: &Answers, asked: Many) -> Wins {
    let best = |asked: &Asked| (answers.best_of)(&maze(asked), asked.1);
    asked.iter().map(best).collect()
}

/// A maze in which neither the first nor the last solver is the best.
fn uneven(seed: u64) -> Asked {
    let mut mazes = (seed..).map(|seed| (one(15, seed, 30, false), 3));
    let is_uneven =
        |asked: &Asked| expected(&maze(asked), 3).is_some_and(|(solver, _)| solver == 1);
    mazes.find(is_uneven).expect("one in three mazes is")
}

/// Two ways round a block, equally long.
fn tie(_: u64) -> Asked {
    ("S...\n.##.\n...E\n".replace(".##.\n", ".##.\n.##.\n"), 2)
}

fn free(answers: &Answers, asked: Asked) -> Found {
    run(answers, &asked, Plan::Free)
}

fn best_is_last(answers: &Answers, asked: Asked) -> Found {
    run(answers, &asked, Plan::Last(1))
}

fn first_is_last(answers: &Answers, asked: Asked) -> Found {
    run(answers, &asked, Plan::Last(0))
}

fn run(answers: &Answers, asked: &Asked, plan: Plan) -> Found {
    let maze = scripted(asked, Script::new(plan, asked.1));
    let before = threads();
    let win = returned((answers.best_of)(&maze, asked.1));
    (win, left_behind(before))
}

/// What all solvers find, one after the other.
fn expected(maze: &Maze, solvers: usize) -> Option<Win> {
    let run = |solver| match walk(maze, solver, &mut || false).0 {
        Ended::Out(path) => Some((solver, path)),
        _ => None,
    };
    (0..solvers)
        .filter_map(run)
        .min_by_key(|(_, path)| path.len())
}

fn right(asked: &Asked, (win, left): &Found, _: &Observed) -> Verdict {
    the_best(asked, win).or(|| all_gone(described(asked, "solver"), *left))
}

fn the_best(asked: &Asked, win: &Option<Win>) -> Verdict {
    let best = || {
        let (Some((solver, path)), Some((best, shortest))) = (win, expected(&maze(asked), asked.1))
        else {
            return Verdict::Pass;
        };
        let steps = |path: &[_]| format!("{} steps", path.len() - 1);
        let (right, saw) = (
            format!("solver {best} with {}", steps(&shortest)),
            format!("solver {solver} with {}", steps(path)),
        );
        match () {
            () if *solver == best => Verdict::Pass,
            () if path.len() == shortest.len() => Verdict::wrong(
                right,
                saw,
                "Both paths are equally short, and then the lowest number wins. Is it the order of arrival that decides, \
                 or the last of several minima?",
            ),
            () => Verdict::wrong(
                right,
                saw,
                "A path, but not the shortest that the solvers found. The first to come in need not be the best: \
                 wait for all, then compare.",
            ),
        }
        .asked(described(asked, "solver"))
    };
    a_win(asked, win).or(best)
}
