//! Judges TODO(2), the race of processes.

use super::super::script::{Plan, Script};
use super::super::{Answers, Win};
use super::judge::{SET_AT_ONCE, a_win, all_at_once, each, returned, stopped};
use super::mazes::{Asked, Many, closed_for_three, described, for_three, many, scripted};
use common::check::{Check, Verdict};
use common::process::Pool;
use common::witness::Observed;

/// An error crosses as its text.
type Raced = Result<Option<Win>, String>;
type Races = Vec<Raced>;

const LATE: &str = "Does somebody wait for a winner although nobody found a way out, or for a worker that nobody stops? \
                    `imap_unordered` ends when every solver has ended.";

pub fn checks() -> Vec<Check<Answers>> {
    let check =
        |sentence, asked, plan, judge| Check::new(2, sentence, asked, plan, judge).late(LATE);
    vec![
        Check::new(
            2,
            "finds_a_path_or_says_that_there_is_none",
            many,
            all,
            each_race,
        )
        .late(LATE),
        check(
            "all_solvers_search_at_once",
            for_three,
            free,
            |asked, raced, seen| all_at_once(asked, seen, true).or(|| right(asked, raced)),
        )
        .holding(3)
        .points(2),
        check(
            "this_process_announces_the_winner",
            for_three,
            deaf,
            announced,
        ),
        check(
            "the_others_stop",
            for_three,
            only_one,
            |asked, raced, seen| {
                right(asked, raced)
                    .or(|| stopped(asked, seen, "solver 1 has found a way", SET_AT_ONCE))
            },
        )
        .points(2),
        check(
            "who_finds_no_way_out_stops_the_others",
            closed_for_three,
            only_one,
            |asked, raced, seen| {
                right(asked, raced).or(|| {
                    stopped(
                        asked,
                        seen,
                        "one found that there is no way out",
                        SET_AT_ONCE,
                    )
                })
            },
        ),
        check(
            "a_worker_that_dies_stops_the_others",
            for_three,
            one_dies,
            an_error,
        ),
        check(
            "a_worker_that_dies_later_changes_nothing",
            for_three,
            one_dies_late,
            still_won,
        ),
    ]
}

/// On three workers, and at last in this process.
fn all(answers: &Answers, asked: Many) -> Races {
    let run = |pool: &Pool, asked: &Asked| race(answers, asked, Plan::Free, pool);
    let pool = Pool::new(3).expect("processes can be started");
    let mut raced: Vec<Raced> = asked.iter().map(|asked| run(&pool, asked)).collect();
    let inline = Pool::new(0).expect("an inline pool needs nothing");
    raced.extend(asked.last().map(|asked| run(&inline, asked)));
    raced
}

fn free(answers: &Answers, asked: Asked) -> Raced {
    on_three(answers, asked, Plan::Free)
}

/// So three results reach this process, whoever was told to stop.
fn deaf(answers: &Answers, asked: Asked) -> Raced {
    on_three(answers, asked, Plan::Deaf)
}

fn only_one(answers: &Answers, asked: Asked) -> Raced {
    on_three(answers, asked, Plan::Only(1))
}

fn one_dies(answers: &Answers, asked: Asked) -> Raced {
    on_three(answers, asked, Plan::Dies(1))
}

/// Solver 0 wins, the others are told to stop, and then one of them dies.
fn one_dies_late(answers: &Answers, asked: Asked) -> Raced {
    on_three(answers, asked, Plan::DiesLate(1))
}

fn on_three(answers: &Answers, asked: Asked, plan: Plan) -> Raced {
    let pool = Pool::new(3).expect("processes can be started");
    returned(race(answers, &asked, plan, &pool))
}

fn race(answers: &Answers, asked: &Asked, plan: Plan, pool: &Pool) -> Raced {
    let maze = scripted(asked, Script::new(plan, asked.1));
    (answers.race_in_processes)(&maze, asked.1, pool).map_err(|error| error.to_string())
}

fn each_race(asked: &Many, raced: &Races, _: &Observed) -> Verdict {
    let again = [&asked[..], &asked[asked.len() - 1..]].concat();
    each(&again, raced, right)
}

fn right(asked: &Asked, raced: &Raced) -> Verdict {
    match raced {
        Ok(win) => a_win(asked, win),
        Err(error) => Verdict::wrong(
            "a winner, or none",
            format!("an error: {error}"),
            "An error where there should be none.",
        )
        .asked(described(asked, "solver")),
    }
}

fn announced(asked: &Asked, raced: &Raced, seen: &Observed) -> Verdict {
    let calls = seen.of("announce").calls;
    let here = calls.iter().all(|call| call.pid == seen.asked_pid);
    let expected = "one winner announced, by the process that started the race";
    let wrong =
        |saw: String, so| Verdict::wrong(expected, saw, so).asked(described(asked, "solver"));
    let winner = raced.as_ref().ok().and_then(|win| win.as_ref());
    right(asked, raced).or(|| match &calls[..] {
        [] => wrong("no call of `announce`".into(), "Call `maze.announce` with the winner's number."),
        _ if !here => wrong(
            format!("{} announced by workers", calls.len()),
            "Between `is_set` and `set` another worker may look, too, and both announce themselves. Let this process \
             decide: the results reach it one after another.",
        ),
        [call] if winner.is_some_and(|win| win.0.to_string() == call.item) => Verdict::Pass,
        [call] => wrong(
            format!("solver {} announced, and another returned", call.item),
            "The one that is announced and the one whose path is returned are not the same.",
        ),
        calls => wrong(
            format!("{} announced", calls.len()),
            "Only the first result decides: whoever comes later has lost.",
        ),
    })
}

const SET_ON_ERROR: &str = "They go on searching although nobody waits for them. Is the event set when a result is an error, \
                            too? `?` leaves the loop before that, and `flatten` passes the error over.";

/// Whether the one who has won stays the winner.
fn still_won(asked: &Asked, raced: &Raced, seen: &Observed) -> Verdict {
    let expected = "the winner, solver 0";
    let verdict = match raced {
        Ok(Some(_)) => right(asked, raced),
        Ok(None) => Verdict::wrong(
            expected,
            "None: no way out",
            "Solver 0 has found a way. What comes in after the first result changes nothing any more.",
        ),
        Err(error) => Verdict::wrong(
            expected,
            format!("an error: {error}"),
            "Somebody had won when the worker died, and the error hides the winner. It is handed on only where it is \
             the first result.",
        ),
    };
    let asked_for = format!(
        "{}; solver 1 dies when it is told to stop",
        described(asked, "solver")
    );
    let told = || {
        stopped(
            asked,
            &without_the_dead(seen),
            "solver 0 has found a way",
            SET_AT_ONCE,
        )
    };
    verdict.or(told).asked(asked_for)
}

fn an_error(asked: &Asked, raced: &Raced, seen: &Observed) -> Verdict {
    let told = || {
        stopped(
            asked,
            &without_the_dead(seen),
            "a worker has died",
            SET_ON_ERROR,
        )
    };
    match raced {
        Err(_) => told(),
        Ok(win) => told().or(|| {
            let saw = match win {
                Some((solver, _)) => format!("solver {solver}"),
                None => "None: no way out".to_string(),
            };
            Verdict::wrong(
                "an error: solver 1 died, and nobody else found anything",
                saw,
                "An error is handed on, not hidden. `None` would say that there is no way out.",
            )
        }),
    }
    .asked(format!("{}; solver 1 dies", described(asked, "solver")))
}

/// The search of the one that died has no end, and that is nobody's fault.
fn without_the_dead(seen: &Observed) -> Observed {
    let mut seen = seen.clone();
    seen.calls
        .retain(|call| call.work != "search" || call.item != "1");
    seen
}
