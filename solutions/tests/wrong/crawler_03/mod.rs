//! Known wrong answers to exercise 3, part `crawler`.

mod frontier;
mod levels;
mod serial;

use super::Wrong;
use exercise_03_io_threads::parts::crawler::{Answers, Continuously, LevelByLevel, OneByOne};
use solutions::exercise_03_io_threads::ANSWERS as ALL;
use solutions::exercise_03_io_threads::crawler::ANSWERS as SOLVED;

pub fn wrong_answers() -> Vec<Wrong> {
    let mut all = serial::wrong_answers();
    all.extend(levels::wrong_answers());
    all.extend(frontier::wrong_answers());
    all
}

fn wrong(todo: u8, name: &'static str, says: &'static str, crawler: Answers) -> Wrong {
    Wrong {
        name,
        part: "crawler",
        todo,
        says,
        answers: Box::new((
            exercise_03_io_threads::exercise(),
            exercise_03_io_threads::Answers { crawler, ..ALL },
        )),
    }
}

fn one_by_one(name: &'static str, says: &'static str, one_by_one: OneByOne) -> Wrong {
    let answers = Answers {
        one_by_one,
        ..SOLVED
    };
    wrong(1, name, says, answers)
}

fn by_level(name: &'static str, says: &'static str, level_by_level: LevelByLevel) -> Wrong {
    let answers = Answers {
        level_by_level,
        ..SOLVED
    };
    wrong(2, name, says, answers)
}

fn continuously(name: &'static str, says: &'static str, continuously: Continuously) -> Wrong {
    let answers = Answers {
        continuously,
        ..SOLVED
    };
    wrong(3, name, says, answers)
}
