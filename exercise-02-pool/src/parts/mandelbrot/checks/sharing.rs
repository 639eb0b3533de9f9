//! Judges how the rows were shared out, from the record of who computed which.

use super::Work;
use super::rows::asked;
use super::views::MOST_ROWS;
use common::check::Verdict;
use common::witness::{Observed, Seen};
use std::collections::BTreeMap;

/// What the workers are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Threads of the learner's own.
    Thread,
    /// Threads of a rayon pool.
    Pool,
    Process,
}

/// The rows that each thread computed, in order.
fn shares(seen: &Observed) -> BTreeMap<(u32, u64), Vec<u32>> {
    let mut shares: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for call in &seen.calls {
        let share = shares.entry((call.pid, call.thread.0)).or_default();
        share.extend(call.item.parse::<u32>());
    }
    shares.values_mut().for_each(|rows| rows.sort_unstable());
    shares
}

/// Rows as ranges: `0–3, 7`.
fn ranges(rows: &[u32]) -> String {
    let runs = rows.chunk_by(|a, b| a + 1 == *b);
    let run = |run: &[u32]| match run {
        [one] => one.to_string(),
        run => format!("{}–{}", run[0], run[run.len() - 1]),
    };
    runs.map(run).collect::<Vec<_>>().join(", ")
}

/// Whether as many workers as asked for computed rows at the same time, and whether they are what
/// was asked for.
pub fn parallel((view, workers): &Work, seen: &Observed, kind: Kind) -> Verdict {
    let (one, many) = match kind {
        Kind::Thread | Kind::Pool => ("thread", "threads"),
        Kind::Process => ("process", "processes"),
    };
    let expected = format!("{workers} calls of `row` at the same time, on {workers} {many}");
    let elsewhere = seen.processes().iter().any(|&pid| pid != seen.asked_pid);
    let here = seen.processes().contains(&seen.asked_pid);
    let who = match kind {
        Kind::Thread | Kind::Pool => seen.threads().len(),
        Kind::Process => seen.processes().len(),
    };
    let verdict = match (kind, seen.most_at_once()) {
        (_, 0) => {
            let so = "Your answer never called `mandelbrot::row`. It computes one row.";
            Verdict::wrong(expected, "no call of `row` at all", so)
        }
        (Kind::Thread | Kind::Pool, _) if elsewhere => {
            let so = "This TODO asks for threads; TODO(3) asks for processes.";
            Verdict::wrong(expected, "calls of `row` in other processes", so)
        }
        (Kind::Process, at_once) if here && at_once > 1 => {
            let saw = format!(
                "calls on {} threads of the program itself",
                seen.threads().len()
            );
            let so = "These are threads. A process pool comes from `common::process::Pool`.";
            Verdict::wrong(expected, saw, so)
        }
        (_, at_once) if at_once >= *workers && who >= *workers => return Verdict::Pass,
        (_, 1) => {
            let place = if who == 1 {
                format!("all in one {one}")
            } else {
                format!("on {who} {many}")
            };
            let saw = format!("{} calls one after another, {place}", seen.calls.len());
            let so = match kind {
                Kind::Thread => {
                    "So the rows are right, but nothing ran in parallel. Are all threads started \
                     before the first is joined? Does each compute its rows itself, or only hand \
                     back a lazy `map`? Does one hold a lock while it computes?"
                }
                Kind::Pool => {
                    "So the rows are right, but nothing ran in parallel. Is the iterator a parallel \
                     one (`into_par_iter`), inside of your pool's `install`, and does no thread hold \
                     a lock while it computes?"
                }
                Kind::Process => {
                    "So the rows are right, but nothing ran in parallel. Does the pool have \
                     `workers` workers, and does one call of `map` hand out all rows?"
                }
            };
            Verdict::serial(expected, saw, so)
        }
        (_, at_once) => {
            let saw = format!("at most {at_once} calls at the same time, on {who} {many}");
            let so = match kind {
                Kind::Thread | Kind::Pool => {
                    "So it is parallel, but not on `workers` threads. With rayon: does the parallel \
                     iterator run inside `install`?"
                }
                Kind::Process => "So it is parallel, but not on a pool of `workers` processes.",
            };
            Verdict::serial(expected, saw, so)
        }
    };
    verdict.asked(asked(view, *workers))
}

/// Whether each thread had one block of neighbouring rows, all blocks of nearly equal length.
pub fn one_block_each((view, workers): &Work, seen: &Observed) -> Verdict {
    let shares = shares(seen);
    let all: Vec<String> = shares.values().map(|rows| ranges(rows)).collect();
    let complain = |so: &str| {
        let saw = format!("rows {}", all.join(" | "));
        let expected = format!("{workers} blocks, of two or three neighbouring rows each");
        Verdict::wrong(expected, saw, so).asked(asked(view, *workers))
    };
    let together = |rows: &Vec<u32>| rows.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    let lengths = shares.values().map(Vec::len);
    let (least, most) = (lengths.clone().min(), lengths.max());
    if !shares.values().all(together) {
        return complain(
            "The rows of a thread are not neighbours. That shares the work out better, and later TODOs \
             do so, but here the question is what one block for each thread costs.",
        );
    }
    if shares.len() > *workers {
        return complain("There are more threads than workers: one thread for each block.");
    }
    match most.unwrap_or(0) - least.unwrap_or(0) {
        0 | 1 if shares.len() == *workers => Verdict::Pass,
        _ => complain(
            "The blocks differ by more than one row, so even equal rows would be unequal work. Let \
             block i start at row `height * i / workers`.",
        ),
    }
}

/// Whether the other of two threads took the rows of one that was held in its first: all but those
/// of the piece that this one had in hand.
pub fn taken_over((view, workers): &Work, seen: &Observed) -> Verdict {
    let shares = shares(seen);
    let first = seen.calls.first().and_then(|call| call.end);
    let before = |call: &&Seen| {
        call.end
            .is_some_and(|end| first.is_none_or(|first| end < first))
    };
    let taken = seen.calls.iter().filter(before).count();
    if shares.len() < 2 {
        return parallel(&(*view, *workers), seen, Kind::Pool);
    }
    if taken >= MOST_ROWS {
        return Verdict::Pass;
    }
    let blocks = |rows: &Vec<u32>| rows.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    let so = if taken == 0 {
        "Nobody computed a row meanwhile. Does each thread hold a lock while it computes?"
    } else if shares.values().all(blocks) {
        "This is the even split again: one waits for the other, who has rows left. Let the parallel \
         iterator go over the rows, not over blocks of them."
    } else {
        "The rows of each thread are fixed beforehand: nobody takes what a slow one has left. Let the \
         parallel iterator go over the rows, and rayon decide who gets which."
    };
    let expected = "one thread held in its first row, and the other takes the rows";
    let left = view.height as usize - 1 - taken.min(view.height as usize - 1);
    let saw = format!("{taken} rows taken, and {left} left for the one that was held");
    Verdict::wrong(expected, saw, so).asked(asked(view, *workers))
}

/// Whether the process that had the quick rows took some of the others: two workers, all the work in
/// the second half.
pub fn fair((view, workers): &Work, seen: &Observed) -> Verdict {
    let shares = shares(seen);
    let half = view.height / 2;
    let halves = [
        (0..half).collect(),
        (half..view.height).collect::<Vec<u32>>(),
    ];
    if shares.len() < 2 {
        return parallel(&(*view, *workers), seen, Kind::Process);
    }
    match shares.len() == 2 && shares.values().all(|rows| halves.contains(rows)) {
        false => Verdict::Pass,
        true => {
            let all: Vec<String> = shares.values().map(|rows| ranges(rows)).collect();
            let so = "This is the even split again: one had the quick rows, and then waited for the \
                      other. Send the rows in smaller lots: `map` does, and `map_chunked` takes the \
                      length of one.";
            let expected = "rows of the costly lower half on both workers";
            Verdict::wrong(expected, format!("rows {}", all.join(" | ")), so)
                .asked(asked(view, *workers))
        }
    }
}
