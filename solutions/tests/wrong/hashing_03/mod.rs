//! Known wrong answers to exercise 3, part `hashing`.

mod bytes;
mod files;
mod find;

use super::Wrong;
use exercise_03_io_threads::parts::hashing::Answers;
use solutions::exercise_03_io_threads::ANSWERS as EXERCISE;
use solutions::exercise_03_io_threads::hashing::ANSWERS as SOLVED;

pub fn wrong_answers() -> Vec<Wrong> {
    let mut all = bytes::wrong_answers();
    all.extend(files::wrong_answers());
    all.extend(find::wrong_answers());
    all
}

fn wrong(todo: u8, name: &'static str, says: &'static str, hashing: Answers) -> Wrong {
    Wrong {
        name,
        part: "hashing",
        todo,
        says,
        answers: Box::new((
            exercise_03_io_threads::exercise(),
            exercise_03_io_threads::Answers {
                hashing,
                ..EXERCISE
            },
        )),
    }
}
