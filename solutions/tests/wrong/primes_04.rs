//! Known wrong answers to exercise 4, part `primes`.

use super::Wrong;
use common::gil::Gil;
use common::process::{Error, Executor, Pool, Task, as_completed};
use exercise_04_threads_vs_procs::parts::primes::{self, Answers, Counts, GIL, Job, Outcomes};
use solutions::exercise_04_threads_vs_procs::primes::ANSWERS as SOLVED;
use std::ops::Range;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

type Chunks<'a> = &'a [Range<u64>];

pub fn wrong_answers() -> Vec<Wrong> {
    let wrong = |todo, name, says, answers| Wrong {
        name,
        part: "primes",
        todo,
        says,
        answers: Box::new((
            exercise_04_threads_vs_procs::exercise(),
            exercise_04_threads_vs_procs::Answers {
                primes: answers,
                ..solutions::exercise_04_threads_vs_procs::ANSWERS
            },
        )),
    };
    let one = |name, says, count_on| {
        let answers = Answers { count_on, ..SOLVED };
        wrong(1, name, says, answers)
    };
    let gil = |name, says, count_with_gil| {
        let answers = Answers {
            count_with_gil,
            ..SOLVED
        };
        wrong(2, name, says, answers)
    };
    let rest = |name, says, keep_the_rest| {
        let answers = Answers {
            keep_the_rest,
            ..SOLVED
        };
        wrong(3, name, says, answers)
    };
    vec![
        one("serial in disguise", "nothing ran in parallel", serial),
        one("waits at once", "`collect` the tasks first", waits_at_once),
        one("lazy", "`collect` the tasks first", lazy),
        one("order of arrival", "an order of arrival", arrival),
        one("its own threads", "that it is handed", own_threads),
        one("its own processes", "that it is handed", own_processes),
        one("its own arithmetic", "never called `count`", arithmetic),
        one("unwrap", "called `Result::unwrap()` on an `Err`", unwraps),
        gil("serial in disguise", "on one thread", gil_serial),
        gil("one task", "on one thread", gil_one_task),
        gil("no checkpoint", "`py.checkpoint()` for each number", kept),
        gil("works outside", "`primes::GIL.attach(|py| …)`", outside),
        gil("a mutex", "`primes::GIL.attach(|py| …)`", mutex),
        gil("a lock for each", "one for all threads", lock_for_each),
        gil("let go while testing", "without the GIL", allows_threads),
        gil("count", "Call `primes::is_prime` on each number", gil_count),
        gil("its own threads", "that it is handed", gil_own_threads),
        rest("map", "`map` gives all or nothing", map),
        rest(
            "unwrap",
            "called `Result::unwrap()` on an `Err`",
            unwrap_each,
        ),
        rest("only the good ones", "in its place", only_good),
        rest("zeros", "looks like a result", zeros),
        rest("threads", "SIGABRT", on_threads),
        rest("no time limit", "a `task_timeout`", no_limit),
        rest("one at a time", "side by side", one_at_a_time),
        rest("never dropped", "kept from being dropped", forgotten),
    ]
}

fn serial(_: &Executor, chunks: Chunks) -> Counts {
    Ok(chunks.iter().cloned().map(primes::count).collect())
}

fn waits_at_once(executor: &Executor, chunks: Chunks) -> Counts {
    let mut counts = Vec::new();
    for chunk in chunks {
        counts.push(executor.submit(primes::count, chunk.clone()).get()?);
    }
    Ok(counts)
}

fn lazy(executor: &Executor, chunks: Chunks) -> Counts {
    let tasks = chunks
        .iter()
        .map(|chunk| executor.submit(primes::count, chunk.clone()));
    tasks.map(Task::get).collect()
}

fn arrival(executor: &Executor, chunks: Chunks) -> Counts {
    let tasks = chunks
        .iter()
        .map(|chunk| executor.submit(primes::count, chunk.clone()));
    as_completed(tasks).map(|(_, count)| count).collect()
}

fn own_threads(_: &Executor, chunks: Chunks) -> Counts {
    (SOLVED.count_on)(&Executor::threads(3)?, chunks)
}

fn own_processes(_: &Executor, chunks: Chunks) -> Counts {
    (SOLVED.count_on)(&Executor::processes(3)?, chunks)
}

fn arithmetic(executor: &Executor, chunks: Chunks) -> Counts {
    executor.map(common::primes::count_primes, chunks.to_vec())
}

fn unwraps(executor: &Executor, chunks: Chunks) -> Counts {
    Ok(executor.map(primes::count, chunks.to_vec()).unwrap())
}

fn counted(chunk: Range<u64>) -> u64 {
    chunk.filter(|&n| primes::is_prime(n)).count() as u64
}

fn gil_serial(_: &Executor, chunks: Chunks) -> Counts {
    let all = chunks.iter().cloned();
    Ok(GIL.attach(|_| all.map(counted).collect()))
}

fn gil_one_task(executor: &Executor, chunks: Chunks) -> Counts {
    let all = |chunks: Vec<Range<u64>>| -> Vec<u64> {
        GIL.attach(|_| chunks.into_iter().map(counted).collect())
    };
    executor.submit(all, chunks.to_vec()).get()
}

fn kept(executor: &Executor, chunks: Chunks) -> Counts {
    executor.map(|chunk| GIL.attach(|_| counted(chunk)), chunks.to_vec())
}

fn outside(executor: &Executor, chunks: Chunks) -> Counts {
    let count = |chunk: Range<u64>| {
        let mut found = 0;
        for n in chunk {
            let prime = primes::is_prime(n);
            GIL.attach(|py| {
                found += u64::from(prime);
                py.checkpoint();
            });
        }
        found
    };
    executor.map(count, chunks.to_vec())
}

fn mutex(executor: &Executor, chunks: Chunks) -> Counts {
    static LOCK: Mutex<()> = Mutex::new(());
    let count = |chunk: Range<u64>| {
        let test = |&n: &u64| {
            let _held = LOCK.lock();
            primes::is_prime(n)
        };
        chunk.filter(test).count() as u64
    };
    executor.map(count, chunks.to_vec())
}

fn lock_for_each(executor: &Executor, chunks: Chunks) -> Counts {
    let count = |chunk: Range<u64>| {
        Gil::new().attach(|py| {
            let test = |&n: &u64| {
                py.checkpoint();
                primes::is_prime(n)
            };
            chunk.filter(test).count() as u64
        })
    };
    executor.map(count, chunks.to_vec())
}

fn allows_threads(executor: &Executor, chunks: Chunks) -> Counts {
    let count = |chunk: Range<u64>| {
        GIL.attach(|py| {
            let test = |&n: &u64| py.allow_threads(|| primes::is_prime(n));
            chunk.filter(test).count() as u64
        })
    };
    executor.map(count, chunks.to_vec())
}

fn gil_count(executor: &Executor, chunks: Chunks) -> Counts {
    let count = |chunk| GIL.attach(|_| primes::count(chunk));
    executor.map(count, chunks.to_vec())
}

fn gil_own_threads(_: &Executor, chunks: Chunks) -> Counts {
    (SOLVED.count_with_gil)(&Executor::threads(2)?, chunks)
}

fn pool(workers: usize, limit: Duration) -> Result<Pool, Error> {
    let settings = Pool::builder().workers(workers).task_timeout(limit);
    settings.build()
}

fn map(jobs: &[Job], workers: usize, limit: Duration) -> Outcomes {
    let all = pool(workers, limit)?.map(primes::work, jobs.to_vec())?;
    Ok(all.into_iter().map(Ok).collect())
}

fn unwrap_each(jobs: &[Job], workers: usize, limit: Duration) -> Outcomes {
    let all = pool(workers, limit)?.try_map(primes::work, jobs.to_vec());
    Ok(all.into_iter().map(|one| Ok(one.unwrap())).collect())
}

fn only_good(jobs: &[Job], workers: usize, limit: Duration) -> Outcomes {
    let all = pool(workers, limit)?.try_map(primes::work, jobs.to_vec());
    Ok(all.into_iter().filter(Result::is_ok).collect())
}

fn zeros(jobs: &[Job], workers: usize, limit: Duration) -> Outcomes {
    let all = pool(workers, limit)?.try_map(primes::work, jobs.to_vec());
    Ok(all.into_iter().map(|one| Ok(one.unwrap_or(0))).collect())
}

/// What threads offer instead: a panic can be caught, and nothing else.
fn on_threads(jobs: &[Job], _: usize, _: Duration) -> Outcomes {
    let on_a_thread = |job: &Job| {
        let job = job.clone();
        thread::spawn(|| primes::work(job))
    };
    let threads = jobs.iter().map(on_a_thread);
    let threads: Vec<_> = threads.collect();
    let join = |thread: thread::JoinHandle<u64>| thread.join().map_err(|_| Error::Closed);
    Ok(threads.into_iter().map(join).collect())
}

fn no_limit(jobs: &[Job], workers: usize, _: Duration) -> Outcomes {
    Ok(Pool::new(workers)?.try_map(primes::work, jobs.to_vec()))
}

fn one_at_a_time(jobs: &[Job], workers: usize, limit: Duration) -> Outcomes {
    let pool = pool(workers, limit)?;
    let run = |job: &Job| pool.apply(primes::work, job.clone());
    Ok(jobs.iter().map(run).collect())
}

fn forgotten(jobs: &[Job], workers: usize, limit: Duration) -> Outcomes {
    let pool = pool(workers, limit)?;
    let outcomes = pool.try_map(primes::work, jobs.to_vec());
    std::mem::forget(pool);
    Ok(outcomes)
}
