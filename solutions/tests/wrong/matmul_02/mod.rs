//! Known wrong answers to exercise 2, part `matmul`.

mod blocked;
mod once;
mod reordered;
mod share;
mod ship;
mod threads;

use super::Wrong;
use exercise_02_pool::parts::matmul::{Answers, AnswersFor};
use solutions::exercise_02_pool::matmul::ANSWERS as SOLVED;

pub fn wrong_answers() -> Vec<Wrong> {
    let all = [
        reordered::wrong_answers(),
        threads::wrong_answers(),
        ship::wrong_answers(),
        once::wrong_answers(),
        share::wrong_answers(),
        blocked::wrong_answers(),
    ];
    all.into_iter().flatten().collect()
}

fn wrong(todo: u8, name: &'static str, says: &'static str, answers: Answers) -> Wrong {
    Wrong {
        name,
        part: "matmul",
        todo,
        says,
        answers: Box::new((
            exercise_02_pool::exercise(),
            exercise_02_pool::Answers {
                matmul: answers,
                ..solutions::exercise_02_pool::ANSWERS
            },
        )),
    }
}

/// A mistake in a function for `f64`; the integers are right.
fn wrong_floats(
    todo: u8,
    name: &'static str,
    says: &'static str,
    spoil: impl FnOnce(&mut AnswersFor<f64>),
) -> Wrong {
    let mut answers = SOLVED;
    spoil(&mut answers.floats);
    wrong(todo, name, says, answers)
}
