//! Known wrong answers to exercise 4, part `processes`.

mod dig;
mod greet;
mod holes;
mod post_mortem;
mod wait;

use super::Wrong;
use exercise_04_threads_vs_procs::parts::processes::Answers;

pub fn wrong_answers() -> Vec<Wrong> {
    let all = [
        greet::wrong_answers(),
        dig::wrong_answers(),
        wait::wrong_answers(),
        post_mortem::wrong_answers(),
        holes::wrong_answers(),
    ];
    all.into_iter().flatten().collect()
}

fn wrong(todo: u8, name: &'static str, says: &'static str, answers: Answers) -> Wrong {
    Wrong {
        name,
        part: "processes",
        todo,
        says,
        answers: Box::new((
            exercise_04_threads_vs_procs::exercise(),
            exercise_04_threads_vs_procs::Answers {
                processes: answers,
                ..solutions::exercise_04_threads_vs_procs::ANSWERS
            },
        )),
    }
}
