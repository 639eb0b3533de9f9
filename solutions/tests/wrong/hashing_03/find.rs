//! Wrong answers to TODO(4): a file with a given hash.

use super::{SOLVED, Wrong, wrong};
use exercise_03_io_threads::parts::hashing::{Answers, Entry, Find, Hasher};
use std::cmp::Reverse;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{OnceLock, mpsc};
use std::thread;

pub fn wrong_answers() -> Vec<Wrong> {
    let search = |name, says, find: Find| wrong(4, name, says, Answers { find, ..SOLVED });
    vec![
        search("serial in disguise", "nothing ran in parallel", serial),
        search(
            "a thread that is joined at once",
            "each thread was waited for",
            joined_at_once,
        ),
        search("all files first", "as if nothing had been found", all_first),
        search("only the finder stops", "the others went on", finder_stops),
        search(
            "waits for news that never comes",
            "a channel whose last sender is still alive",
            waits_for_news,
        ),
        search(
            "waits for a flag",
            "a flag that nobody sets",
            waits_for_a_flag,
        ),
        search("somebody must have it", "panicked at", somebody_must),
        search("an error ends it", "it ends nothing", error_ends),
        search(
            "an error ends a thread, largest first",
            "it ends nothing",
            |files, hash, hasher, n| error_stops(files, hash, hasher, n, false),
        ),
        search(
            "an error stops all, largest first",
            "it ends nothing",
            |files, hash, hasher, n| error_stops(files, hash, hasher, n, true),
        ),
        search("errors unwrapped, largest first", "panicked at", unwrapped),
        search(
            "one worker too many",
            "one too many",
            |files, hash, hasher, n| (SOLVED.find)(files, hash, hasher, n + 1),
        ),
        search("an error is a hit", "nobody knows its hash", error_is_a_hit),
        search(
            "a place by size",
            "not one in a list that was sorted",
            place_by_size,
        ),
        search(
            "a place in its share",
            "in a thread's own share",
            place_in_share,
        ),
        search(
            "the first one if nobody has it",
            "`None` says so",
            first_if_none,
        ),
        search("nothing is found", "The file is there", nothing),
        search(
            "a thread for each file",
            "A thread for each file",
            thread_each,
        ),
    ]
}

fn serial(files: &[Entry], hash: &str, hasher: &Hasher, _: usize) -> Option<usize> {
    let has_it = |file: &Entry| hasher.hash(file).is_ok_and(|this| this == hash);
    files.iter().position(has_it)
}

fn joined_at_once(files: &[Entry], hash: &str, hasher: &Hasher, _: usize) -> Option<usize> {
    files.iter().position(|file| {
        let alone = thread::scope(|s| s.spawn(|| hasher.hash(file)).join().unwrap());
        alone.is_ok_and(|this| this == hash)
    })
}

fn all_first(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    let outcomes = (SOLVED.on_threads)(files, hasher, workers);
    let mut outcomes = outcomes.into_iter();
    outcomes.position(|outcome| outcome.is_ok_and(|this| this == hash))
}

fn finder_stops(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    let (next, found) = (AtomicUsize::new(0), OnceLock::new());
    let work = || loop {
        let place = next.fetch_add(1, Ordering::Relaxed);
        let Some(file) = files.get(place) else { break };
        if hasher.hash(file).is_ok_and(|this| this == hash) {
            let _ = found.set(place);
            break;
        }
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    found.into_inner()
}

/// As the original does: the parent waits for the one message that says where.
fn waits_for_news(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    let (tell, news) = mpsc::channel();
    let next = &AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..workers {
            let tell = tell.clone();
            scope.spawn(move || {
                while let place = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(file) = files.get(place)
                {
                    if hasher.hash(file).is_ok_and(|this| this == hash) {
                        let _ = tell.send(place);
                    }
                }
            });
        }
        news.recv().ok()
    })
}

fn waits_for_a_flag(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    let (next, found) = (AtomicUsize::new(0), AtomicUsize::new(usize::MAX));
    let over = AtomicBool::new(false);
    let work = || {
        while !over.load(Ordering::Relaxed) {
            let place = next.fetch_add(1, Ordering::Relaxed);
            match files.get(place) {
                Some(file) if hasher.hash(file).is_ok_and(|this| this == hash) => {
                    found.store(place, Ordering::Relaxed);
                    over.store(true, Ordering::Relaxed);
                }
                Some(_) => {}
                None => thread::sleep(std::time::Duration::from_millis(10)),
            }
        }
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    Some(found.into_inner())
}

fn somebody_must(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    Some((SOLVED.find)(files, hash, hasher, workers).unwrap())
}

/// A `?` on the outcome, in the loop of a thread.
fn error_ends(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    let (next, found) = (AtomicUsize::new(0), OnceLock::new());
    let work = || -> Result<(), String> {
        while found.get().is_none() {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(place) else { break };
            if hasher.hash(file)? == hash {
                let _ = found.set(place);
            }
        }
        Ok(())
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    found.into_inner()
}

fn by_size(files: &[Entry]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|&place| Reverse(files[place].bytes));
    order
}

/// The thread that meets an error ends, or stops all of them.
fn error_stops(
    files: &[Entry],
    hash: &str,
    hasher: &Hasher,
    workers: usize,
    all: bool,
) -> Option<usize> {
    let (next, found) = (AtomicUsize::new(0), OnceLock::new());
    let (order, stop) = (by_size(files), AtomicBool::new(false));
    let work = || {
        while !stop.load(Ordering::SeqCst) {
            let Some(&place) = order.get(next.fetch_add(1, Ordering::SeqCst)) else {
                break;
            };
            let Ok(this) = hasher.hash(&files[place]) else {
                stop.fetch_or(all, Ordering::SeqCst);
                break;
            };
            if this == hash {
                let _ = found.set(place);
                stop.store(true, Ordering::SeqCst);
            }
        }
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    found.into_inner()
}

fn unwrapped(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    let hasher = Hasher::new(|file| Ok(hasher.hash(file).unwrap()));
    let sorted: Vec<Entry> = by_size(files).iter().map(|&i| files[i].clone()).collect();
    let place = (SOLVED.find)(&sorted, hash, &hasher, workers)?;
    files.iter().position(|file| *file == sorted[place])
}

fn error_is_a_hit(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    let outcome = |file: &Entry| hasher.hash(file);
    let wrong = Hasher::new(|file| outcome(file).or_else(|_| Ok(hash.to_string())));
    (SOLVED.find)(files, hash, &wrong, workers)
}

fn place_by_size(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    let mut files = files.to_vec();
    files.sort_by_key(|file| Reverse(file.bytes));
    (SOLVED.find)(&files, hash, hasher, workers)
}

fn place_in_share(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    thread::scope(|scope| {
        let share = files.len().div_ceil(workers).max(1);
        let search = |files| scope.spawn(move || serial(files, hash, hasher, 1));
        let threads: Vec<_> = files.chunks(share).map(search).collect();
        threads
            .into_iter()
            .find_map(|thread| thread.join().unwrap())
    })
}

fn first_if_none(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    (SOLVED.find)(files, hash, hasher, workers).or(Some(0))
}

fn nothing(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    (SOLVED.find)(files, hash, hasher, workers).and(None)
}

fn thread_each(files: &[Entry], hash: &str, hasher: &Hasher, _: usize) -> Option<usize> {
    thread::scope(|scope| {
        let spawn = |file| scope.spawn(move || hasher.hash(file).is_ok_and(|this| this == hash));
        let threads: Vec<_> = files.iter().map(spawn).collect();
        let has_it: Vec<bool> = threads.into_iter().map(|t| t.join().unwrap()).collect();
        has_it.into_iter().position(|has_it| has_it)
    })
}
