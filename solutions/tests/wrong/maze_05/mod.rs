//! Known wrong answers to exercise 5, part `maze`.

mod best;
mod both_ends;
mod first;
mod levels;
mod processes;
mod race;

use super::Wrong;
use exercise_05_mixed::parts::maze::{
    Answers, BestOf, ByLevels, FromBothEnds, Race, RaceInProcesses,
};
use solutions::exercise_05_mixed::maze::ANSWERS as SOLVED;

pub fn wrong_answers() -> Vec<Wrong> {
    let races =
        race::ALL.map(|(name, says, race)| wrong(1, name, says, Answers { race, ..SOLVED }));
    let processes = processes::ALL.map(|(name, says, race_in_processes)| {
        let answers = Answers {
            race_in_processes,
            ..SOLVED
        };
        wrong(2, name, says, answers)
    });
    let best =
        best::ALL.map(|(name, says, best_of)| wrong(3, name, says, Answers { best_of, ..SOLVED }));
    let levels = levels::ALL.map(|(name, says, by_levels)| {
        wrong(
            4,
            name,
            says,
            Answers {
                by_levels,
                ..SOLVED
            },
        )
    });
    let both_ends = both_ends::ALL.map(|(name, says, from_both_ends)| {
        let answers = Answers {
            from_both_ends,
            ..SOLVED
        };
        wrong(5, name, says, answers)
    });
    let all = races.into_iter().chain(processes).chain(best);
    all.chain(levels).chain(both_ends).collect()
}

fn wrong(todo: u8, name: &'static str, says: &'static str, answers: Answers) -> Wrong {
    Wrong {
        name,
        part: "maze",
        todo,
        says,
        answers: Box::new((
            exercise_05_mixed::exercise(),
            exercise_05_mixed::Answers {
                maze: answers,
                ..solutions::exercise_05_mixed::ANSWERS
            },
        )),
    }
}
