//! TODO(1): boards that are late, early, or somebody else's.

use super::{Wrong, wrong};
use common::process::{Error, Pool, as_completed};
use exercise_04_threads_vs_procs::parts::manager::{
    Answers, Board, COMPLETED, IN_PROGRESS, Status, work,
};
use solutions::exercise_04_threads_vs_procs::manager::ANSWERS as SOLVED;
use std::collections::BTreeMap;
use std::sync::Mutex;

type Answer = fn(&Pool, &Board, &[u64]) -> Result<(), Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 18] = [
        (
            "by the parent, before and after",
            "Nobody has begun that one",
            parent_writes,
        ),
        (
            "by the parent, as they come",
            "Nobody has begun that one",
            parent_as_they_come,
        ),
        (
            "only the end",
            "Nobody can see that it has begun",
            only_the_end,
        ),
        (
            "the end by the parent",
            "not the parent when all is over",
            end_by_parent,
        ),
        (
            "completed first",
            "first the work, then what came of it",
            completed_first,
        ),
        (
            "failed stays in progress",
            "A failure is an end, too",
            failed_stays,
        ),
        ("completed anyway", "look at the result", anyway),
        ("failed without a word", "`failed: ` and the error", no_why),
        (
            "a failure ends all",
            "an error is for the board itself",
            failure_ends_all,
        ),
        (
            "a map of each process",
            "lies in the memory of one process",
            private_map,
        ),
        ("by place", "The task itself is the key", by_place),
        ("in the parent", "the workers idle", in_the_parent),
        ("its own pool", "A pool of your own", own_pool),
        ("one at a time", "One after another", one_at_a_time),
        ("errors dropped", "`?` hands it on", dropped),
        ("the end's error dropped", "`?` hands it on", end_dropped),
        (
            "a look at the first only",
            "looks at all of them",
            |pool, board, tasks| {
                let outcomes = pool.map(one, items(board, tasks))?;
                outcomes.into_iter().next().unwrap_or(Ok(()))
            },
        ),
        (
            "a look at the last only",
            "looks at all of them",
            |pool, board, tasks| {
                let outcomes = pool.map(one, items(board, tasks))?;
                outcomes.into_iter().last().unwrap_or(Ok(()))
            },
        ),
    ];
    let answers = |on_the_board| Answers {
        on_the_board,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(1, name, says, answers(answer)))
        .into()
}

type Item = (Board, u64);

fn items(board: &Board, tasks: &[u64]) -> Vec<Item> {
    tasks.iter().map(|&task| (board.clone(), task)).collect()
}

fn says(result: Result<u64, String>) -> Status {
    match result {
        Ok(_) => Status::new(COMPLETED),
        Err(why) => Status::new(format!("failed: {why}")),
    }
}

/// What is right for one task.
fn one((board, task): Item) -> Result<(), Error> {
    board.insert(task, Status::new(IN_PROGRESS))?;
    board.insert(task, says(work(task))).map(|_| ())
}

fn all(outcomes: Vec<Result<(), Error>>) -> Result<(), Error> {
    outcomes.into_iter().collect()
}

fn parent_writes(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    for &task in tasks {
        board.insert(task, Status::new(IN_PROGRESS))?;
    }
    let results = pool.map(work, tasks.to_vec())?;
    for (&task, result) in tasks.iter().zip(results) {
        board.insert(task, says(result))?;
    }
    Ok(())
}

fn parent_as_they_come(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    let mut submitted = Vec::new();
    for &task in tasks {
        board.insert(task, Status::new(IN_PROGRESS))?;
        submitted.push(pool.submit(work, task));
    }
    for (place, result) in as_completed(submitted) {
        board.insert(tasks[place], says(result?))?;
    }
    Ok(())
}

fn only_the_end(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, task): Item| board.insert(task, says(work(task))).map(|_| ());
    all(pool.map(one, items(board, tasks))?)
}

fn end_by_parent(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, task): Item| -> Result<Result<u64, String>, Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        Ok(work(task))
    };
    let results = pool.map(one, items(board, tasks))?;
    for (&task, result) in tasks.iter().zip(results) {
        board.insert(task, says(result?))?;
    }
    Ok(())
}

fn completed_first(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, task): Item| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        board.insert(task, Status::new(COMPLETED))?;
        board.insert(task, says(work(task))).map(|_| ())
    };
    all(pool.map(one, items(board, tasks))?)
}

fn failed_stays(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, task): Item| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        if work(task).is_ok() {
            board.insert(task, Status::new(COMPLETED))?;
        }
        Ok(())
    };
    all(pool.map(one, items(board, tasks))?)
}

fn anyway(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, task): Item| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        let _ = work(task);
        board.insert(task, Status::new(COMPLETED)).map(|_| ())
    };
    all(pool.map(one, items(board, tasks))?)
}

fn no_why(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, task): Item| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        let says = work(task).map_or("failed", |_| COMPLETED);
        board.insert(task, Status::new(says)).map(|_| ())
    };
    all(pool.map(one, items(board, tasks))?)
}

fn failure_ends_all(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, task): Item| {
        board.insert(task, Status::new(IN_PROGRESS)).unwrap();
        work(task).unwrap();
        board.insert(task, Status::new(COMPLETED)).unwrap();
    };
    pool.map(one, items(board, tasks)).map(|_| ())
}

fn private_map(pool: &Pool, _: &Board, tasks: &[u64]) -> Result<(), Error> {
    static BOARD: Mutex<BTreeMap<u64, String>> = Mutex::new(BTreeMap::new());
    let one = |task: u64| {
        let write = |text: &str| BOARD.lock().unwrap().insert(task, text.to_string());
        write(IN_PROGRESS);
        write(says(work(task)).text());
    };
    pool.map(one, tasks.to_vec()).map(|_| ())
}

fn by_place(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, (place, task)): (Board, (usize, u64))| -> Result<(), Error> {
        board.insert(place as u64, Status::new(IN_PROGRESS))?;
        board.insert(place as u64, says(work(task))).map(|_| ())
    };
    let items = tasks.iter().copied().enumerate();
    all(pool.map(one, items.map(|item| (board.clone(), item)))?)
}

fn in_the_parent(_: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    items(board, tasks).into_iter().try_for_each(one)
}

fn own_pool(_: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    all(Pool::new(2)?.map(one, items(board, tasks))?)
}

fn one_at_a_time(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    let mut items = items(board, tasks).into_iter();
    items.try_for_each(|item| pool.apply(one, item)?)
}

fn dropped(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, task): Item| {
        let _ = board.insert(task, Status::new(IN_PROGRESS));
        let _ = board.insert(task, says(work(task)));
    };
    pool.map(one, items(board, tasks)).map(|_| ())
}

fn end_dropped(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    let one = |(board, task): Item| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        let _ = board.insert(task, says(work(task)));
        Ok(())
    };
    all(pool.map(one, items(board, tasks))?)
}
