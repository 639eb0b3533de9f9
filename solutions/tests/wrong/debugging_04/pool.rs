//! Pools that do not end, or end too soon.

use exercise_04_threads_vs_procs::parts::debugging;
use std::sync::{Mutex, mpsc};
use std::thread;

type Squares = fn(&[u64], usize) -> Vec<u64>;

pub const ALL: [(&str, &str, Squares); 6] = [
    ("as it was", "one of them is still there", as_it_was),
    (
        "the jobs kept, too",
        "one of them is still there",
        jobs_kept,
    ),
    ("counts its results", "when one is missing", counts),
    (
        "takes what is there",
        "It ended too soon",
        takes_what_is_there,
    ),
    ("one by one", "take turns", one_by_one),
    ("holds the queue", "while it works", holds_the_queue),
];

fn as_it_was(numbers: &[u64], workers: usize) -> Vec<u64> {
    pool(numbers, workers, |jobs, results, done| {
        drop(jobs);
        let squares = done.iter().collect();
        drop(results);
        squares
    })
}

fn jobs_kept(numbers: &[u64], workers: usize) -> Vec<u64> {
    pool(numbers, workers, |jobs, results, done| {
        drop(results);
        let squares = done.iter().collect();
        drop(jobs);
        squares
    })
}

/// Right as long as every job has a result.
fn counts(numbers: &[u64], workers: usize) -> Vec<u64> {
    let n = numbers.len();
    let count = |jobs, results, done: mpsc::Receiver<u64>| {
        drop(jobs);
        let squares = done.iter().take(n).collect();
        drop(results);
        squares
    };
    pool(numbers, workers, count)
}

fn takes_what_is_there(numbers: &[u64], workers: usize) -> Vec<u64> {
    pool(numbers, workers, |jobs, _results, done| {
        drop(jobs);
        done.try_iter().take(1).collect()
    })
}

fn one_by_one(numbers: &[u64], _: usize) -> Vec<u64> {
    numbers.iter().map(|&n| debugging::square(n)).collect()
}

fn holds_the_queue(numbers: &[u64], workers: usize) -> Vec<u64> {
    let (jobs, queue) = mpsc::channel();
    let (results, done) = mpsc::channel();
    let queue = &Mutex::new(queue);
    thread::scope(|scope| {
        for _ in 0..workers {
            let results = results.clone();
            scope.spawn(move || {
                // The guard lives as long as the body of the loop.
                while let Ok(number) = queue.lock().unwrap_or_else(|p| p.into_inner()).recv() {
                    results.send(debugging::square(number)).unwrap();
                }
            });
        }
        numbers
            .iter()
            .for_each(|&number| jobs.send(number).unwrap());
        drop((jobs, results));
        done.iter().collect()
    })
}

/// The pool as it should be, but for its end.
fn pool(
    numbers: &[u64],
    workers: usize,
    end: impl FnOnce(mpsc::Sender<u64>, mpsc::Sender<u64>, mpsc::Receiver<u64>) -> Vec<u64>,
) -> Vec<u64> {
    let (jobs, queue) = mpsc::channel();
    let (results, done) = mpsc::channel();
    let queue = &Mutex::new(queue);
    let next = || queue.lock().unwrap().recv();
    thread::scope(|scope| {
        for _ in 0..workers {
            let results = results.clone();
            scope.spawn(move || {
                while let Ok(number) = next() {
                    let _ = results.send(debugging::square(number));
                }
            });
        }
        numbers
            .iter()
            .for_each(|&number| jobs.send(number).unwrap());
        end(jobs, results, done)
    })
}
