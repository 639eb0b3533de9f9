//! Known wrong answers to exercise 2, part `primes`.

use super::Wrong;
use common::process;
use exercise_02_pool::parts::primes::{Answers, count};
use rayon::prelude::*;
use solutions::exercise_02_pool::primes::ANSWERS as SOLVED;
use std::ops::Range;
use std::sync::Mutex;

type Chunks<'a> = &'a [Range<u64>];
type Counts = Result<Vec<u64>, process::Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let wrong = |todo, name, says, answers| Wrong {
        name,
        part: "primes",
        todo,
        says,
        answers: Box::new((
            exercise_02_pool::exercise(),
            exercise_02_pool::Answers {
                primes: answers,
                ..solutions::exercise_02_pool::ANSWERS
            },
        )),
    };
    let split = |name, says, split| wrong(1, name, says, Answers { split, ..SOLVED });
    let threads = |name, says, count_on_threads| {
        wrong(
            2,
            name,
            says,
            Answers {
                count_on_threads,
                ..SOLVED
            },
        )
    };
    let processes = |name, says, count_on_processes| {
        wrong(
            3,
            name,
            says,
            Answers {
                count_on_processes,
                ..SOLVED
            },
        )
    };
    vec![
        split(
            "remainder lost",
            "what happens to the remainder",
            remainder_lost,
        ),
        split(
            "remainder in the last chunk",
            "Share the remainder out",
            remainder_last,
        ),
        split(
            "ends counted twice",
            "A range's end is not part of it",
            ends_twice,
        ),
        split("empty chunks", "There are only 3 numbers", empty_chunks),
        threads("serial in disguise", "nothing ran in parallel", serial),
        threads(
            "a thread that is joined at once",
            "nothing ran in parallel",
            joined_at_once,
        ),
        threads("the global pool", "inside `install`", global_pool),
        threads("order of arrival", "an order of arrival", order_of_arrival),
        threads("a pool of one", "nothing ran in parallel", pool_of_one),
        threads("its own arithmetic", "never called `count`", own_arithmetic),
        threads(
            "a thread for each chunk",
            "a thread for each chunk",
            thread_for_each,
        ),
        threads(
            "a pool for the whole program",
            "GlobalPoolAlreadyInitialized",
            build_global,
        ),
        threads(
            "waits for itself",
            "waits for something that never comes",
            deadlock,
        ),
        processes("serial in disguise", "nothing ran in parallel", serial_here),
        processes("threads", "These are threads", threads_instead),
        processes("a pool for each chunk", "one call of `map`", pool_for_each),
        processes(
            "as many workers as chunks",
            "more workers than",
            pool_of_chunks,
        ),
        processes(
            "order of arrival",
            "an order of arrival",
            processes_as_they_come,
        ),
        processes("an error hidden", "An error is handed on", error_hidden),
        processes("exits early", "exit code 0 before it had answered", exits),
        processes("aborts", "SIGABRT", aborts),
    ]
}

fn remainder_lost(range: Range<u64>, pieces: usize) -> Vec<Range<u64>> {
    let length = (range.end - range.start) / pieces as u64;
    let start = |i: u64| range.start + i * length;
    (0..pieces as u64).map(|i| start(i)..start(i + 1)).collect()
}

fn remainder_last(range: Range<u64>, pieces: usize) -> Vec<Range<u64>> {
    let mut chunks = remainder_lost(range.clone(), pieces);
    chunks.last_mut().expect("at least one piece").end = range.end;
    chunks
}

fn ends_twice(range: Range<u64>, pieces: usize) -> Vec<Range<u64>> {
    let mut chunks = (SOLVED.split)(range, pieces);
    let last = chunks.len().saturating_sub(1);
    chunks
        .iter_mut()
        .take(last)
        .for_each(|chunk| chunk.end += 1);
    chunks
}

fn empty_chunks(range: Range<u64>, pieces: usize) -> Vec<Range<u64>> {
    let mut chunks = (SOLVED.split)(range.clone(), pieces);
    chunks.resize(pieces, range.end..range.end);
    chunks
}

fn serial(chunks: Chunks, _: usize) -> Vec<u64> {
    chunks.iter().cloned().map(count).collect()
}

fn joined_at_once(chunks: Chunks, _: usize) -> Vec<u64> {
    let on_a_thread = |chunk: &Range<u64>| {
        let chunk = chunk.clone();
        std::thread::spawn(|| count(chunk))
            .join()
            .expect("counting does not panic")
    };
    chunks.iter().map(on_a_thread).collect()
}

fn global_pool(chunks: Chunks, _: usize) -> Vec<u64> {
    chunks.par_iter().cloned().map(count).collect()
}

fn order_of_arrival(chunks: Chunks, workers: usize) -> Vec<u64> {
    let counts = Mutex::new(Vec::new());
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(workers)
        .build()
        .expect("threads");
    pool.install(|| {
        chunks.par_iter().for_each(|chunk| {
            let found = count(chunk.clone());
            counts.lock().expect("nobody panics").push(found);
        })
    });
    counts.into_inner().expect("nobody panics")
}

fn pool_of_one(chunks: Chunks, _: usize) -> Vec<u64> {
    (SOLVED.count_on_threads)(chunks, 1)
}

fn own_arithmetic(chunks: Chunks, _: usize) -> Vec<u64> {
    chunks
        .iter()
        .cloned()
        .map(common::primes::count_primes)
        .collect()
}

fn thread_for_each(chunks: Chunks, _: usize) -> Vec<u64> {
    std::thread::scope(|scope| {
        let spawn = |chunk: &Range<u64>| {
            let chunk = chunk.clone();
            scope.spawn(|| count(chunk))
        };
        let threads: Vec<_> = chunks.iter().map(spawn).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("counting does not panic"))
            .collect()
    })
}

fn build_global(chunks: Chunks, workers: usize) -> Vec<u64> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(workers)
        .build_global()
        .unwrap();
    global_pool(chunks, workers)
}

fn error_hidden(chunks: Chunks, workers: usize) -> Counts {
    Ok((SOLVED.count_on_processes)(chunks, workers).unwrap_or_default())
}

fn deadlock(_: Chunks, _: usize) -> Vec<u64> {
    let (sender, receiver) = std::sync::mpsc::channel();
    let first: u64 = receiver.recv().expect("a sender still lives");
    drop(sender);
    vec![first]
}

fn serial_here(chunks: Chunks, workers: usize) -> Counts {
    Ok(serial(chunks, workers))
}

fn threads_instead(chunks: Chunks, workers: usize) -> Counts {
    Ok((SOLVED.count_on_threads)(chunks, workers))
}

fn pool_for_each(chunks: Chunks, workers: usize) -> Counts {
    let alone = |chunk: &Range<u64>| process::Pool::new(workers)?.map(count, [chunk.clone()]);
    let counts: Result<Vec<Vec<u64>>, _> = chunks.iter().map(alone).collect();
    Ok(counts?.concat())
}

fn pool_of_chunks(chunks: Chunks, _: usize) -> Counts {
    (SOLVED.count_on_processes)(chunks, chunks.len().max(1))
}

fn processes_as_they_come(chunks: Chunks, workers: usize) -> Counts {
    process::Pool::new(workers)?
        .imap_unordered(count, chunks.to_vec())
        .collect()
}

fn exits(_: Chunks, _: usize) -> Counts {
    std::process::exit(0)
}

fn aborts(_: Chunks, _: usize) -> Counts {
    std::process::abort()
}
