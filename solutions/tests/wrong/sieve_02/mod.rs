//! Known wrong answers to exercise 2, part `sieve`.

mod base;
mod odds;
mod threads;
mod walk;
mod wheel;

use super::Wrong;
use exercise_02_pool::parts::sieve::Answers;
use solutions::exercise_02_pool::ANSWERS;
use solutions::exercise_02_pool::sieve::ANSWERS as SOLVED;

pub fn wrong_answers() -> Vec<Wrong> {
    let all = [
        base::wrong_answers(),
        odds::wrong_answers(),
        walk::wrong_answers(),
        threads::wrong_answers(),
        wheel::wrong_answers(),
    ];
    all.into_iter().flatten().collect()
}

fn wrong(todo: u8, name: &'static str, says: &'static str, answers: Answers) -> Wrong {
    Wrong {
        name,
        part: "sieve",
        todo,
        says,
        answers: Box::new((
            exercise_02_pool::exercise(),
            exercise_02_pool::Answers {
                sieve: answers,
                ..ANSWERS
            },
        )),
    }
}
