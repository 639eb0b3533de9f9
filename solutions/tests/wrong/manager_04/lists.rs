//! TODO(2): lists in another order, or later than the board says so.

use super::{Wrong, wrong};
use common::process::{Error, Pool, as_completed};
use exercise_04_threads_vs_procs::parts::manager::{
    Answers, Board, COMPLETED, IN_PROGRESS, Results, Status, work,
};
use solutions::exercise_04_threads_vs_procs::manager::ANSWERS as SOLVED;
use std::sync::Mutex;

pub(super) type Answer = fn(&Pool, &Board, &Results, &[u64]) -> Result<(), Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 8] = [
        (
            "an order of the tasks",
            "An order of the tasks?",
            order_of_tasks,
        ),
        (
            "a vector of each process",
            "The list is empty",
            private_vector,
        ),
        (
            "a zero for a failure",
            "which came to no result",
            zero_for_failure,
        ),
        (
            "another's result",
            "they belong together in one push",
            shifted,
        ),
        ("pushed twice", "more than once", twice),
        (
            "completed before its result",
            "the list has no result yet",
            board_first,
        ),
        (
            "results by the parent, as they come",
            "the list has no result yet",
            parent_pushes,
        ),
        ("errors dropped", "`?` hands it on", dropped),
    ];
    let answers = |into_the_list| Answers {
        into_the_list,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(2, name, says, answers(answer)))
        .into()
}

pub(super) type Item = (Board, Results, u64);

pub(super) fn items(board: &Board, list: &Results, tasks: &[u64]) -> Vec<Item> {
    let item = |&task: &u64| (board.clone(), list.clone(), task);
    tasks.iter().map(item).collect()
}

pub(super) fn all(outcomes: Vec<Result<(), Error>>) -> Result<(), Error> {
    outcomes.into_iter().collect()
}

/// What is right for one task.
pub(super) fn one((board, list, task): Item) -> Result<(), Error> {
    board.insert(task, Status::new(IN_PROGRESS))?;
    written(&board, &list, task, work(task))
}

pub(super) fn written(
    board: &Board,
    list: &Results,
    task: u64,
    result: Result<u64, String>,
) -> Result<(), Error> {
    let says = match result {
        Ok(result) => {
            list.push((task, result))?;
            COMPLETED.to_string()
        }
        Err(why) => format!("failed: {why}"),
    };
    board.insert(task, Status::new(says)).map(|_| ())
}

/// What is right in the parent, with an entry of one's own for what was lost.
pub(super) fn with_losses(
    board: &Board,
    tasks: &[u64],
    outcomes: Vec<Result<Result<(), Error>, Error>>,
    says: fn(&Error) -> String,
) -> Result<(), Error> {
    for (&task, outcome) in tasks.iter().zip(outcomes) {
        match outcome {
            Ok(written) => written?,
            Err(error) => {
                board.insert(task, Status::new(says(&error)))?;
            }
        }
    }
    Ok(())
}

pub(super) fn lost(error: &Error) -> String {
    format!("lost: {error}")
}

/// Works, and tells the board; the list is for later.
fn told((board, _, task): Item) -> Result<Option<u64>, Error> {
    board.insert(task, Status::new(IN_PROGRESS))?;
    let result = work(task);
    let says = match &result {
        Ok(_) => COMPLETED.to_string(),
        Err(why) => format!("failed: {why}"),
    };
    board.insert(task, Status::new(says))?;
    Ok(result.ok())
}

fn order_of_tasks(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    let outcomes = pool.try_map(told, items(board, list, tasks));
    for (&task, outcome) in tasks.iter().zip(outcomes) {
        match outcome {
            Ok(result) => {
                if let Some(result) = result? {
                    list.push((task, result))?;
                }
            }
            Err(error) => {
                board.insert(task, Status::new(lost(&error)))?;
            }
        }
    }
    Ok(())
}

fn board_first(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, list, task): Item| -> Result<(), Error> {
        match told((board, list.clone(), task))? {
            Some(result) => list.push((task, result)),
            None => Ok(()),
        }
    };
    let outcomes = pool.try_map(one, items(board, list, tasks));
    with_losses(board, tasks, outcomes, lost)
}

/// Each result is pushed as soon as the parent has it: later than the board says so.
fn parent_pushes(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    let items = items(board, list, tasks).into_iter();
    let submitted = items.map(|item| pool.submit(told, item));
    for (place, outcome) in as_completed(submitted) {
        match outcome {
            Ok(result) => {
                if let Some(result) = result? {
                    list.push((tasks[place], result))?;
                }
            }
            Err(error) => {
                board.insert(tasks[place], Status::new(lost(&error)))?;
            }
        }
    }
    Ok(())
}

fn private_vector(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    static RESULTS: Mutex<Vec<(u64, u64)>> = Mutex::new(Vec::new());
    let one = |(board, _, task): Item| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        let says = match work(task) {
            Ok(result) => {
                RESULTS.lock().unwrap().push((task, result));
                COMPLETED.to_string()
            }
            Err(why) => format!("failed: {why}"),
        };
        board.insert(task, Status::new(says)).map(|_| ())
    };
    let outcomes = pool.try_map(one, items(board, list, tasks));
    list.extend(RESULTS.lock().unwrap().drain(..))?;
    with_losses(board, tasks, outcomes, lost)
}

fn zero_for_failure(
    pool: &Pool,
    board: &Board,
    list: &Results,
    tasks: &[u64],
) -> Result<(), Error> {
    let one = |(board, list, task): Item| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        let result = work(task);
        list.push((task, result.clone().unwrap_or(0)))?;
        let says = match result {
            Ok(_) => COMPLETED.to_string(),
            Err(why) => format!("failed: {why}"),
        };
        board.insert(task, Status::new(says)).map(|_| ())
    };
    let outcomes = pool.try_map(one, items(board, list, tasks));
    with_losses(board, tasks, outcomes, lost)
}

fn shifted(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    (SOLVED.into_the_list)(pool, board, list, tasks)?;
    let mut results = list.to_vec()?;
    let last = results.last().map_or(0, |last| last.1);
    results.iter_mut().fold(last, |before, result| {
        std::mem::replace(&mut result.1, before)
    });
    list.clear()?;
    list.extend(results)
}

fn twice(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    (SOLVED.into_the_list)(pool, board, list, tasks)?;
    list.extend(list.to_vec()?)
}

fn dropped(pool: &Pool, board: &Board, list: &Results, tasks: &[u64]) -> Result<(), Error> {
    let outcomes = pool.try_map(one, items(board, list, tasks));
    for (&task, outcome) in tasks.iter().zip(outcomes) {
        if let Err(error) = outcome {
            let _ = board.insert(task, Status::new(lost(&error)));
        }
    }
    Ok(())
}
