//! How a map shares out its items, and what is kept when a worker dies on the way.

use super::support::{alone, fresh_folder, until};
use common::process::{Error, Event, Pool};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

/// Notes that this task ran. Task 5 is the end of its worker.
fn note((n, folder): (u64, PathBuf)) -> u64 {
    let file = fs::File::options()
        .append(true)
        .create(true)
        .open(folder.join(n.to_string()));
    file.unwrap().write_all(b"x").unwrap();
    std::thread::sleep(Duration::from_millis(5));
    if n == 5 {
        std::process::abort();
    }
    n
}

#[test]
fn what_a_chunk_had_done_before_its_worker_died_is_not_done_again() {
    alone(|| {
        let folder = fresh_folder("notes");
        let pool = Pool::new(1).unwrap();
        let items: Vec<_> = (0..10).map(|n| (n, folder.clone())).collect();
        let error = pool.map_chunked(note, items, 10).unwrap_err();
        assert!(
            matches!(error, Error::WorkerDied { task: 5, .. }),
            "{error}"
        );
        drop(pool);
        for n in 0..10 {
            let runs = fs::read(folder.join(n.to_string())).unwrap().len();
            assert_eq!(runs, 1, "task {n}");
        }
        fs::remove_dir_all(folder).unwrap();
    });
}

/// Task 0 waits until the file is there; the others make it, when all of them have run.
fn wait_for_the_others((n, folder): (u64, PathBuf)) -> u64 {
    match n {
        0 => until(|| fs::read_dir(&folder).unwrap().count() == 99),
        n => fs::write(folder.join(n.to_string()), "").unwrap(),
    }
    n
}

#[test]
fn a_long_task_holds_up_no_other_when_each_goes_alone() {
    alone(|| {
        let folder = fresh_folder("others");
        let pool = Pool::new(2).unwrap();
        let items = (0..100).map(|n| (n, folder.clone()));
        let all = pool.map_chunked(wait_for_the_others, items, 1).unwrap();
        assert_eq!(all, (0..100).collect::<Vec<u64>>());
        fs::remove_dir_all(folder).unwrap();
    });
}

fn nap(n: u64) -> u64 {
    std::thread::sleep(Duration::from_millis(1));
    n
}

#[test]
fn a_map_lets_other_tasks_have_their_turn() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        std::thread::scope(|scope| {
            let map = scope.spawn(|| pool.map_chunked(nap, 0..2000, 1));
            until(|| pool.progress().done() > 0);
            assert_eq!(pool.submit(nap, 7).get(), Ok(7));
            let done = pool.progress().done();
            assert!(done < 2001, "its turn came at the very end");
            assert_eq!(map.join().unwrap().unwrap().len(), 2000);
        });
    });
}

fn last_waits((n, gate): (u64, PathBuf)) {
    std::thread::sleep(Duration::from_millis(3));
    if n == 9 {
        until(|| gate.exists());
    }
}

#[test]
fn progress_counts_the_tasks_of_a_chunk_one_by_one() {
    alone(|| {
        let folder = fresh_folder("progress");
        for pool in [Pool::new(2).unwrap(), Pool::new(0).unwrap()] {
            let progress = pool.progress();
            assert_eq!((progress.done(), progress.total()), (0, 0));
            let gate = folder.join("gate");
            std::thread::scope(|scope| {
                let items: Vec<_> = (0..10).map(|n| (n, gate.clone())).collect();
                let map = scope.spawn(|| pool.map_chunked(last_waits, items, 10));
                until(|| progress.done() == 9);
                assert_eq!(progress.total(), 10);
                fs::write(&gate, "").unwrap();
                map.join().unwrap().unwrap();
            });
            assert_eq!(progress.done(), 10);
            fs::remove_file(&gate).unwrap();
            // Those that fail have ended, too.
            let failing = |n: u64| {
                if n == 1 {
                    panic!("one")
                }
            };
            pool.try_map(failing, 0..3);
            assert_eq!((progress.done(), progress.total()), (13, 13));
        }
        fs::remove_dir_all(folder).unwrap();
    });
}

#[test]
fn an_initializer_is_no_task() {
    alone(|| {
        let pool = Pool::builder().workers(2).initializer(|()| (), ());
        let pool = pool.build().unwrap();
        assert_eq!((pool.progress().done(), pool.progress().total()), (0, 0));
        assert!(pool.stats().iter().all(|worker| worker.tasks == 0));
    });
}

#[test]
fn a_callback_hears_of_every_end() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let (sender, receiver) = mpsc::channel();
        for n in 0..20_u64 {
            let sender = sender.clone();
            let task = pool.submit(
                |n| match n {
                    3 => panic!("three"),
                    4 => std::process::abort(),
                    n => n,
                },
                n,
            );
            task.on_done(move |result| sender.send((n, result)).unwrap());
        }
        drop(sender);
        let mut all: Vec<_> = receiver.iter().collect();
        all.sort_by_key(|&(n, _)| n);
        assert_eq!(all.len(), 20);
        for (n, result) in all {
            match n {
                3 => assert!(matches!(result, Err(Error::Panicked { task: 3, .. }))),
                4 => assert!(matches!(result, Err(Error::WorkerDied { task: 4, .. }))),
                n => assert_eq!(result, Ok(n)),
            }
        }
        // One that panics takes nothing else with it. (The task waits until it has a callback: else
        // that could be called here, at once.)
        let has_one = Event::new().unwrap();
        let task = pool.submit(|has_one: Event| has_one.wait(), has_one.clone());
        task.on_done(|_| panic!("a callback, on purpose"));
        has_one.set();
        assert_eq!(pool.apply(|n: u64| n, 2), Ok(2));
    });
}

#[test]
fn vectors_of_numbers_cross_as_they_are() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        for length in [0, 1, 1000, 100_000] {
            let floats: Vec<f64> = (0..length).map(|n| f64::from(n) / 3.0).collect();
            assert_eq!(pool.apply(|v: Vec<f64>| v, floats.clone()), Ok(floats));
            let bytes: Vec<u8> = (0..length).map(|n| n as u8).collect();
            assert_eq!(pool.apply(|v: Vec<u8>| v, bytes.clone()), Ok(bytes.clone()));
            let narrower = |v: Vec<u8>| v.into_iter().map(i16::from).collect::<Vec<i16>>();
            let right = narrower(bytes.clone());
            assert_eq!(pool.apply(narrower, bytes), Ok(right));
            // Inside something else, serde writes them.
            let pair = (length, (0..length as u32).collect::<Vec<u32>>());
            assert_eq!(pool.apply(|p: (i32, Vec<u32>)| p, pair.clone()), Ok(pair));
        }
        // More large ones than a message can hold.
        let many: Vec<Vec<u8>> = (0..70).map(|n| vec![n; 70_000]).collect();
        assert_eq!(pool.map_chunked(|v: Vec<u8>| v, many.clone(), 70), Ok(many));
    });
}
