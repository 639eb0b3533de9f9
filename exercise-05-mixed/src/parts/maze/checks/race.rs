//! Judges TODO(1), the race of threads.

use super::super::script::{Plan, Script};
use super::super::trail::Flag;
use super::super::{Answers, Win};
use super::judge::{
    SET_AT_ONCE, a_win, all_at_once, all_gone, each, left_behind, returned, stopped, threads,
};
use super::mazes::{Asked, Many, closed_for_three, described, for_three, many, maze, scripted};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::time::Duration;

type Wins = Vec<Option<Win>>;

const LATE: &str = "Does somebody wait for a winner, or for a flag, although nobody found a way out? That is a result \
                    like any other, and ends the race.";

pub fn checks() -> Vec<Check<Answers>> {
    let race = |answers: &Answers, asked: Asked| {
        returned((answers.race)(&maze(&asked), asked.1, &Flag::new()))
    };
    vec![
        Check::new(
            1,
            "finds_a_path_or_says_that_there_is_none",
            many,
            all,
            each_race,
        )
        .late(LATE)
        .time_limit(Duration::from_secs(4)),
        Check::new(
            1,
            "all_solvers_search_at_once",
            for_three,
            race,
            |asked, win, seen| all_at_once(asked, seen, false).or(|| a_win(asked, win)),
        )
        .holding(3)
        .points(2),
        Check::new(1, "one_solver_wins", for_three, photo_finish, one_winner).points(2),
        Check::new(1, "the_others_stop", for_three, only_one, others_stop).points(2),
        Check::new(
            1,
            "who_finds_no_way_out_stops_the_others",
            closed_for_three,
            only_one,
            |asked, run, seen| {
                a_win(asked, &run.0).or(|| {
                    stopped(
                        asked,
                        seen,
                        "one found that there is no way out",
                        SET_AT_ONCE,
                    )
                })
            },
        )
        .late(LATE),
    ]
}

fn all(answers: &Answers, asked: Many) -> Wins {
    let race = |asked: &Asked| (answers.race)(&maze(asked), asked.1, &Flag::new());
    asked.iter().map(race).collect()
}

fn each_race(asked: &Many, wins: &Wins, _: &Observed) -> Verdict {
    each(asked, wins, a_win)
}

/// All find a way at the same time, and whoever looks at the flag then is held until another has looked, too.
fn photo_finish(answers: &Answers, asked: Asked) -> Option<Win> {
    let maze = scripted(&asked, Script::new(Plan::Together, asked.1));
    let flag = Flag::new();
    flag.guard(asked.1);
    returned((answers.race)(&maze, asked.1, &flag))
}

fn one_winner(asked: &Asked, win: &Option<Win>, seen: &Observed) -> Verdict {
    let announced = seen.of("announce").calls;
    let names: Vec<&str> = announced.iter().map(|call| call.item.as_str()).collect();
    let winner = win.as_ref().map(|(solver, _)| solver.to_string());
    let expected = "one winner announced, while all come in at the same time";
    let verdict = match names[..] {
        [] => Verdict::wrong(
            expected,
            "no call of `announce`",
            "The winner has to call `maze.announce` with its number.",
        ),
        [name] if Some(name) == winner.as_deref() => Verdict::Pass,
        [name] => Verdict::wrong(
            expected,
            format!("solver {name} announced, and the path of another returned"),
            "The one that is announced and the one whose path is returned are not the same.",
        ),
        _ => Verdict::wrong(
            expected,
            format!("solvers {} announced", names.join(" and ")),
            "Each of them thought to be the first: between the look at the flag and the step that sets it, another one \
             looked, too. Both must be one step: `compare_exchange`, and only if it was `Ok`.",
        ),
    };
    verdict
        .asked(described(asked, "solver"))
        .or(|| a_win(asked, win))
}

/// Solver 1 searches; the others ask whether to stop until they are told, and take a while to.
fn only_one(answers: &Answers, asked: Asked) -> (Option<Win>, usize) {
    let maze = scripted(&asked, Script::new(Plan::Only(1), asked.1));
    let before = threads();
    let win = returned((answers.race)(&maze, asked.1, &Flag::new()));
    (win, left_behind(before))
}

fn others_stop(asked: &Asked, (win, left): &(Option<Win>, usize), seen: &Observed) -> Verdict {
    a_win(asked, win)
        .or(|| stopped(asked, seen, "solver 1 has found a way", SET_AT_ONCE))
        .or(|| all_gone(described(asked, "solver"), *left))
}
