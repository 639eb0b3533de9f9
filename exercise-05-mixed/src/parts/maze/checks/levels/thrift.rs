//! Judges what TODO(4) does in vain: shares that cost more than they gain, and looks behind the end.

use super::{Found, first_level, looks, right, with_grain};
use crate::parts::maze::Answers;
use crate::parts::maze::checks::mazes::{Asked, described};
use crate::parts::maze::script::Script;
use common::check::Verdict;
use common::witness::Observed;
use std::collections::BTreeSet;

const GRAIN: usize = 64;

/// A large field, and the end two steps from the start.
pub fn near_end(_: u64) -> Asked {
    let empty = ".".repeat(15);
    let mut rows = vec![empty.as_str(); 15];
    rows[0] = "S.E............";
    (rows.join("\n"), 2)
}

/// Every level is smaller than the grain. Whoever comes to the first waits a moment for a second thread.
pub fn coarse(answers: &Answers, asked: Asked) -> Found {
    let script = Script {
        meeting: first_level(&asked),
        parties: 2,
        briefly: true,
        ..Script::default()
    };
    with_grain(answers, &asked, script, GRAIN)
}

pub fn one_thread_each(asked: &Asked, found: &Found, seen: &Observed) -> Verdict {
    let level = first_level(asked);
    let own = looks(seen)
        .into_iter()
        .filter(|(cell, _)| level.contains(cell));
    let threads: BTreeSet<u64> = own.map(|(_, call)| call.thread.0).collect();
    right(asked, found).or(|| match threads.len() {
        0 | 1 => Verdict::Pass,
        n => Verdict::wrong(
            "each level looked at by one thread: it has fewer cells than the grain",
            format!("{n} threads in a level of {} cells", level.len()),
            "A level that small is not worth sharing: that costs more than it gains. Nobody gets fewer than `grain` \
             cells: `with_min_len(grain)`.",
        )
        .asked(format!("{}, a grain of {GRAIN}", described(asked, "worker"))),
    })
}

pub fn few_looks(asked: &Asked, found: &Found, seen: &Observed) -> Verdict {
    let looked = looks(seen).len();
    right(asked, found).or(|| match looked {
        0..=30 => Verdict::Pass,
        n => Verdict::wrong(
            "some six cells looked at",
            format!("{n} cells"),
            "The end is in the second level, and the search went on behind it. Stop as soon as the end is seen: its mark \
             tells.",
        )
        .asked("a field of 15 × 15, the end two steps from the start"),
    })
}
