//! Readers that do not tell, or tell something else.

use common::process::{Error, Pool, Task};
use exercise_04_threads_vs_procs::parts::debugging;

type ReadAll = fn(&[String], usize) -> Result<Vec<i64>, Error>;

pub const ALL: [(&str, &str, ReadAll); 9] = [
    ("as it was", "Hand the error on", as_it_was),
    ("zeros", "looks like a result", zeros),
    ("unwrap", "`collect` can make one `Result` of many", unwraps),
    ("another error", "not the one that happened", another_error),
    ("bad lines left out", "Hand the error on", left_out),
    ("order of arrival", "none moved", backwards),
    ("read here", "have the workers read", here),
    ("a pool of one", "or has one worker only", pool_of_one),
    ("one at a time", "waits for each task", one_at_a_time),
];

fn tasks(lines: &[String], workers: usize) -> Result<Vec<Task<i64>>, Error> {
    let pool = Pool::new(workers)?;
    let submit = |line: &String| pool.submit(debugging::read, line.clone());
    Ok(lines.iter().map(submit).collect())
}

fn as_it_was(lines: &[String], workers: usize) -> Result<Vec<i64>, Error> {
    let tasks = tasks(lines, workers)?.into_iter();
    Ok(tasks.filter_map(|task| task.get().ok()).collect())
}

fn zeros(lines: &[String], workers: usize) -> Result<Vec<i64>, Error> {
    let tasks = tasks(lines, workers)?.into_iter();
    Ok(tasks.map(|task| task.get().unwrap_or_default()).collect())
}

fn unwraps(lines: &[String], workers: usize) -> Result<Vec<i64>, Error> {
    let tasks = tasks(lines, workers)?.into_iter();
    Ok(tasks.map(|task| task.get().unwrap()).collect())
}

fn another_error(lines: &[String], workers: usize) -> Result<Vec<i64>, Error> {
    let tasks = tasks(lines, workers)?.into_iter();
    tasks
        .map(|task| task.get().map_err(|_| Error::Closed))
        .collect()
}

/// The symptom is gone, and so is the news.
fn left_out(lines: &[String], workers: usize) -> Result<Vec<i64>, Error> {
    let good = lines.iter().filter(|line| line.parse::<i64>().is_ok());
    let good: Vec<String> = good.cloned().collect();
    tasks(&good, workers)?.into_iter().map(Task::get).collect()
}

fn backwards(lines: &[String], workers: usize) -> Result<Vec<i64>, Error> {
    let tasks = tasks(lines, workers)?.into_iter();
    tasks.rev().map(Task::get).collect()
}

/// What a pool of none does is done in this process.
fn here(lines: &[String], _: usize) -> Result<Vec<i64>, Error> {
    tasks(lines, 0)?.into_iter().map(Task::get).collect()
}

fn pool_of_one(lines: &[String], _: usize) -> Result<Vec<i64>, Error> {
    tasks(lines, 1)?.into_iter().map(Task::get).collect()
}

fn one_at_a_time(lines: &[String], workers: usize) -> Result<Vec<i64>, Error> {
    let pool = Pool::new(workers)?;
    let read = |line: &String| pool.submit(debugging::read, line.clone()).get();
    lines.iter().map(read).collect()
}
