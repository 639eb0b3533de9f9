//! Known wrong answers to exercise 2, part `mandelbrot`.

mod lanes;
mod pool;
mod processes;
mod threads;

use super::Wrong;
use exercise_02_pool::parts::mandelbrot::{Answers, Rows, View, row};
use solutions::exercise_02_pool::mandelbrot::ANSWERS as SOLVED;

pub fn wrong_answers() -> Vec<Wrong> {
    let mut wrong = threads::wrong_answers();
    wrong.extend(pool::wrong_answers());
    wrong.extend(processes::wrong_answers());
    wrong.extend(lanes::wrong_answers());
    wrong
}

fn wrong(todo: u8, name: &'static str, says: &'static str, mandelbrot: Answers) -> Wrong {
    let answers = exercise_02_pool::Answers {
        mandelbrot,
        ..solutions::exercise_02_pool::ANSWERS
    };
    Wrong {
        name,
        part: "mandelbrot",
        todo,
        says,
        answers: Box::new((exercise_02_pool::exercise(), answers)),
    }
}

/// All rows, one after the other.
fn serial(view: &View, _: usize) -> Rows {
    (0..view.height).map(|y| row(view, y)).collect()
}
