//! Judges TODO(4), the search level by level.

mod thrift;

use super::super::Answers;
use super::super::grid::{Cell, Path};
use super::super::oracle::distances;
use super::super::script::Script;
use super::judge::{Advice, a_shortest, all_gone, each, left_behind, returned, threads};
use super::mazes::{Asked, Many, described, many, maze, scripted};
use common::check::{Check, Verdict};
use common::exercise::count;
use common::witness::{Observed, Seen};
use std::collections::BTreeSet;
use std::time::Duration;

/// The path, and how many threads were left.
type Found = (Option<Path>, usize);
type Paths = Vec<Option<Path>>;
type Answer = fn(&Answers, Asked) -> Found;
type Judge = fn(&Asked, &Found, &Observed) -> Verdict;

const LATE: &str = "Does the loop end when a level is empty? Where there is no way out, the end is never seen. Or does a \
                    thread wait at the end of a level for others that have left?";

pub fn checks() -> Vec<Check<Answers>> {
    let check =
        |sentence, asked, answer, judge| Check::new(4, sentence, asked, answer, judge).late(LATE);
    let shared = check(
        "several_threads_share_a_level",
        field_for_three,
        meet as Answer,
        at_once as Judge,
    );
    let once = check(
        "each_cell_is_claimed_once",
        field_for_two,
        contest,
        once_each,
    );
    vec![
        Check::new(
            4,
            "finds_a_shortest_path_or_says_that_there_is_none",
            many,
            all,
            each_path,
        )
        .late(LATE)
        .time_limit(Duration::from_secs(4)),
        shared.points(2),
        once.points(2),
        check(
            "a_level_begins_when_the_one_before_is_done",
            field_for_three,
            one_is_slow,
            in_levels,
        ),
        check(
            "uses_no_more_threads_than_workers",
            field_for_two,
            free,
            few_threads,
        ),
        check(
            "leaves_a_small_level_to_one_thread",
            field_for_three,
            thrift::coarse,
            thrift::one_thread_each,
        ),
        check(
            "stops_when_the_end_is_seen",
            thrift::near_end,
            free,
            thrift::few_looks,
        ),
    ]
}

const ADVICE: Advice = Advice {
    who: "worker",
    lost: "There is a way out. Are cells lost where the next level is put together?",
    none: "This path is none. What the trail gives is one as it is, if each mark is the way to its cell.",
};

/// Every other maze is shared cell by cell; the others are too small for their grain.
fn all(answers: &Answers, asked: Many) -> Paths {
    let grains = [1, 64].into_iter().cycle();
    let search =
        |(asked, grain): (&Asked, usize)| (answers.by_levels)(&maze(asked), asked.1, grain);
    asked.iter().zip(grains).map(search).collect()
}

fn each_path(asked: &Many, paths: &Paths, _: &Observed) -> Verdict {
    each(asked, paths, |asked, path| {
        a_shortest(asked, path.as_ref(), ADVICE)
    })
}

/// An open field. The start has three neighbours.
fn field_for_three(_: u64) -> Asked {
    ("..S..\n.....\n.....\n.....\n....E\n".into(), 3)
}

/// The start has two neighbours, and both of these have one in common.
fn field_for_two(_: u64) -> Asked {
    ("S...\n....\n....\n...E\n".into(), 2)
}

fn free(answers: &Answers, asked: Asked) -> Found {
    run(answers, &asked, Script::default())
}

/// One cell of the first level takes a while: whoever does not wait for it goes on to the second.
fn one_is_slow(answers: &Answers, asked: Asked) -> Found {
    let script = Script {
        meeting: first_level(&asked)[..1].to_vec(),
        ..Script::default()
    };
    run(answers, &asked, script)
}

/// Whoever comes to the first level waits there for the others.
fn meet(answers: &Answers, asked: Asked) -> Found {
    let script = Script {
        meeting: first_level(&asked),
        parties: asked.1,
        ..Script::default()
    };
    run(answers, &asked, script)
}

/// The same, and both look at the same cell of the second level before one of them claims it.
fn contest(answers: &Answers, asked: Asked) -> Found {
    let script = Script {
        meeting: first_level(&asked),
        parties: asked.1,
        contested: Some(common_cell(&asked)),
        ..Script::default()
    };
    run(answers, &asked, script)
}

fn run(answers: &Answers, asked: &Asked, script: Script) -> Found {
    with_grain(answers, asked, script, 1)
}

fn with_grain(answers: &Answers, asked: &Asked, script: Script, grain: usize) -> Found {
    let maze = scripted(asked, script);
    let before = threads();
    let path = returned((answers.by_levels)(&maze, asked.1, grain));
    (path, left_behind(before))
}

fn first_level(asked: &Asked) -> Vec<Cell> {
    let maze = maze(asked);
    let beside = maze.steps().map(|step| maze.start().wrapping_add(step));
    beside
        .into_iter()
        .filter(|&cell| maze.is_open(cell))
        .collect()
}

/// The cell to the south-east of the start.
fn common_cell(asked: &Asked) -> Cell {
    let maze = maze(asked);
    maze.start() + maze.steps()[0] + maze.steps()[1]
}

fn right(asked: &Asked, (path, left): &Found) -> Verdict {
    a_shortest(asked, path.as_ref(), ADVICE).or(|| all_gone(described(asked, "worker"), *left))
}

fn looks(seen: &Observed) -> Vec<(Cell, Seen)> {
    let returned = seen.calls.iter().position(|call| call.work == "returned");
    let own = seen.calls.iter().take(returned.unwrap_or(usize::MAX));
    let looks = own.filter(|call| call.work == "neighbours");
    looks
        .filter_map(|call| Some((call.item.parse().ok()?, call.clone())))
        .collect()
}

fn at_once(asked: &Asked, found: &Found, seen: &Observed) -> Verdict {
    let level = first_level(asked);
    let own = looks(seen)
        .into_iter()
        .filter(|(cell, _)| level.contains(cell));
    let own: Vec<Seen> = own.map(|(_, call)| call).collect();
    let threads: BTreeSet<u64> = own.iter().map(|call| call.thread.0).collect();
    let expected = format!(
        "the {0} cells of the first level looked at by {0} threads",
        level.len()
    );
    right(asked, found).or(|| match threads.len() {
        0 => Verdict::wrong(
            expected,
            "no call of `neighbours` for any of them",
            "Your answer never asked for their neighbours. Let `maze.neighbours` say where one can go.",
        ),
        n if n >= asked.1 => Verdict::Pass,
        n => {
            let saw = format!("{} that did", count(n, "thread"));
            let so = "So the path is right, but the cells of a level are not shared by `workers` threads. Is the iterator \
                      a parallel one, does it run inside `install`, and is its smallest piece `grain` cells?";
            Verdict::serial(expected, saw, so)
        }
        .asked(described(asked, "worker")),
    })
}

fn once_each(asked: &Asked, found: &Found, seen: &Observed) -> Verdict {
    let contested = common_cell(asked);
    let times = looks(seen)
        .iter()
        .filter(|(cell, _)| *cell == contested)
        .count();
    let verdict = match times {
        0 | 1 => Verdict::Pass,
        n => Verdict::wrong(
            "each cell in one level, once",
            format!("a cell that two others lead to, looked at {n} times"),
            "Two threads saw that it was unseen, and both claimed it: so it stands in the next level twice, and so do \
             the cells behind it. The look and the claim must be one step: `compare_exchange`.",
        )
        .asked(described(asked, "worker")),
    };
    verdict.or(|| right(asked, found))
}

fn in_levels(asked: &Asked, found: &Found, seen: &Observed) -> Verdict {
    let maze = maze(asked);
    let distances = distances(&maze, maze.start());
    let level = |cell: Cell| distances[cell as usize].unwrap_or(0);
    let looks = looks(seen);
    let early = looks.iter().find_map(|(cell, call)| {
        let before = looks.iter().find(|(other, earlier)| {
            level(*other) < level(*cell) && earlier.end.is_none_or(|end| end > call.start)
        });
        Some((level(*cell), level(before?.0)))
    });
    right(asked, found).or(|| match early {
        None => Verdict::Pass,
        Some((level, before)) => Verdict::wrong(
            format!("level {level} begun when level {before} is done"),
            format!("a cell of level {level} looked at before the last of level {before}"),
            "Without levels, the first path that is found need not be a shortest one. Finish a level before the next.",
        )
        .asked(described(asked, "worker")),
    })
}

fn few_threads(asked: &Asked, found: &Found, seen: &Observed) -> Verdict {
    let threads: BTreeSet<u64> = looks(seen).iter().map(|(_, call)| call.thread.0).collect();
    right(asked, found).or(|| match threads.len() {
        0..=2 => Verdict::Pass,
        n => Verdict::wrong(
            "two threads at most",
            format!("{n} threads that look at cells"),
            "More threads than `workers` says: a thread for each cell, or new ones for each level?",
        )
        .asked(described(asked, "worker")),
    })
}
