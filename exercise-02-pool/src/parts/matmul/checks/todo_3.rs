//! TODO(3): rows in processes, in three ways.

use super::ask::{
    Found, Task, Took, asked, found, found_failing, nothing, odd, right, shapes, task,
};
use super::together::{at_most, parallel};
use crate::parts::matmul::Answers;
use common::check::{Check, Verdict};
use std::time::Duration;

/// The checks of one way: `$name` begins their names, `$field` is the answer, `$took` judges what it took.
macro_rules! way {
    ($name:literal, $field:ident, $took:expr) => {{
        let ask = |answers: &Answers, tasks: Vec<Task>| found(&tasks, answers.floats.$field);
        vec![
            Check::new(
                3,
                concat!($name, "_multiplies_however_many_workers"),
                counts,
                ask,
                |tasks, found, _| right::<f64>(tasks, found, true),
            )
            .time_limit(STARTS),
            Check::new(
                3,
                concat!($name, "_multiplies_whatever_the_shape"),
                |seed| [shapes(2, seed), odd(2, seed)].concat(),
                ask,
                |tasks, found, _| right::<f64>(tasks, found, true),
            )
            .time_limit(STARTS),
            Check::new(
                3,
                concat!($name, "_copes_with_matrices_that_hold_nothing"),
                |seed| nothing(1, seed),
                ask,
                |tasks, found, _| right::<f64>(tasks, found, true),
            ),
            Check::new(
                3,
                concat!($name, "_multiplies_integers_too"),
                |seed| odd(2, seed),
                |answers: &Answers, tasks: Vec<Task>| found(&tasks, answers.integers.$field),
                |tasks, found, _| right::<i64>(tasks, found, true),
            ),
            Check::new(
                3,
                concat!($name, "_really_uses_several_processes"),
                |seed| vec![task((24, 4, 5), 3, seed)],
                ask,
                |tasks, found, seen| {
                    right::<f64>(tasks, found, true).or(|| parallel(&tasks[0], seen, "process"))
                },
            )
            .holding(3)
            .points(2),
            Check::new(
                3,
                concat!($name, "_uses_no_more_processes_than_workers"),
                |seed| vec![task((8, 4, 5), 2, seed)],
                ask,
                |tasks, found, seen| {
                    right::<f64>(tasks, found, true)
                        .or(|| at_most(2, seen.processes().len(), "in … processes", MANY))
                },
            )
            .holding_briefly(3),
            Check::new(
                3,
                concat!($name, "_sends_what_it_should"),
                |seed| vec![task((ROWS, 64, 64), 2, seed)],
                ask,
                |tasks, found, _| {
                    right::<f64>(tasks, found, true).or(|| took(&tasks[0], &found[0], $took))
                },
            )
            .points(2),
            Check::new(
                3,
                concat!($name, "_hands_an_error_on"),
                |seed| vec![task((3, 4, 2), 2, seed)],
                |answers: &Answers, tasks: Vec<Task>| found_failing(&tasks, answers.floats.$field),
                |tasks, found, _| an_error(&tasks[0], &found[0]),
            ),
        ]
    }};
}

const MANY: &str = "The pool has more workers than `workers` says, or each row gets a pool of its own. Make \
                    one pool, and hand it all rows.";
const ROWS: usize = 24;
/// A dozen processes are started, one pool after the other, which takes a while on a busy machine.
const STARTS: Duration = Duration::from_secs(30);
/// What `b` takes in a message, in bytes.
const B: u64 = 64 * 64 * 8;
/// What a row of `a` takes.
const ROW: u64 = 64 * 8;
/// What else may go with a task.
const SOME: u64 = 1_000;
/// More rows than tasks, by far.
const HIGH: usize = 96;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = way!("first_way", ship_each_time, each_time);
    checks.extend(way!("second_way", give_once, once));
    checks.extend(way!("third_way", share, shared));
    checks.push(Check::new(
        3,
        "third_way_sends_blocks_of_rows",
        |seed| vec![task((HIGH, 4, 5), 2, seed)],
        |answers: &Answers, tasks: Vec<Task>| found(&tasks, answers.floats.share),
        |tasks, found, _| {
            right::<f64>(tasks, found, true).or(|| took(&tasks[0], &found[0], blocks))
        },
    ));
    checks
}

type Complaint = Option<(String, &'static str)>;

fn each_time((bytes, held): Took) -> Complaint {
    let rows = ROWS as u64;
    let expected = || {
        format!(
            "`b` and a row of `a` with each of {rows} rows: {} bytes and a little",
            rows * (B + ROW)
        )
    };
    match bytes {
        _ if bytes < rows * B => Some((
            expected(),
            "This way is there to show what it costs to send `b` with each row. The better ones come next.",
        )),
        _ if bytes > rows * (B + ROW + SOME) => Some((
            expected(),
            "More than `b` and one row of `a` goes with each task. Does the whole of `a` go along?",
        )),
        _ if held > ROWS / 2 => Some((
            "a few copies of `b` in memory at the same time".to_string(),
            "All tasks exist at once, and with them as many copies of `b` as there are rows. `imap` asks for a task when \
             a worker is near: hand it the iterator that makes the tasks, and no list of them.",
        )),
        _ => None,
    }
}

fn once((bytes, _): Took) -> Complaint {
    let expected = || {
        format!(
            "`b` once for each of 2 workers: {} bytes and the rows",
            2 * B
        )
    };
    match bytes {
        B..=100_000 => None,
        _ if bytes < B => Some((
            expected(),
            "So `b` was not sent at all. The initializer is to bring it: its argument goes to each worker.",
        )),
        _ => Some((
            expected(),
            "Does `b` go with each row all the same? A task needs its row of `a`, no more: `b` is in the \
             worker already.",
        )),
    }
}

fn shared((bytes, _): Took) -> Complaint {
    match bytes < B / 2 {
        true => None,
        false => Some((
            "three handles and a block of rows for each task: some hundred bytes".to_string(),
            "So `b` is sent, though it stands in shared memory. Put an `Array` into the task, and let the \
             worker make its matrix of that.",
        )),
    }
}

/// Eight tasks of less than 300 bytes, and not one for each row.
fn blocks((bytes, _): Took) -> Complaint {
    match bytes < 8 * 300 {
        true => None,
        false => Some((
            "8 tasks, each of three handles and a block of rows".to_string(),
            "A task for each row? Each of them copies `b` out of its array once more. A task is a block of rows, of \
             `matmul::blocks(a.rows(), 4 * workers)`.",
        )),
    }
}

fn took(task: &Task, found: &Found, complaint: fn(Took) -> Complaint) -> Verdict {
    let took = found.as_ref().map_or((0, 0), |&(_, took)| took);
    match complaint(took) {
        None => Verdict::Pass,
        Some((expected, so)) => {
            let (bytes, held) = took;
            let saw = format!(
                "{bytes} bytes sent; at most {held} matrices in memory besides `a` and `b`"
            );
            Verdict::wrong(expected, saw, so).asked(asked(task))
        }
    }
}

/// Several worker counts (two have the other checks), and none, which is in this process: each with matrices of its own.
fn counts(seed: u64) -> Vec<Task> {
    let counts = [1, 3, 8, 0].into_iter().zip(seed..);
    counts
        .map(|(workers, seed)| task((7, 5, 3), workers, seed))
        .collect()
}

/// The rows of `a` are too short: each task panics in its worker.
fn an_error(&((m, k, n), ..): &Task, found: &Found) -> Verdict {
    match found {
        Err(_) => Verdict::Pass,
        Ok((rows, _)) => Verdict::wrong(
            "an error: each task panics",
            format!("{} rows and no error", rows.len()),
            "A task failed, and nobody is told. An error is handed on, not hidden: what the pool gives becomes a \
             `Result<Vec<_>, _>` with `collect`, or `?` hands it on.",
        )
        .asked(format!("{m} × {} times {k} × {n}, which do not fit", k - 1)),
    }
}
