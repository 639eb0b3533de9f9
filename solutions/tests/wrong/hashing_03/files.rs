//! Wrong answers to TODO(3): all files on threads, the largest first.

use super::{SOLVED, Wrong, wrong};
use exercise_03_io_threads::parts::hashing::{Answers, Entry, HashAll, Hasher, Outcome};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

type Outcomes = Vec<Outcome>;

pub fn wrong_answers() -> Vec<Wrong> {
    let all = |name, says, on_threads: HashAll| {
        let answers = Answers {
            on_threads,
            ..SOLVED
        };
        wrong(3, name, says, answers)
    };
    vec![
        all("serial in disguise", "nothing ran in parallel", serial),
        all(
            "a thread that is joined at once",
            "nothing ran in parallel",
            joined_at_once,
        ),
        all(
            "spawned and joined in one go",
            "spawns and joins in one go",
            spawned_and_joined,
        ),
        all("fixed shares", "fixed shares?", fixed_shares),
        all("every n-th file", "fixed shares?", every_nth),
        all(
            "a thread for each file",
            "A thread for each file",
            thread_each,
        ),
        all("as they are listed", "was begun last", as_listed),
        all("the smallest first", "was begun last", smallest_first),
        all(
            "only the huge one first",
            "one sorted list",
            only_the_huge_one_first,
        ),
        all("rayon's halves", "one sorted list", halves),
        all(
            "order of arrival",
            "not in the order of `files`",
            order_of_arrival,
        ),
        all(
            "order of sizes",
            "not in the order of `files`",
            order_of_sizes,
        ),
        all(
            "the first error ends it",
            "must not cost the others",
            first_error_ends,
        ),
        all(
            "a thread ends at its first error",
            "Does a thread end at its first error",
            thread_ends,
        ),
        all("one worker too many", "one too many", |files, hasher, n| {
            (SOLVED.on_threads)(files, hasher, n + 1)
        }),
        all(
            "a lock held while a file is hashed",
            "Is a lock held while a file is hashed",
            locked,
        ),
        all("a racing index", "must be one step (`fetch_add`)", racing),
        all("errors left out", "has an outcome, too", errors_left_out),
        all("errors unwrapped", "panicked at", errors_unwrapped),
        all("its own reading", "never called `hasher.hash`", own_reading),
    ]
}

fn serial(files: &[Entry], hasher: &Hasher, _: usize) -> Outcomes {
    files.iter().map(|file| hasher.hash(file)).collect()
}

fn by_size(files: &[Entry]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|&i| Reverse(files[i].bytes));
    order
}

/// All places of `order` by one index; outcomes with their places, in order of arrival.
fn shared(
    files: &[Entry],
    order: &[usize],
    hasher: &Hasher,
    workers: usize,
) -> Vec<(usize, Outcome)> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(&i) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let outcome = hasher.hash(&files[i]);
            done.lock().unwrap().push((i, outcome));
        }
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    done.into_inner().unwrap()
}

fn sorted(mut outcomes: Vec<(usize, Outcome)>) -> Outcomes {
    outcomes.sort_by_key(|&(i, _)| i);
    without_places(outcomes)
}

fn without_places(outcomes: Vec<(usize, Outcome)>) -> Outcomes {
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

fn joined_at_once(files: &[Entry], hasher: &Hasher, _: usize) -> Outcomes {
    let order = by_size(files);
    let alone = |i: usize| thread::scope(|s| s.spawn(|| hasher.hash(&files[i])).join().unwrap());
    sorted(order.into_iter().map(|i| (i, alone(i))).collect())
}

fn spawned_and_joined(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let order = by_size(files);
    let share = order.len().div_ceil(workers).max(1);
    let outcomes = thread::scope(|scope| {
        let work = |places: Vec<usize>| {
            let hash = |i: usize| (i, hasher.hash(&files[i]));
            move || places.into_iter().map(hash).collect::<Vec<_>>()
        };
        let shares = order.chunks(share);
        shares
            .flat_map(|places| scope.spawn(work(places.to_vec())).join().unwrap())
            .collect()
    });
    sorted(outcomes)
}

fn fixed_shares(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let order = by_size(files);
    let outcomes = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for places in order.chunks(order.len().div_ceil(workers).max(1)) {
            let outcomes = &outcomes;
            scope.spawn(move || {
                for &i in places {
                    let outcome = hasher.hash(&files[i]);
                    outcomes.lock().unwrap().push((i, outcome));
                }
            });
        }
    });
    sorted(outcomes.into_inner().unwrap())
}

fn every_nth(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let order = by_size(files);
    let outcomes = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for first in 0..workers {
            let (order, outcomes) = (&order, &outcomes);
            scope.spawn(move || {
                for &i in order.iter().skip(first).step_by(workers) {
                    let outcome = hasher.hash(&files[i]);
                    outcomes.lock().unwrap().push((i, outcome));
                }
            });
        }
    });
    sorted(outcomes.into_inner().unwrap())
}

fn thread_each(files: &[Entry], hasher: &Hasher, _: usize) -> Outcomes {
    thread::scope(|scope| {
        let spawn = |file| scope.spawn(move || hasher.hash(file));
        let threads: Vec<_> = files.iter().map(spawn).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    })
}

fn as_listed(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let order: Vec<usize> = (0..files.len()).collect();
    sorted(shared(files, &order, hasher, workers))
}

fn smallest_first(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let mut order = by_size(files);
    order.reverse();
    sorted(shared(files, &order, hasher, workers))
}

fn only_the_huge_one_first(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let mut order: Vec<usize> = (0..files.len()).collect();
    let huge = by_size(files).into_iter().take(1).collect::<Vec<_>>();
    order.sort_by_key(|i| !huge.contains(i));
    sorted(shared(files, &order, hasher, workers))
}

fn halves(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let pool = ThreadPoolBuilder::new().num_threads(workers).build();
    let hash = |i: usize| (i, hasher.hash(&files[i]));
    let order = by_size(files);
    sorted(
        pool.unwrap()
            .install(|| order.into_par_iter().map(hash).collect()),
    )
}

fn order_of_arrival(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    without_places(shared(files, &by_size(files), hasher, workers))
}

fn order_of_sizes(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let outcomes = (SOLVED.on_threads)(files, hasher, workers);
    let of = |i: usize| outcomes[i].clone();
    by_size(files).into_iter().map(of).collect()
}

fn first_error_ends(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let outcomes = (SOLVED.on_threads)(files, hasher, workers);
    let all: Result<Vec<String>, String> = outcomes.into_iter().collect();
    match all {
        Ok(hashes) => hashes.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error); files.len()],
    }
}

fn thread_ends(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let (order, next) = (by_size(files), AtomicUsize::new(0));
    let done = Mutex::new(Vec::new());
    let work = || {
        while let Some(&i) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let outcome = hasher.hash(&files[i]);
            let failed = outcome.is_err();
            done.lock().unwrap().push((i, outcome));
            if failed {
                break;
            }
        }
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    sorted(done.into_inner().unwrap())
}

fn locked(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let order = Mutex::new(by_size(files).into_iter());
    let done = Mutex::new(Vec::new());
    let work = || loop {
        let mut order = order.lock().unwrap();
        let Some(i) = order.next() else { break };
        done.lock().unwrap().push((i, hasher.hash(&files[i])));
        drop(order);
        // A lock that is let go for a moment is not always passed on.
        thread::sleep(Duration::from_millis(1));
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    sorted(done.into_inner().unwrap())
}

/// The system may let another thread run between the two steps; the pause makes it certain.
fn racing(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let (order, next) = (by_size(files), AtomicUsize::new(0));
    let done = Mutex::new(Vec::new());
    let work = || loop {
        let at = next.load(Ordering::SeqCst);
        thread::sleep(Duration::from_millis(1));
        next.store(at + 1, Ordering::SeqCst);
        let Some(&i) = order.get(at) else { break };
        let outcome = hasher.hash(&files[i]);
        done.lock().unwrap().push((i, outcome));
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    sorted(done.into_inner().unwrap())
}

fn errors_left_out(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let outcomes = (SOLVED.on_threads)(files, hasher, workers);
    outcomes.into_iter().filter(Result::is_ok).collect()
}

fn errors_unwrapped(files: &[Entry], hasher: &Hasher, workers: usize) -> Outcomes {
    let outcomes = (SOLVED.on_threads)(files, hasher, workers);
    outcomes.into_iter().map(|o| Ok(o.unwrap())).collect()
}

fn own_reading(files: &[Entry], _: &Hasher, _: usize) -> Outcomes {
    let read = |file: &Entry| std::fs::read(&file.path).map(|_| String::new());
    let said = |error: std::io::Error| error.to_string();
    files.iter().map(|file| read(file).map_err(said)).collect()
}
