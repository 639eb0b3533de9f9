//! TODO(3): rows in processes, in three ways.

use super::ask::{Found, Task, asked, found, nothing, odd, right, shapes, task};
use super::together::{at_most, parallel};
use crate::parts::matmul::compared::Compared;
use crate::parts::matmul::{Answers, AnswersFor};
use common::check::{Check, Verdict};
use std::time::Duration;

/// The checks of one way: `name!` makes their names, `$ask` asks, `$sent` judges how many bytes were sent.
macro_rules! way {
    ($name:literal, $ask:ident, $sent:expr) => {{
        let ask = |answers: &Answers, tasks: Vec<Task>| $ask(&answers.floats, &tasks);
        let mut checks = vec![
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
                |answers: &Answers, tasks: Vec<Task>| $ask(&answers.integers, &tasks),
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
                    right::<f64>(tasks, found, true).or(|| sent(&tasks[0], &found[0], $sent))
                },
            )
            .points(2),
        ];
        if cfg!(unix) {
            checks.push(Check::new(
                3,
                concat!($name, "_hands_an_error_on"),
                |seed| vec![task((2, 2, 2), 100_000_000, seed)],
                ask,
                |tasks, found, _| an_error(&tasks[0], &found[0]),
            ));
        }
        checks
    }};
}

const MANY: &str = "The pool has more workers than `workers` says, or each row gets a pool of its own. Make \
                    one pool, and hand it all rows.";
const ROWS: usize = 24;
/// A dozen processes are started, one pool after the other, which takes a while on a busy machine.
const STARTS: Duration = Duration::from_secs(30);
/// What `b` takes in a message, in bytes.
const B: u64 = 64 * 64 * 8;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = way!("first_way", ship_each_time, |bytes| match bytes {
        _ if bytes >= ROWS as u64 * B => None,
        _ => Some((
            format!(
                "`b` with each of {ROWS} rows: {} bytes or more",
                ROWS as u64 * B
            ),
            "This way is there to show what it costs to send `b` with each row. The better ones come next.",
        )),
    });
    checks.extend(way!("second_way", give_once, |bytes| match bytes {
        B..=100_000 => None,
        _ if bytes < B => Some((
            format!("`b` once for each of 2 workers: {} bytes and the rows", 2 * B),
            "So `b` was not sent at all. The initializer is to bring it: its argument goes to each worker.",
        )),
        _ => Some((
            format!("`b` once for each of 2 workers: {} bytes and the rows", 2 * B),
            "Does `b` go with each row all the same? A task needs its row of `a`, no more: `b` is in the \
             worker already.",
        )),
    }));
    checks.extend(way!("third_way", share, |bytes| match bytes < B / 2 {
        true => None,
        false => Some((
            "three handles and a block of rows for each task: some hundred bytes".to_string(),
            "So `b` is sent, though it stands in shared memory. Put an `Array` into the task, and let the \
             worker make its matrix of that.",
        )),
    }));
    checks
}

/// Several worker counts (two have the other checks), and none, which is in this process: each with matrices of its own.
fn counts(seed: u64) -> Vec<Task> {
    let counts = [1, 3, 8, 0].into_iter().zip(seed..);
    counts
        .map(|(workers, seed)| task((7, 5, 3), workers, seed))
        .collect()
}

fn ship_each_time<N: Compared>(answers: &AnswersFor<N>, tasks: &[Task]) -> Vec<Found> {
    found(tasks, answers.ship_each_time)
}

fn give_once<N: Compared>(answers: &AnswersFor<N>, tasks: &[Task]) -> Vec<Found> {
    found(tasks, answers.give_once)
}

fn share<N: Compared>(answers: &AnswersFor<N>, tasks: &[Task]) -> Vec<Found> {
    found(tasks, answers.share)
}

type Complaint = Option<(String, &'static str)>;

fn sent(task: &Task, found: &Found, complaint: fn(u64) -> Complaint) -> Verdict {
    let bytes = found.as_ref().map_or(0, |&(_, bytes)| bytes);
    match complaint(bytes) {
        None => Verdict::Pass,
        Some((expected, so)) => {
            Verdict::wrong(expected, format!("{bytes} bytes sent"), so).asked(asked(task))
        }
    }
}

/// More workers than any system lets a program start: the pool says so at once.
fn an_error(task: &Task, found: &Found) -> Verdict {
    match found {
        Err(_) => Verdict::Pass,
        Ok((rows, _)) => Verdict::wrong(
            "an error: no system can start so many",
            format!("{} rows", rows.len()),
            "An error is handed on, not hidden: `?` does it.",
        )
        .asked(asked(task)),
    }
}
