//! Judges the answers of the part `mandelbrot`.

mod again;
mod lanes;
mod rows;
mod sharing;
mod views;

use super::{Answers, Rows, View};
use common::check::Check;
use common::exercise::cores;
use rows::{
    an_error, blocks, on_a_pool, on_processes, on_threads, right_rows, the_error, two_processes,
    two_threads,
};
use sharing::{fair, taken_over};

/// A question to TODO(1), TODO(2) and TODO(3).
type Work = (View, usize);
/// What came of it; an error as its text.
type Made = Result<Rows, String>;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = all_rows(1, even);
    checks.extend([
        Check::new(
            1,
            "really_uses_several_threads",
            views::for_three,
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
    checks.extend(all_rows(2, dynamic));
    checks.extend([
        Check::new(
            2,
            "really_uses_several_threads",
            views::for_three,
            dynamic,
            on_a_pool,
        )
        .holding(3)
        .points(2),
        Check::new(
            2,
            "uses_as_many_threads_as_workers",
            more_than_cores,
            dynamic,
            on_a_pool,
        )
        .holding(cores() + 1),
        Check::new(
            2,
            "can_be_called_again_for_more_workers",
            views::for_three,
            again::twice,
            again::right_again,
        )
        .holding(3),
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
            views::many_rows,
            dynamic,
            |work, made, seen| right_rows(work, made, seen).or(|| taken_over(work, seen)),
        )
        .holding_the_first(views::MOST_ROWS)
        .points(2),
    ]);
    checks.extend(all_rows(3, processes));
    checks.extend([
        Check::new(
            3,
            "really_uses_several_processes",
            views::for_three,
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
            |work, _, seen| fair(work, seen),
        )
        .holding(2)
        .points(2),
    ]);
    checks.push(Check::new(
        3,
        "hands_on_that_a_row_failed",
        views::one_nowhere,
        processes,
        the_error,
    ));
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
fn all_rows(todo: u8, answer: fn(&Answers, Work) -> Made) -> Vec<Check<Answers>> {
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

/// Only a pool of the learner's own can have this many threads: a global one has as many as there
/// are cores.
fn more_than_cores(seed: u64) -> Work {
    views::enough(seed, cores() + 1)
}
