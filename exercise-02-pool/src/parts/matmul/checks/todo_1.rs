//! TODO(1): along the rows, on one thread.

use super::ask::{Found, Shape, Task, found, nothing, odd, right, shapes};
use crate::parts::matmul::compared::Compared;
use crate::parts::matmul::traced::{self, Step};
use crate::parts::matmul::{Answers, AnswersFor};
use common::check::{Check, Verdict};

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(
            1,
            "multiplies_whatever_the_shape",
            |seed| shapes(1, seed),
            |answers: &Answers, tasks: Vec<Task>| reordered(&answers.floats, &tasks),
            |tasks, found, _| right::<f64>(tasks, found, true),
        ),
        Check::new(
            1,
            "goes_along_the_rows_of_b",
            |_| (3, 5, 7),
            |answers: &Answers, (m, k, n)| {
                let (a, b) = (traced::matrix(m, k, false), traced::matrix(k, n, true));
                traced::steps(|| drop((answers.traced)(&a, &b)))
            },
            |shape, steps, _| along_rows(*shape, steps),
        )
        .points(2),
        Check::new(
            1,
            "copes_with_matrices_that_hold_nothing",
            |seed| nothing(1, seed),
            |answers: &Answers, tasks: Vec<Task>| reordered(&answers.floats, &tasks),
            |tasks, found, _| right::<f64>(tasks, found, true),
        ),
        Check::new(
            1,
            "keeps_nan_and_infinities",
            |seed| odd(1, seed),
            |answers: &Answers, tasks: Vec<Task>| reordered(&answers.floats, &tasks),
            |tasks, found, _| right::<f64>(tasks, found, true),
        ),
        Check::new(
            1,
            "multiplies_integers_too",
            |seed| [shapes(1, seed), odd(1, seed)].concat(),
            |answers: &Answers, tasks: Vec<Task>| reordered(&answers.integers, &tasks),
            |tasks, found, _| right::<i64>(tasks, found, true),
        ),
    ]
}

fn reordered<N: Compared>(answers: &AnswersFor<N>, tasks: &[Task]) -> Vec<Found> {
    found(tasks, |a, b, _| Ok((answers.reordered)(a, b)))
}

/// When products are missing, or were added twice.
pub fn not_each_once((m, k, n): Shape, additions: usize, found: usize) -> Verdict {
    Verdict::wrong(
        format!("{} products, each added once", m * k * n),
        format!("{additions} additions, of {found} products"),
        "Is each product added with `add_product`, on this thread, and only once?",
    )
}

/// Whether each product was added once, and most of them next to the one before: in the same row of `b`.
fn along_rows((m, k, n): Shape, steps: &[Step]) -> Verdict {
    let asked = format!("{m} × {k} times {k} × {n}, and in which order the products are added");
    if let Err(found) = traced::each_once((m, k, n), steps) {
        return not_each_once((m, k, n), steps.len(), found).asked(asked);
    }
    let next = |to: fn(Step) -> Step| {
        steps
            .windows(2)
            .filter(|pair| to(pair[0]) == pair[1])
            .count()
    };
    let (along, down) = (
        next(|(i, k, j)| (i, k, j + 1)),
        next(|(i, k, j)| (i, k + 1, j)),
    );
    if along >= m * k * (n - 1) * 9 / 10 {
        return Verdict::Pass;
    }
    let expected = "each product followed by the next one of the same row of `b`";
    let saw = format!(
        "{along} of {} were; {down} times the next row followed",
        steps.len() - 1
    );
    let so = match down > along {
        true => {
            "The innermost loop still goes down a column of `b`. It should run over j: along a row of \
                 `b`, and of the result."
        }
        false => "The innermost loop should run over j: along a row of `b`, and of the result.",
    };
    Verdict::wrong(expected, saw, so).asked(asked)
}
