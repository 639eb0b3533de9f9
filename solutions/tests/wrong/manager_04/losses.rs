//! TODO(2): tasks that nobody misses.

use super::lists::{Answer, Item, all, items, lost, one, with_losses, written};
use super::{Wrong, wrong};
use common::process::{Error, Pool};
use exercise_04_threads_vs_procs::parts::manager::{
    Answers, Board, COMPLETED, IN_PROGRESS, Results, Status, work,
};
use solutions::exercise_04_threads_vs_procs::manager::ANSWERS as SOLVED;
use std::panic::catch_unwind;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 10] = [
        ("nobody says so", "nobody else is left to say so", silent),
        (
            "map",
            "`try_map` gives an outcome for each",
            |pool, board, list, tasks| all(pool.map(one, items(board, list, tasks))?),
        ),
        (
            "the error's number as key",
            "The task itself is the key",
            by_number,
        ),
        (
            "errors in the order of the board",
            "Is it the error of this task?",
            by_the_board,
        ),
        (
            "lost without a word",
            "the pool has an error for it",
            no_why,
        ),
        (
            "panics caught",
            "the pool has an error for it",
            catches_panics,
        ),
        (
            "no lost ones on the board",
            "the pool has an error for it",
            taken_down,
        ),
        ("push's error dropped", "`?` hands it on", push_dropped),
        ("the end's error dropped", "`?` hands it on", end_dropped),
        ("a loss's error dropped", "`?` hands it on", loss_dropped),
    ];
    let answers = |into_the_list| Answers {
        into_the_list,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(2, name, says, answers(answer)))
        .into()
}

fn silent(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    let outcomes = pool.try_map(one, items(board, list, tasks));
    outcomes
        .into_iter()
        .filter_map(Result::ok)
        .collect::<Result<(), Error>>()
}

fn by_number(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    for outcome in pool.try_map(one, items(board, list, tasks)) {
        match outcome {
            Ok(written) => written?,
            Err(error) => {
                let (Error::WorkerDied { task, .. } | Error::Panicked { task, .. }) = &error else {
                    return Err(error);
                };
                board.insert(*task as u64, Status::new(lost(&error)))?;
            }
        }
    }
    Ok(())
}

/// The board says which ones are lost, in an order of its own.
fn by_the_board(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    let mut errors = Vec::new();
    for outcome in pool.try_map(one, items(board, list, tasks)) {
        match outcome {
            Ok(written) => written?,
            Err(error) => errors.push(error),
        }
    }
    let mut entries = board.items()?;
    entries.retain(|(_, status)| status.text() == IN_PROGRESS);
    for ((task, _), error) in entries.into_iter().zip(&errors) {
        board.insert(task, Status::new(lost(error)))?;
    }
    Ok(())
}

fn no_why(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    let outcomes = pool.try_map(one, items(board, list, tasks));
    with_losses(board, tasks, outcomes, |_| "lost".to_string())
}

fn catches_panics(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, list, task): Item| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        let result = catch_unwind(|| work(task));
        let result = result.unwrap_or(Err("it panicked".to_string()));
        written(&board, &list, task, result)
    };
    let outcomes = pool.try_map(one, items(board, list, tasks));
    with_losses(board, tasks, outcomes, lost)
}

/// What was lost is written down as failed.
fn taken_down(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    let outcomes = pool.try_map(one, items(board, list, tasks));
    with_losses(board, tasks, outcomes, |error| format!("failed: {error}"))
}

fn push_dropped(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, list, task): Item| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        let says = match work(task) {
            Ok(result) => {
                let _ = list.push((task, result));
                COMPLETED.to_string()
            }
            Err(why) => format!("failed: {why}"),
        };
        board.insert(task, Status::new(says)).map(|_| ())
    };
    let outcomes = pool.try_map(one, items(board, list, tasks));
    with_losses(board, tasks, outcomes, lost)
}

fn end_dropped(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, list, task): Item| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        let _ = written(&board, &list, task, work(task));
        Ok(())
    };
    let outcomes = pool.try_map(one, items(board, list, tasks));
    with_losses(board, tasks, outcomes, lost)
}

fn loss_dropped(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    for (&task, outcome) in tasks
        .iter()
        .zip(pool.try_map(one, items(board, list, tasks)))
    {
        match outcome {
            Ok(written) => written?,
            Err(error) => {
                let _ = board.insert(task, Status::new(lost(&error)));
            }
        }
    }
    Ok(())
}
