//! Judges TODO(5), the search from both ends.

use super::super::Answers;
use super::super::grid::{Cell, Path};
use super::super::oracle::distances;
use super::judge::{Advice, a_shortest, each, returned};
use super::mazes::{Asked, Many, described, many, maze};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::time::Duration;

type Paths = Vec<Option<Path>>;

const LATE: &str =
    "Does the loop end as soon as one of the two levels is empty? Then nothing can meet any more.";

pub fn checks() -> Vec<Check<Answers>> {
    let search =
        |answers: &Answers, asked: Asked| returned((answers.from_both_ends)(&maze(&asked)));
    vec![
        Check::new(
            5,
            "finds_a_shortest_path_or_says_that_there_is_none",
            many,
            all,
            each_path,
        )
        .late(LATE)
        .time_limit(Duration::from_secs(4)),
        Check::new(5, "searches_from_both_ends", field, search, both_ends).points(2),
        Check::new(5, "moves_the_smaller_level", hall, search, smaller_level),
        Check::new(
            5,
            "stops_when_one_side_can_go_nowhere",
            walled_up,
            search,
            few_looks,
        ),
    ]
}

const ADVICE: Advice = Advice {
    who: "worker",
    lost: "There is a way out. Has each mark of the search from the end `THERE` in it? Or are cells lost where a level is \
           put together?",
    none: "This path is none. Has each mark of the search from the end `THERE` in it, and only those? `path_across` takes \
           a cell and its neighbour, one from each side, and gives the whole path.",
};

fn all(answers: &Answers, asked: Many) -> Paths {
    let search = |asked: &Asked| (answers.from_both_ends)(&maze(asked));
    asked.iter().map(search).collect()
}

fn each_path(asked: &Many, paths: &Paths, _: &Observed) -> Verdict {
    each(asked, paths, |asked, path| {
        a_shortest(asked, path.as_ref(), ADVICE)
    })
}

/// An open field, the start and the end in the midst of it.
fn field(_: u64) -> Asked {
    let empty = ".".repeat(19);
    let mut rows = vec![empty.as_str(); 13];
    rows[6] = ".....S.......E.....";
    (rows.join("\n"), 1)
}

/// A hall with the start in it, and a corridor to the end.
fn hall(_: u64) -> Asked {
    let wall = format!("{}{}", ".".repeat(15), "#".repeat(16));
    let mut rows = vec![wall.as_str(); 15];
    rows[7] = ".......S......................E";
    (rows.join("\n"), 1)
}

/// A large field, and the end walled up in its midst.
fn walled_up(_: u64) -> Asked {
    let empty = ".".repeat(15);
    let mut rows = vec![empty.as_str(); 15];
    rows[0] = "S..............";
    rows[6] = "......###......";
    rows[7] = "......#E#......";
    rows[8] = rows[6];
    (rows.join("\n"), 1)
}

/// The cells that the answer looked at.
fn looks(seen: &Observed) -> Vec<Cell> {
    let returned = seen.calls.iter().position(|call| call.work == "returned");
    let own = seen.calls.iter().take(returned.unwrap_or(usize::MAX));
    let looks = own.filter(|call| call.work == "neighbours");
    looks.filter_map(|call| call.item.parse().ok()).collect()
}

fn both_ends(asked: &Asked, path: &Option<Path>, seen: &Observed) -> Verdict {
    let maze = maze(asked);
    let ends = [maze.start(), maze.end()].map(|end| distances(&maze, end));
    let far = ends[0][maze.end() as usize];
    // Behind an end there are cells that only a search from this end looks at.
    let behind = |side: usize| {
        looks(seen)
            .iter()
            .any(|&cell| ends[1 - side][cell as usize] > far)
    };
    a_shortest(asked, path.as_ref(), ADVICE).or(|| match (behind(0), behind(1)) {
        (true, true) => Verdict::Pass,
        (start, _) => {
            let saw = match (start, behind(1)) {
                (true, _) => "cells looked at from the start alone",
                (_, true) => "cells looked at from the end alone",
                _ => "cells looked at from neither end",
            };
            Verdict::wrong(
                "cells looked at from the start and from the end",
                saw,
                "This is a search from one end. Each end needs a level of its own, and both move on.",
            )
            .asked(described(asked, "worker"))
        }
    })
}

fn smaller_level(asked: &Asked, path: &Option<Path>, seen: &Observed) -> Verdict {
    let looked = looks(seen).len();
    a_shortest(asked, path.as_ref(), ADVICE).or(|| match looked {
        0..=60 => Verdict::Pass,
        n => Verdict::wrong(
            "some forty cells looked at",
            format!("{n} cells"),
            "The hall round the start was searched while a narrow corridor was all there was at the other end. Move \
             the smaller of the two levels.",
        )
        .asked("a hall of 15 × 15, and a corridor of 16 cells from it to the end"),
    })
}

fn few_looks(asked: &Asked, path: &Option<Path>, seen: &Observed) -> Verdict {
    let looked = looks(seen).len();
    a_shortest(asked, path.as_ref(), ADVICE).or(|| match looked {
        0..=60 => Verdict::Pass,
        n => Verdict::wrong(
            "a handful of cells looked at",
            format!("{n} cells"),
            "The end is walled up, so its level is empty after one step, and the two searches can never meet: stop when \
             one of the levels is empty, not when both are.",
        )
        .asked("a field of 15 × 15, its end walled up"),
    })
}
