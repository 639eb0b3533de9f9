//! Known wrong answers to exercise 4, part `debugging`: the programs as they were, and mistakes in mending them.

mod gate;
mod pool;
mod read;
mod tally;
mod transfer;

use super::Wrong;
use exercise_04_threads_vs_procs::parts::debugging::Answers;
use solutions::exercise_04_threads_vs_procs::ANSWERS as ALL;
use solutions::exercise_04_threads_vs_procs::debugging::ANSWERS as SOLVED;

pub fn wrong_answers() -> Vec<Wrong> {
    let transfers = transfer::ALL.map(|(name, says, transfer)| {
        let answers = Answers { transfer, ..SOLVED };
        wrong(1, name, says, answers)
    });
    let tallies =
        tally::ALL.map(|(name, says, tally)| wrong(2, name, says, Answers { tally, ..SOLVED }));
    let readers = read::ALL.map(|(name, says, read_all)| {
        let answers = Answers { read_all, ..SOLVED };
        wrong(3, name, says, answers)
    });
    let pools =
        pool::ALL.map(|(name, says, squares)| wrong(4, name, says, Answers { squares, ..SOLVED }));
    let gates = gate::ALL.map(|(name, says, pass, open)| {
        let answers = Answers {
            pass,
            open,
            ..SOLVED
        };
        wrong(5, name, says, answers)
    });
    let all = transfers.into_iter().chain(tallies).chain(readers);
    all.chain(pools).chain(gates).collect()
}

fn wrong(todo: u8, name: &'static str, says: &'static str, answers: Answers) -> Wrong {
    Wrong {
        name,
        part: "debugging",
        todo,
        says,
        answers: Box::new((
            exercise_04_threads_vs_procs::exercise(),
            exercise_04_threads_vs_procs::Answers {
                debugging: answers,
                ..ALL
            },
        )),
    }
}
