//! Known wrong answers to exercise 4, part `shared`.

mod counters;
mod parts;
mod place;
mod publish;
mod slots;
mod sums;

use super::Wrong;
use exercise_04_threads_vs_procs::parts::shared::Answers;
use solutions::exercise_04_threads_vs_procs::shared::ANSWERS as SOLVED;

pub fn wrong_answers() -> Vec<Wrong> {
    let all = [
        counters::wrong_answers(),
        parts::wrong_answers(),
        place::wrong_answers(),
        slots::wrong_answers(),
        sums::wrong_answers(),
        publish::wrong_answers(),
    ];
    all.into_iter().flatten().collect()
}

fn wrong(todo: u8, name: &'static str, says: &'static str, answers: Answers) -> Wrong {
    Wrong {
        name,
        part: "shared",
        todo,
        says,
        answers: Box::new((
            exercise_04_threads_vs_procs::exercise(),
            exercise_04_threads_vs_procs::Answers {
                shared: answers,
                ..solutions::exercise_04_threads_vs_procs::ANSWERS
            },
        )),
    }
}
