//! Known wrong answers to exercise 3, part `files`.

use super::Wrong;
use crossbeam::channel;
use exercise_03_io_threads::parts::files::{Answers, Outcome, Process, Reader};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use solutions::exercise_03_io_threads::ANSWERS as EXERCISE;
use solutions::exercise_03_io_threads::files::ANSWERS as SOLVED;
use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;

type Files<'a> = &'a [PathBuf];
type Outcomes = Vec<Outcome>;

pub fn wrong_answers() -> Vec<Wrong> {
    let wrong = |todo, name, says, files| Wrong {
        name,
        part: "files",
        todo,
        says,
        answers: Box::new((
            exercise_03_io_threads::exercise(),
            exercise_03_io_threads::Answers { files, ..EXERCISE },
        )),
    };
    let threads = |name, says, on_scoped_threads: Process| {
        let answers = Answers {
            on_scoped_threads,
            ..SOLVED
        };
        wrong(1, name, says, answers)
    };
    let pool = |name, says, on_a_pool: Process| {
        let answers = Answers {
            on_a_pool,
            ..SOLVED
        };
        wrong(2, name, says, answers)
    };
    vec![
        threads("serial in disguise", "nothing ran in parallel", serial),
        threads(
            "a thread that is joined at once",
            "each thread was waited for",
            joined_at_once,
        ),
        threads("one thread", "all on one thread", one_thread),
        threads("fixed shares", "fixed shares?", fixed_shares),
        threads("every n-th file", "fixed shares?", every_nth),
        threads(
            "a thread for each file",
            "A thread for each file",
            thread_each,
        ),
        threads(
            "rounds of new threads",
            "They stood behind the slow file",
            rounds,
        ),
        threads("as many threads as cores", "more threads than cores", cores),
        threads("order of arrival", "an order of arrival", order_of_arrival),
        threads(
            "the first error ends it",
            "must not cost the others",
            first_error_ends,
        ),
        threads("errors left out", "The others keep theirs", errors_left_out),
        threads("errors unwrapped", "panicked at", errors_unwrapped),
        threads("no file, no share", "panicked at", no_file_no_share),
        threads(
            "its own reading",
            "never called `reader.process`",
            own_reading,
        ),
        threads(
            "the queue's sender lives on",
            "until its last sender is gone",
            queue_never_ends,
        ),
        threads(
            "the outcomes' sender lives on",
            "And that of the outcomes?",
            outcomes_never_end,
        ),
        threads("rayon's threads", "threads of your own", SOLVED.on_a_pool),
        pool("serial in disguise", "nothing ran in parallel", serial),
        pool("the global pool", "rayon's global pool", global_pool),
        pool(
            "a pool built and not used",
            "inside `install`",
            built_and_not_used,
        ),
        pool("the global pool, resized", "sized only once", resized),
        pool(
            "a pool as large as the machine",
            "more threads than cores",
            cores_pool,
        ),
        pool(
            "a serial iterator inside",
            "nothing ran in parallel",
            serial_inside,
        ),
        pool("scoped threads", "not rayon's", SOLVED.on_scoped_threads),
        pool("order of arrival", "an order of arrival", pool_arrival),
        pool(
            "the first error ends it",
            "must not cost the others",
            pool_error_ends,
        ),
    ]
}

fn serial(files: Files, reader: &Reader, _: usize) -> Outcomes {
    files.iter().map(|file| reader.process(file)).collect()
}

fn joined_at_once(files: Files, reader: &Reader, _: usize) -> Outcomes {
    let alone = |file| thread::scope(|scope| scope.spawn(|| reader.process(file)).join().unwrap());
    files.iter().map(alone).collect()
}

fn one_thread(files: Files, reader: &Reader, _: usize) -> Outcomes {
    (SOLVED.on_scoped_threads)(files, reader, 1)
}

fn fixed_shares(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let shares = files.chunks(files.len().div_ceil(workers).max(1));
    thread::scope(|scope| {
        let spawn = |share| scope.spawn(move || serial(share, reader, 1));
        let threads: Vec<_> = shares.map(spawn).collect();
        threads
            .into_iter()
            .flat_map(|t| t.join().unwrap())
            .collect()
    })
}

fn every_nth(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let outcomes = Mutex::new(vec![Err(String::new()); files.len()]);
    thread::scope(|scope| {
        for first in 0..workers {
            let outcomes = &outcomes;
            scope.spawn(move || {
                for place in (first..files.len()).step_by(workers) {
                    let outcome = reader.process(&files[place]);
                    outcomes.lock().unwrap()[place] = outcome;
                }
            });
        }
    });
    outcomes.into_inner().unwrap()
}

fn thread_each(files: Files, reader: &Reader, _: usize) -> Outcomes {
    thread::scope(|scope| {
        let spawn = |file| scope.spawn(move || reader.process(file));
        let threads: Vec<_> = files.iter().map(spawn).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    })
}

fn rounds(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let round = |share| thread_each(share, reader, workers);
    files.chunks(workers).flat_map(round).collect()
}

fn cores(files: Files, reader: &Reader, _: usize) -> Outcomes {
    (SOLVED.on_scoped_threads)(files, reader, common::exercise::cores())
}

fn order_of_arrival(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let (jobs, queue) = channel::unbounded();
    files.iter().for_each(|file| jobs.send(file).unwrap());
    drop(jobs);
    let outcomes = Mutex::new(Vec::new());
    let process = |file: &PathBuf| {
        let outcome = reader.process(file);
        outcomes.lock().unwrap().push(outcome);
    };
    let work = || queue.iter().for_each(process);
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    outcomes.into_inner().unwrap()
}

fn first_error_ends(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let outcomes = (SOLVED.on_scoped_threads)(files, reader, workers);
    let all: Result<Vec<_>, String> = outcomes.into_iter().collect();
    match all {
        Ok(summaries) => summaries.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error); files.len()],
    }
}

fn errors_left_out(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let outcomes = (SOLVED.on_scoped_threads)(files, reader, workers);
    outcomes.into_iter().filter(Result::is_ok).collect()
}

fn errors_unwrapped(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let outcomes = (SOLVED.on_scoped_threads)(files, reader, workers);
    outcomes.into_iter().map(|o| Ok(o.unwrap())).collect()
}

fn no_file_no_share(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    files.chunks(files.len().div_ceil(workers)).for_each(drop);
    (SOLVED.on_scoped_threads)(files, reader, workers)
}

fn own_reading(files: Files, _: &Reader, _: usize) -> Outcomes {
    let read = |file: &PathBuf| match std::fs::read(file) {
        Ok(_) => Ok(Default::default()),
        Err(error) => Err(error.to_string()),
    };
    files.iter().map(read).collect()
}

fn queue_never_ends(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let (jobs, queue) = channel::unbounded();
    files.iter().for_each(|file| jobs.send(file).unwrap());
    let work = || Vec::from_iter(queue.iter().map(|file| reader.process(file)));
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .flat_map(|t| t.join().unwrap())
            .collect()
    })
}

fn outcomes_never_end(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let (done, read) = channel::unbounded();
    let outcomes = (SOLVED.on_scoped_threads)(files, reader, workers);
    outcomes.into_iter().for_each(|o| done.send(o).unwrap());
    read.iter().collect()
}

fn global_pool(files: Files, reader: &Reader, _: usize) -> Outcomes {
    files.par_iter().map(|file| reader.process(file)).collect()
}

fn built_and_not_used(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let _pool = ThreadPoolBuilder::new().num_threads(workers).build();
    global_pool(files, reader, workers)
}

fn resized(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let _ = ThreadPoolBuilder::new().num_threads(workers).build_global();
    global_pool(files, reader, workers)
}

fn cores_pool(files: Files, reader: &Reader, _: usize) -> Outcomes {
    (SOLVED.on_a_pool)(files, reader, common::exercise::cores())
}

fn serial_inside(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let pool = ThreadPoolBuilder::new().num_threads(workers).build();
    pool.unwrap().install(|| serial(files, reader, workers))
}

fn pool_arrival(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let outcomes = Mutex::new(Vec::new());
    let pool = ThreadPoolBuilder::new().num_threads(workers).build();
    pool.unwrap().install(|| {
        files.par_iter().for_each(|file| {
            let outcome = reader.process(file);
            outcomes.lock().unwrap().push(outcome);
        })
    });
    outcomes.into_inner().unwrap()
}

fn pool_error_ends(files: Files, reader: &Reader, workers: usize) -> Outcomes {
    let pool = ThreadPoolBuilder::new().num_threads(workers).build();
    let all: Result<Vec<_>, String> = pool
        .unwrap()
        .install(|| files.par_iter().map(|file| reader.process(file)).collect());
    match all {
        Ok(summaries) => summaries.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error); files.len()],
    }
}
