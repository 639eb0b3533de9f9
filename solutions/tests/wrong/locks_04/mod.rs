//! Known wrong answers to exercise 4, part `locks`.

mod deposit;
mod home;
mod survive;
mod tell;
mod two_locks;

use super::Wrong;
use common::process::{Child, Error};
use exercise_04_threads_vs_procs::parts::locks::Answers;

pub fn wrong_answers() -> Vec<Wrong> {
    let all = [
        deposit::wrong_answers(),
        tell::wrong_answers(),
        survive::wrong_answers(),
        two_locks::wrong_answers(),
        home::wrong_answers(),
    ];
    all.into_iter().flatten().collect()
}

fn wrong(todo: u8, name: &'static str, says: &'static str, answers: Answers) -> Wrong {
    Wrong {
        name,
        part: "locks",
        todo,
        says,
        answers: Box::new((
            exercise_04_threads_vs_procs::exercise(),
            exercise_04_threads_vs_procs::Answers {
                locks: answers,
                ..solutions::exercise_04_threads_vs_procs::ANSWERS
            },
        )),
    }
}

type Children = Vec<Result<Child<()>, Error>>;

fn join_all(children: Children) -> Result<(), Error> {
    let children = children.into_iter().collect::<Result<Vec<_>, _>>()?;
    children.into_iter().try_for_each(Child::join)
}
