//! Known wrong answers to exercise 4, part `queue`.

mod ends;
mod guess;
mod many;
mod names;
mod stream;
mod totals;

use super::Wrong;
use common::process::{Child, Error};
use exercise_04_threads_vs_procs::parts::queue::Answers;

pub fn wrong_answers() -> Vec<Wrong> {
    let all = [
        names::wrong_answers(),
        totals::wrong_answers(),
        many::wrong_answers(),
        ends::wrong_answers(),
        stream::wrong_answers(),
        guess::wrong_answers(),
    ];
    all.into_iter().flatten().collect()
}

fn wrong(todo: u8, name: &'static str, says: &'static str, answers: Answers) -> Wrong {
    Wrong {
        name,
        part: "queue",
        todo,
        says,
        answers: Box::new((
            exercise_04_threads_vs_procs::exercise(),
            exercise_04_threads_vs_procs::Answers {
                queue: answers,
                ..solutions::exercise_04_threads_vs_procs::ANSWERS
            },
        )),
    }
}

/// What several of them share: waits for children that give a result each.
fn join_all<R>(children: Vec<Child<Result<R, Error>>>) -> Result<Vec<R>, Error> {
    children.into_iter().map(|child| child.join()?).collect()
}
