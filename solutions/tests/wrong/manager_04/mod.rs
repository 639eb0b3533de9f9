//! Known wrong answers to exercise 4, part `manager`.

mod board;
mod counts;
mod lists;
mod losses;
mod merges;
mod stock;

use super::Wrong;
use exercise_04_threads_vs_procs::parts::manager::Answers;

pub fn wrong_answers() -> Vec<Wrong> {
    let all = [
        board::wrong_answers(),
        lists::wrong_answers(),
        losses::wrong_answers(),
        counts::wrong_answers(),
        stock::wrong_answers(),
        merges::wrong_answers(),
    ];
    all.into_iter().flatten().collect()
}

fn wrong(todo: u8, name: &'static str, says: &'static str, answers: Answers) -> Wrong {
    Wrong {
        name,
        part: "manager",
        todo,
        says,
        answers: Box::new((
            exercise_04_threads_vs_procs::exercise(),
            exercise_04_threads_vs_procs::Answers {
                manager: answers,
                ..solutions::exercise_04_threads_vs_procs::ANSWERS
            },
        )),
    }
}
