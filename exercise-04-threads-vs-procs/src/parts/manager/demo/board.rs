//! The board and the list: TODO(1) and TODO(2).

use super::Setting;
use crate::parts::manager::{
    Answers, Board, COMPLETED, CRASHES, IN_PROGRESS, MISSING, PANICS, Status, UNLUCKY,
};
use common::exercise::{Run, Steps, wrapped};
use common::process::Error;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// One of them fails.
const TASKS: [u64; 12] = [1, 2, 3, 4, MISSING, 6, 7, 8, 9, 10, 11, 12];
/// One fails, one panics, and one takes its worker down.
const SOME_LOST: [u64; 10] = [1, 2, CRASHES, 4, MISSING, PANICS, 7, 8, 9, 10];
/// How often the parent looks at the board.
const PAUSE: Duration = Duration::from_millis(10);
/// How many looks the report shows.
const SHOWN: usize = 6;

/// What the board says of each task.
type Said = BTreeMap<u64, String>;

pub fn demo(answers: &Answers, run: &mut Run, setting: &Setting) {
    let (looks, said) = (&RefCell::new(Vec::new()), &RefCell::new(Said::new()));
    let mut steps = Steps::new(|said: &Said| completed(said, TASKS.len()));
    steps.waits();
    steps.expect(expected(&TASKS));
    steps.differ(differ);
    let on_the_board = answers.on_the_board;
    let step = move || -> Result<Said, Error> {
        let board = setting.manager.dict()?;
        let answer = || on_the_board(&setting.pool, &board, &TASKS);
        let (answered, seen) = watched(&board, answer);
        answered?;
        *looks.borrow_mut() = seen;
        *said.borrow_mut() = texts(board.items()?);
        Ok(said.borrow().clone())
    };
    let step = move || step().map_err(|error| error.to_string());
    steps
        .add("a board", step)
        .todo(1)
        .workers(setting.pool.workers().max(1));
    if run.measure(steps).result("a board").is_none() {
        return;
    }
    let looks = looks.take();
    let mut title = "the parent looks";
    for look in some(&looks) {
        run.note(format!("{title:<22} {look}"));
        title = "";
    }
    run.note(format!(
        "{:<22} · nobody's yet   > {IN_PROGRESS}   + {COMPLETED}   x failed",
        ""
    ));
}

/// TODO(2): tasks that leave the board as it was when they died.
pub fn with_list(answers: &Answers, run: &mut Run, setting: &Setting) {
    let tasks: Vec<u64> = SOME_LOST.into();
    let tasks = &match run.inline() {
        // Nobody would survive that one here.
        true => tasks.into_iter().filter(|&t| t != CRASHES).collect(),
        false => tasks,
    };
    let (lost, came) = (&RefCell::new(Vec::new()), &RefCell::new(Vec::new()));
    let mut steps = Steps::new(|(said, _): &(Said, Vec<_>)| completed(said, said.len()));
    steps.waits();
    steps.expect((expected(tasks), squares(tasks)));
    steps.differ(|right, wrong| match right.0 == wrong.0 {
        false => differ(&right.0, &wrong.0),
        true => format!(
            "the list holds {:?}, and should hold {:?}",
            wrong.1, right.1
        ),
    });
    let into_the_list = answers.into_the_list;
    let step = move || -> Result<(Said, Vec<(u64, u64)>), Error> {
        let (board, list) = (setting.manager.dict()?, setting.manager.list()?);
        into_the_list(&setting.pool, &board, &list, tasks)?;
        let (said, mut results) = (texts(board.items()?), list.to_vec()?);
        *came.borrow_mut() = results.clone();
        *lost.borrow_mut() = said
            .iter()
            .filter(|(_, text)| *text != COMPLETED)
            .map(|(task, text)| format!("task {task} {text}"))
            .collect();
        results.sort_unstable();
        let said = said
            .into_iter()
            .map(|(task, text)| (task, kind(task, text)));
        Ok((said.collect(), results))
    };
    let step = move || step().map_err(|error| error.to_string());
    steps
        .add("a list, and losses", step)
        .todo(2)
        .workers(setting.pool.workers().max(1));
    if run.measure(steps).result("a list, and losses").is_none() {
        return;
    }
    let came: Vec<String> = came.take().iter().map(|(t, _)| t.to_string()).collect();
    run.note(format!("{:<22} {}", "results came from", came.join(" ")));
    let mut title = "and from these, none";
    for line in lost.take().iter().flat_map(|line| wrapped(line, 54)) {
        run.note(format!("{title:<22} {line}"));
        title = "";
    }
}

/// Does `work`; meanwhile, another thread of this process looks at the board now and then. What it saw comes back,
/// without what it had seen just before.
fn watched<T>(board: &Board, work: impl FnOnce() -> T) -> (T, Vec<String>) {
    let (working, over) = mpsc::channel::<()>();
    let board = board.clone();
    let look = move || {
        let mut looks = Vec::new();
        while over.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
            looks.extend(board.items().map(|items| picture(&texts(items))));
            looks.dedup();
        }
        looks
    };
    thread::scope(|scope| {
        // Dropped when the work ends, by a panic too: then nobody looks any more.
        let working = working;
        let looker = scope.spawn(look);
        let result = work();
        drop(working);
        (result, looker.join().unwrap_or_default())
    })
}

/// One sign for each task.
fn picture(said: &Said) -> String {
    let sign = |task: &u64| match said.get(task).map(String::as_str) {
        None => "·",
        Some(IN_PROGRESS) => ">",
        Some(COMPLETED) => "+",
        Some(_) => "x",
    };
    TASKS.iter().map(sign).collect()
}

/// A few of the looks, the first and the last among them.
fn some(looks: &[String]) -> Vec<&String> {
    let count = looks.len().min(SHOWN);
    let place = |i: usize| i * (looks.len() - 1) / (count - 1).max(1);
    (0..count).map(|i| &looks[place(i)]).collect()
}

fn texts(items: Vec<(u64, Status)>) -> Said {
    let text = |(task, status): (u64, Status)| (task, status.text().to_string());
    items.into_iter().map(text).collect()
}

/// Why a task was lost is never twice the same: there is a pid in it. But only one of them panics.
fn kind(task: u64, text: String) -> String {
    let is_own = text.contains(UNLUCKY) == (task == PANICS);
    match text.starts_with("lost: ") && is_own {
        true => "lost".to_string(),
        false => text,
    }
}

fn expected(tasks: &[u64]) -> Said {
    let says = |&task: &u64| match task {
        MISSING => format!("failed: there is no {MISSING}"),
        CRASHES | PANICS => "lost".to_string(),
        _ => COMPLETED.to_string(),
    };
    tasks.iter().map(|task| (*task, says(task))).collect()
}

fn squares(tasks: &[u64]) -> Vec<(u64, u64)> {
    let good = tasks
        .iter()
        .filter(|task| ![MISSING, CRASHES, PANICS].contains(task));
    let mut squares: Vec<(u64, u64)> = good.map(|&task| (task, task * task)).collect();
    squares.sort_unstable();
    squares
}

fn completed(said: &Said, of: usize) -> String {
    let completed = said.values().filter(|text| *text == COMPLETED).count();
    format!("{completed} of {of}")
}

fn differ(right: &Said, wrong: &Said) -> String {
    let mut tasks = right.iter();
    match tasks.find(|(task, text)| wrong.get(task) != Some(text)) {
        Some((task, text)) => match wrong.get(task) {
            Some(wrong) => format!("task {task}: \"{text}\" expected, not \"{wrong}\""),
            None => format!("the board says nothing of task {task}"),
        },
        None => "the board has entries of tasks that were not given".to_string(),
    }
}
