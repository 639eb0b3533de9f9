//! Known wrong answers to exercise 2, part `futures`.

mod accounts;
mod come;
mod limit;
mod place;
mod search;

use super::Wrong;
use exercise_02_pool::parts::futures::Answers;

pub fn wrong_answers() -> Vec<Wrong> {
    let all = [
        come::wrong_answers(),
        search::wrong_answers(),
        limit::wrong_answers(),
        accounts::wrong_answers(),
        place::wrong_answers(),
    ];
    all.into_iter().flatten().collect()
}

fn wrong(todo: u8, name: &'static str, says: &'static str, answers: Answers) -> Wrong {
    Wrong {
        name,
        part: "futures",
        todo,
        says,
        answers: Box::new((
            exercise_02_pool::exercise(),
            exercise_02_pool::Answers {
                futures: answers,
                ..solutions::exercise_02_pool::ANSWERS
            },
        )),
    }
}
