//! TODO(4): in blocks, on one thread.

use super::ask::{Found, Task, asked, found, nothing, odd, right, shapes, task};
use crate::parts::matmul::compared::Compared;
use crate::parts::matmul::{Answers, AnswersFor, Matrix};
use common::check::{Check, Verdict};

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(
            4,
            "multiplies_whatever_the_shape",
            |seed| shapes(1, seed),
            |answers: &Answers, tasks: Vec<Task>| found_blocked(&answers.floats, &tasks),
            |tasks, found, _| right::<f64>(tasks, found, false),
        ),
        Check::new(
            4,
            "copes_with_sums_of_any_length",
            lengths,
            |answers: &Answers, tasks: Vec<Task>| found_blocked(&answers.floats, &tasks),
            |tasks, found, _| any_length(tasks, found),
        )
        .points(2),
        Check::new(
            4,
            "copes_with_matrices_that_hold_nothing",
            |seed| nothing(1, seed),
            |answers: &Answers, tasks: Vec<Task>| found_blocked(&answers.floats, &tasks),
            |tasks, found, _| right::<f64>(tasks, found, false),
        ),
        Check::new(
            4,
            "keeps_nan_and_infinities",
            |seed| odd(1, seed),
            |answers: &Answers, tasks: Vec<Task>| found_blocked(&answers.floats, &tasks),
            |tasks, found, _| right::<f64>(tasks, found, false),
        ),
        Check::new(
            4,
            "adds_to_what_is_there",
            |seed| vec![task((3, 70, 5), 1, seed)],
            |answers: &Answers, tasks: Vec<Task>| {
                found(&tasks, |a, b, _| Ok(added_to_seven(answers, a, b)))
            },
            |tasks, found, _| {
                match right::<i64>(tasks, found, true) {
                Verdict::Pass => Verdict::Pass,
                _ => Verdict::wrong(
                    "`c` as it was, plus the product",
                    "something else, where `c` began with 7 everywhere",
                    "Add to what is there. A block of `b` finds the sums of the blocks before it, so it \
                     must not begin again at zero.",
                )
                .asked(asked(&tasks[0])),
            }
            },
        ),
        Check::new(
            4,
            "multiplies_integers_too",
            |seed| [shapes(1, seed), odd(1, seed)].concat(),
            |answers: &Answers, tasks: Vec<Task>| found_blocked(&answers.integers, &tasks),
            |tasks, found, _| right::<i64>(tasks, found, true),
        ),
    ]
}

fn found_blocked<N: Compared>(answers: &AnswersFor<N>, tasks: &[Task]) -> Vec<Found> {
    found(tasks, |a, b, _| {
        let mut c = Matrix::zeros(a.rows(), b.columns());
        (answers.blocked)(&a.all_rows(), b, &mut c.all_rows_mut());
        Ok(c)
    })
}

/// What is added to a matrix of nothing but seven.
fn added_to_seven(answers: &Answers, a: &Matrix<i64>, b: &Matrix<i64>) -> Matrix<i64> {
    let (rows, columns) = (a.rows(), b.columns());
    let mut c = Matrix::new(rows, columns, vec![7; rows * columns]);
    (answers.integers.blocked)(&a.all_rows(), b, &mut c.all_rows_mut());
    let added = c.numbers().iter().map(|x| x.wrapping_sub(7));
    Matrix::new(rows, columns, added.collect())
}

/// Sums of one product, of a few, and of about as many as a block may have.
fn lengths(seed: u64) -> Vec<Task> {
    let lengths = (1..10).chain([63, 64, 65, 127, 131, 256, 521, 1024]);
    lengths.map(|k| task((3, k, 5), 1, seed)).collect()
}

/// Whether all are right; if only some are, that tells what is wrong.
fn any_length(tasks: &[Task], found: &[Found]) -> Verdict {
    let pairs = tasks.iter().zip(found);
    let is_wrong = |(task, found): &(&Task, &Found)| {
        let one = |found: &Found| vec![found.clone()];
        right::<f64>(&[**task], &one(found), false) != Verdict::Pass
    };
    let (wrong, good): (Vec<_>, Vec<_>) = pairs.partition(is_wrong);
    let list = |some: &[(&Task, &Found)]| {
        let lengths = some.iter().map(|(task, _)| task.0.1.to_string());
        lengths.collect::<Vec<_>>().join(", ")
    };
    match wrong.is_empty() || good.is_empty() {
        true => right::<f64>(tasks, found, false),
        false => Verdict::wrong(
            "right sums of any number of products",
            format!("wrong for {}; right for {}", list(&wrong), list(&good)),
            "What becomes of the rest, when the number of products cannot be divided by four, or by the \
             height of a block?",
        )
        .asked("3 × k times k × 5, for several k"),
    }
}
