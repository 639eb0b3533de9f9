//! Judges the answers of the part `mandelbrot`.

mod lanes;
mod sharing;
mod views;

use super::view::row_of;
use super::{Answers, Rows, View};
use common::check::{Check, Verdict};
use common::exercise::cores;
use common::witness::Observed;
use sharing::{Kind, fair, one_block_each, parallel};

/// A question to TODO(1), TODO(2) and TODO(3).
type Work = (View, usize);
/// What came of it; an error as its text.
type Made = Result<Rows, String>;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = rows(1, even);
    checks.extend([
        Check::new(
            1,
            "really_uses_several_threads",
            views::three_each,
            even,
            on_threads,
        )
        .holding(3)
        .points(2),
        Check::new(
            1,
            "gives_each_thread_one_block_of_rows",
            views::thirteen_on_five,
            even,
            blocks,
        )
        .holding(5)
        .points(2),
    ]);
    checks.extend(rows(2, dynamic));
    checks.extend([
        Check::new(
            2,
            "really_uses_several_threads",
            views::three_each,
            dynamic,
            on_threads,
        )
        .holding(3)
        .points(2),
        Check::new(
            2,
            "uses_as_many_threads_as_workers",
            more_than_cores,
            dynamic,
            on_threads,
        )
        .holding(cores() + 1),
        Check::new(
            2,
            "uses_no_more_threads_than_workers",
            views::two_workers,
            dynamic,
            two_threads,
        ),
        Check::new(
            2,
            "gives_rows_to_whoever_is_free",
            views::heavy_end,
            dynamic,
            |work, _, seen| fair(work, seen, Kind::Thread),
        )
        .holding(2)
        .points(2),
    ]);
    checks.extend(rows(3, processes));
    checks.extend([
        Check::new(
            3,
            "really_uses_several_processes",
            views::three_each,
            processes,
            on_processes,
        )
        .holding(3)
        .points(2),
        Check::new(
            3,
            "uses_no_more_processes_than_workers",
            views::two_workers,
            processes,
            two_processes,
        )
        .holding_briefly(3),
        Check::new(
            3,
            "gives_rows_to_whoever_is_free",
            views::heavy_end,
            processes,
            |work, _, seen| fair(work, seen, Kind::Process),
        )
        .holding(2)
        .points(2),
    ]);
    if cfg!(unix) {
        checks.push(Check::new(
            3,
            "hands_an_error_on",
            views::too_many,
            processes,
            an_error,
        ));
    }
    checks.extend(lanes::checks());
    checks
}

/// What holds for all three ways to share the rows out.
fn rows(todo: u8, answer: fn(&Answers, Work) -> Made) -> Vec<Check<Answers>> {
    vec![
        Check::new(
            todo,
            "gives_every_row_in_its_place",
            views::some,
            answer,
            right_rows,
        ),
        Check::new(
            todo,
            "keeps_the_order_of_the_rows",
            views::heavy_start,
            answer,
            right_rows,
        )
        .points(2),
        Check::new(
            todo,
            "copes_with_more_workers_than_rows",
            views::few_rows,
            answer,
            right_rows,
        ),
        Check::new(
            todo,
            "copes_with_one_worker",
            views::one_worker,
            answer,
            right_rows,
        ),
        Check::new(
            todo,
            "copes_with_no_rows",
            views::no_rows,
            answer,
            right_rows,
        ),
        Check::new(
            todo,
            "copes_with_rows_of_no_pixels",
            views::no_pixels,
            answer,
            right_rows,
        ),
    ]
}

fn even(answers: &Answers, (view, workers): Work) -> Made {
    Ok((answers.even_split)(&view, workers))
}

fn dynamic(answers: &Answers, (view, workers): Work) -> Made {
    Ok((answers.dynamic_rows)(&view, workers))
}

fn processes(answers: &Answers, (view, workers): Work) -> Made {
    (answers.on_processes)(&view, workers).map_err(|error| error.to_string())
}

/// Only a pool of the learner's own can have this many threads: a global one has as many as there are cores.
fn more_than_cores(seed: u64) -> Work {
    views::as_many(seed, cores() + 1)
}

fn right_rows(work: &Work, made: &Made, _: &Observed) -> Verdict {
    compared(&work.0, made).asked(asked(&work.0, work.1))
}

fn compared(view: &View, made: &Made) -> Verdict {
    let rows = match made {
        Ok(rows) => rows,
        Err(error) => {
            let so = "The pool reported an error where there should be none.";
            return Verdict::wrong("all rows", format!("an error: {error}"), so);
        }
    };
    let right: Rows = (0..view.height).map(|y| row_of(view, y)).collect();
    if rows.len() != right.len() {
        let so = match rows.len() < right.len() {
            true => "Rows are lost. Where does each block end, and where does the next one start?",
            false => "There are too many rows. Does each block end where the next one starts?",
        };
        return Verdict::wrong(
            format!("{} rows", right.len()),
            format!("{} rows", rows.len()),
            so,
        );
    }
    let Some(y) = (0..right.len()).find(|&y| rows[y] != right[y]) else {
        return Verdict::Pass;
    };
    let mut sorted = (rows.clone(), right.clone());
    sorted.0.sort_unstable();
    sorted.1.sort_unstable();
    let saw = match right.iter().position(|row| *row == rows[y]) {
        Some(other) => format!("what belongs into row {other}"),
        None => format!("{} counts: {:?}", rows[y].len(), rows[y]),
    };
    let so = match sorted.0 == sorted.1 {
        true => "All rows are there, but not in their places: an order of arrival?",
        false => "Is each row what `mandelbrot::row` gives for its own y?",
    };
    let expected = format!("in row {y} {} counts: {:?}", right[y].len(), right[y]);
    Verdict::wrong(
        common::check::shortened(&expected),
        common::check::shortened(&saw),
        so,
    )
}

fn asked(view: &View, workers: usize) -> String {
    let View { width, height, .. } = view;
    format!("{height} rows of {width} pixels on {workers} workers")
}

fn on_threads(work: &Work, made: &Made, seen: &Observed) -> Verdict {
    right_rows(work, made, seen).or(|| parallel(work, seen, Kind::Thread))
}

fn on_processes(work: &Work, made: &Made, seen: &Observed) -> Verdict {
    right_rows(work, made, seen).or(|| parallel(work, seen, Kind::Process))
}

fn blocks(work: &Work, made: &Made, seen: &Observed) -> Verdict {
    on_threads(work, made, seen).or(|| one_block_each(work, seen))
}

fn two_threads(work: &Work, made: &Made, seen: &Observed) -> Verdict {
    right_rows(work, made, seen).or(|| match seen.threads().len() {
        0..=2 => Verdict::Pass,
        n => Verdict::wrong(
            "calls of `row` on two threads at most",
            format!("calls on {n} threads"),
            "More threads than `workers` says: a thread for each row? A pool keeps to its number.",
        )
        .asked(asked(&work.0, work.1)),
    })
}

fn two_processes(work: &Work, made: &Made, seen: &Observed) -> Verdict {
    right_rows(work, made, seen).or(|| match seen.processes().len() {
        0..=2 => Verdict::Pass,
        n => Verdict::wrong(
            "calls of `row` in two processes at most",
            format!("calls in {n} processes"),
            "The pool has more workers than `workers` says, or there is more than one pool.",
        )
        .asked(asked(&work.0, work.1)),
    })
}

fn an_error(_: &Work, made: &Made, _: &Observed) -> Verdict {
    match made {
        Err(_) => Verdict::Pass,
        Ok(rows) => Verdict::wrong(
            "an error: no system can start so many",
            format!("{} rows", rows.len()),
            "An error is handed on, not hidden: `?` does it.",
        ),
    }
    .asked("2 rows on 100 000 000 workers")
}
