//! Judges the rows that came of TODO(1), TODO(2) and TODO(3), and by whom.

use super::sharing::{Kind, one_block_each, parallel};
use super::{Made, Work};
use crate::parts::mandelbrot::view::row_of;
use crate::parts::mandelbrot::{Rows, View};
use common::check::{Verdict, shortened};
use common::witness::Observed;

pub fn right_rows(work: &Work, made: &Made, _: &Observed) -> Verdict {
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
    Verdict::wrong(shortened(&expected), shortened(&saw), so)
}

pub fn asked(view: &View, workers: usize) -> String {
    let View { width, height, .. } = view;
    format!("{height} rows of {width} pixels on {workers} workers")
}

pub fn on_threads(work: &Work, made: &Made, seen: &Observed) -> Verdict {
    right_rows(work, made, seen).or(|| parallel(work, seen, Kind::Thread))
}

pub fn on_a_pool(work: &Work, made: &Made, seen: &Observed) -> Verdict {
    right_rows(work, made, seen).or(|| parallel(work, seen, Kind::Pool))
}

pub fn on_processes(work: &Work, made: &Made, seen: &Observed) -> Verdict {
    right_rows(work, made, seen).or(|| parallel(work, seen, Kind::Process))
}

pub fn blocks(work: &Work, made: &Made, seen: &Observed) -> Verdict {
    on_threads(work, made, seen).or(|| one_block_each(work, seen))
}

pub fn two_threads(work: &Work, made: &Made, seen: &Observed) -> Verdict {
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

pub fn two_processes(work: &Work, made: &Made, seen: &Observed) -> Verdict {
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

/// Whether the error of the row that failed has come through, and no other.
pub fn the_error((view, workers): &Work, made: &Made, seen: &Observed) -> Verdict {
    let here = seen.calls.iter().any(|call| call.pid == seen.asked_pid);
    let verdict = match made {
        Err(error) if error.contains("lies nowhere") => return Verdict::Pass,
        Err(error) => Verdict::wrong(
            ROW_FAILED,
            format!("another one: {error}"),
            "The error of the row that failed is to be handed on as it is.",
        ),
        Ok(rows) if here => Verdict::wrong(
            ROW_FAILED,
            format!(
                "{} rows, and calls of `row` in the program itself",
                rows.len()
            ),
            "Where the workers failed, the rows were computed here, in silence: nobody learns that \
             something is wrong. An error is handed on, not hidden.",
        ),
        Ok(rows) => Verdict::wrong(
            ROW_FAILED,
            format!("{} rows", rows.len()),
            "An error is handed on, not hidden: where one row failed there is no picture. \
             `unwrap_or_default` or `flatten` drop what failed, and the rows behind it move up.",
        ),
    };
    verdict.asked(format!("{}, one of which fails", asked(view, *workers)))
}

const ROW_FAILED: &str = "the error of the row that failed";

pub fn an_error(_: &Work, made: &Made, _: &Observed) -> Verdict {
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
