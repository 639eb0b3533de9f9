//! TODO(4): in blocks, on one thread.

use super::ask::{Found, Shape, Task, asked, found, nothing, odd, right, shapes, task};
use super::todo_1::not_each_once;
use crate::parts::matmul::compared::Compared;
use crate::parts::matmul::{Answers, AnswersFor, Matrix, traced};
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
                let with = |c| found(&tasks, |a, b, _| Ok(added_to(answers, a, b, c)));
                [with(7), with(0)].concat()
            },
            |tasks, found, _| adds(&tasks[0], &found[0], &found[1]),
        ),
        Check::new(
            4,
            "takes_b_in_blocks_and_along_its_rows",
            |_| (3, 4_096, 64),
            |answers: &Answers, shape| walk(answers, shape),
            |shape, walk, _| in_blocks(*shape, *walk),
        )
        .points(2),
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

/// What becomes of a matrix of nothing but `there`.
fn added_to(answers: &Answers, a: &Matrix<i64>, b: &Matrix<i64>, there: i64) -> Matrix<i64> {
    let (rows, columns) = (a.rows(), b.columns());
    let mut c = Matrix::new(rows, columns, vec![there; rows * columns]);
    (answers.integers.blocked)(&a.all_rows(), b, &mut c.all_rows_mut());
    c
}

/// Whether the product was added to sevens, and to zeros.
fn adds(task: &Task, to_seven: &Found, to_zero: &Found) -> Verdict {
    let added = to_seven.clone().map(|(mut rows, took)| {
        let numbers = rows.iter_mut().flat_map(|(_, row)| row);
        numbers.for_each(|x| *x = x.wrapping_sub(7));
        (rows, took)
    });
    let tasks = &[*task];
    match right::<i64>(tasks, &[added], true) {
        Verdict::Pass => Verdict::Pass,
        _ if to_seven.as_ref().map(|found| &found.0) == to_zero.as_ref().map(|found| &found.0) => {
            Verdict::wrong(
                "`c` as it was, plus the product",
                "the same, whether `c` began with 7 everywhere or with 0",
                "Add to what is there. A block of `b` finds the sums of the blocks before it, so it \
                 must not begin again at zero.",
            )
            .asked(asked(task))
        }
        // Then it is not the adding that is wrong.
        wrong => right::<i64>(tasks, std::slice::from_ref(to_zero), true).or(|| wrong),
    }
}

/// How many products were added on this thread, and how many different ones; how many of them one after another to the
/// same sum, at most; and whether one row of `a` was done before another began.
type Walk = (usize, usize, usize, bool);

fn walk(answers: &Answers, (m, k, n): Shape) -> Walk {
    let (a, b) = (traced::matrix(m, k, false), traced::matrix(k, n, true));
    let mut c = Matrix::zeros(m, n);
    let steps = traced::steps(|| {
        (answers.traced_blocked)(&a.all_rows(), &b, &mut c.all_rows_mut());
    });
    let found = traced::each_once((m, k, n), &steps).map_or_else(|found| found, |()| m * k * n);
    let to_one_sum = steps.chunk_by(|x, y| (x.0, x.2) == (y.0, y.2));
    let in_a_row = to_one_sum.map(<[_]>::len).max().unwrap_or(0);
    let first = |i| steps.iter().position(|step| step.0 == i);
    let last = |i| steps.iter().rposition(|step| step.0 == i);
    let (begun, done) = ((0..m).map(first).max(), (0..m).map(last).min());
    (steps.len(), found, in_a_row, done < begun)
}

/// More rows of `b` at a time than anybody takes, in one step to the next sum.
const TO_ONE_SUM: usize = 16;

fn in_blocks((m, k, n): Shape, (additions, found, in_a_row, one_by_one): Walk) -> Verdict {
    let verdict = if (additions, found) != (m * k * n, m * k * n) {
        not_each_once((m, k, n), additions, found)
    } else if in_a_row > TO_ONE_SUM {
        Verdict::wrong(
            "a few products for one sum, then for its neighbour",
            format!("{in_a_row} products in a row for the same sum"),
            "The innermost loop goes down a column of `b`. It should run over j: along four rows of `b`, and a row of \
             `c`.",
        )
    } else if one_by_one {
        Verdict::wrong(
            "a block of rows of `b` for all rows of `a`, then the next block",
            "one row of `a` done before another began",
            "So all of `b`, here of 2 MB, goes through the cache once for each row of `a`. Put the loop over blocks of \
             rows of `b` outside, and in it the loop over the rows of `a`.",
        )
    } else {
        Verdict::Pass
    };
    verdict.asked(format!(
        "{m} × {k} times {k} × {n}, and in which order the products are added"
    ))
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
        false => {
            let length = |(task, _): &(&Task, &Found)| task.0.1;
            let (first_wrong, longest) = (length(&wrong[0]), good.last().map_or(0, length));
            let so = match longest >= 8 && longest < first_wrong {
                true => {
                    "All is right up to some length, and nothing beyond: it goes wrong in the second block. Does k, or \
                     the row of `b`, begin at 0 again there?"
                }
                false => {
                    "What becomes of the rest, when the number of products cannot be divided by four, or by the \
                     height of a block?"
                }
            };
            let saw = format!("wrong for {}; right for {}", list(&wrong), list(&good));
            Verdict::wrong("right sums of any number of products", saw, so)
                .asked("3 × k times k × 5, for several k")
        }
    }
}
