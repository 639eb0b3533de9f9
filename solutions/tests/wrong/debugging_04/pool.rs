//! Pools that do not end, or end too soon.

use exercise_04_threads_vs_procs::parts::debugging;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

type Squares = fn(&[u64], usize) -> Vec<u64>;

pub const ALL: [(&str, &str, Squares); 12] = [
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
    (
        "waits for a moment each",
        "It ended too soon",
        waits_a_moment,
    ),
    (
        "waits for a second each",
        "It ended too soon",
        waits_a_second,
    ),
    ("sleeps first", "It ended too soon", sleeps_first),
    (
        "a thread for each",
        "however many jobs there are",
        thread_for_each,
    ),
    ("one worker less", "as many threads as", one_worker_less),
    ("no chunks", "chunk size must be non-zero", no_chunks),
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

fn waits_a_moment(numbers: &[u64], workers: usize) -> Vec<u64> {
    pool(numbers, workers, |jobs, _results, done| {
        drop(jobs);
        let next = || done.recv_timeout(Duration::from_millis(200)).ok();
        std::iter::from_fn(next).collect()
    })
}

fn waits_a_second(numbers: &[u64], workers: usize) -> Vec<u64> {
    pool(numbers, workers, |jobs, _results, done| {
        drop(jobs);
        let next = |_| done.recv_timeout(Duration::from_secs(1)).ok();
        numbers.iter().filter_map(next).collect()
    })
}

fn sleeps_first(numbers: &[u64], workers: usize) -> Vec<u64> {
    pool(numbers, workers, |jobs, results, done| {
        drop((jobs, results));
        thread::sleep(Duration::from_millis(200));
        done.try_iter().collect()
    })
}

fn thread_for_each(numbers: &[u64], _: usize) -> Vec<u64> {
    thread::scope(|scope| {
        let start = |&n| scope.spawn(move || debugging::square(n));
        let threads: Vec<_> = numbers.iter().map(start).collect();
        let join = |thread: thread::ScopedJoinHandle<u64>| thread.join().unwrap();
        threads.into_iter().map(join).collect()
    })
}

fn one_worker_less(numbers: &[u64], workers: usize) -> Vec<u64> {
    pool(numbers, workers - 1, |jobs, results, done| {
        drop((jobs, results));
        done.iter().collect()
    })
}

/// Of no numbers, each worker gets none.
fn no_chunks(numbers: &[u64], workers: usize) -> Vec<u64> {
    let square = |part: &[u64]| part.iter().map(|&n| debugging::square(n)).collect();
    thread::scope(|scope| {
        let start = |part| scope.spawn(move || -> Vec<u64> { square(part) });
        let parts = numbers.chunks(numbers.len().div_ceil(workers));
        let threads: Vec<_> = parts.map(start).collect();
        let join = |thread: thread::ScopedJoinHandle<Vec<u64>>| thread.join().unwrap();
        threads.into_iter().flat_map(join).collect()
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
