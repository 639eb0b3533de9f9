//! Known wrong answers to exercise 1, part `clocks`.

mod costs;
mod samples;

use super::Wrong;
use exercise_01_serial::parts::clocks::Answers;
use solutions::exercise_01_serial::clocks::ANSWERS as SOLVED;
use solutions::exercise_01_serial::primes;

pub fn wrong_answers() -> Vec<Wrong> {
    let mut all = costs::wrong_answers();
    all.extend(samples::wrong_answers());
    all
}

fn wrong(todo: u8, name: &'static str, says: &'static str, clocks: Answers) -> Wrong {
    let answers = exercise_01_serial::Answers {
        primes: primes::ANSWERS,
        clocks,
    };
    Wrong {
        name,
        part: "clocks",
        todo,
        says,
        answers: Box::new((exercise_01_serial::exercise(), answers)),
    }
}
