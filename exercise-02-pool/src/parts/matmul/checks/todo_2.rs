//! TODO(2): rows on threads.

use super::ask::{Found, Task, found, nothing, odd, right, shapes, task};
use super::together::{at_most, parallel, same_process};
use crate::parts::matmul::compared::Compared;
use crate::parts::matmul::{Answers, AnswersFor};
use common::check::Check;
use common::exercise::cores;

pub fn checks() -> Vec<Check<Answers>> {
    let ask = |answers: &Answers, tasks: Vec<Task>| on_threads(&answers.floats, &tasks);
    vec![
        Check::new(
            2,
            "multiplies_whatever_the_shape_and_however_many_workers",
            |seed| [1, 2, 3, 8].map(|workers| shapes(workers, seed)).concat(),
            ask,
            |tasks, found, _| right::<f64>(tasks, found, true),
        ),
        Check::new(
            2,
            "keeps_the_order_of_the_rows",
            |seed| vec![task((40, 9, 4), 4, seed)],
            ask,
            |tasks, found, _| right::<f64>(tasks, found, true),
        )
        .holding(4),
        Check::new(
            2,
            "copes_with_matrices_that_hold_nothing",
            |seed| nothing(3, seed),
            ask,
            |tasks, found, _| right::<f64>(tasks, found, true),
        ),
        Check::new(
            2,
            "keeps_nan_and_infinities",
            |seed| odd(2, seed),
            ask,
            |tasks, found, _| right::<f64>(tasks, found, true),
        ),
        Check::new(
            2,
            "multiplies_integers_too",
            |seed| [shapes(2, seed), odd(2, seed)].concat(),
            |answers: &Answers, tasks: Vec<Task>| on_threads(&answers.integers, &tasks),
            |tasks, found, _| right::<i64>(tasks, found, true),
        ),
        Check::new(
            2,
            "really_uses_several_threads",
            |seed| vec![task((3, 4, 5), 3, seed)],
            ask,
            |tasks, found, seen| {
                right::<f64>(tasks, found, true)
                    .or(|| same_process(seen))
                    .or(|| parallel(&tasks[0], seen, "thread"))
            },
        )
        .holding(3)
        .points(2),
        Check::new(
            2,
            "uses_as_many_threads_as_workers",
            |seed| vec![task((cores() + 1, 4, 5), cores() + 1, seed)],
            ask,
            |tasks, found, seen| {
                right::<f64>(tasks, found, true).or(|| parallel(&tasks[0], seen, "thread"))
            },
        )
        .holding(cores() + 1),
        Check::new(
            2,
            "uses_no_more_threads_than_workers",
            |seed| vec![task((20, 4, 5), 2, seed)],
            ask,
            |tasks, found, seen| {
                let so = "More threads than `workers` says: a thread for each row? A pool keeps to its number.";
                right::<f64>(tasks, found, true)
                    .or(|| at_most(2, seen.threads().len(), "on … threads", so))
            },
        )
        .holding_briefly(3),
    ]
}

fn on_threads<N: Compared>(answers: &AnswersFor<N>, tasks: &[Task]) -> Vec<Found> {
    found(tasks, |a, b, workers| {
        Ok((answers.on_threads)(a, b, workers))
    })
}
