//! Count primes on threads, on threads that share one lock, and in processes that may fail.
//!
//! An `Executor` has workers and takes functions to run on them. Some executors have threads, others
//! have processes; code that is handed one need not know. So the same lines can be timed both ways,
//! and in Rust both use all cores: threads start sooner, and that is about all the difference here.
//!
//! Why then do so many Python programs start processes? CPython has a global interpreter lock, the
//! GIL: whoever interprets Python holds it. `primes::GIL` is such a lock, by the same rules. Under it
//! you will see threads that take turns instead of working side by side. Find out what happens to the
//! very same code in processes, and why.
//!
//! What processes are really for comes last. A job that aborts ends its process; a job that never
//! ends cannot be stopped but with its process. If that process is your program, everything is
//! lost. The lesson in `README.md` leads through the three TODOs.

use ::exercise_04_threads_vs_procs::parts::primes::{self, Counts, Job, Outcomes};
// BEGIN SOLUTION
use common::process;
// END SOLUTION
use common::process::Executor;
use std::ops::Range;
use std::time::Duration;

// TODO(1): call `primes::count` on every chunk, on the workers of `executor`; the counts come in the
// order of `chunks`. It works alike for threads and processes. An error is handed on, not hidden.
// `executor.map(function, items)` takes the items by value, as they may travel to another process.
fn count_on(executor: &Executor, chunks: &[Range<u64>]) -> Counts {
    // BEGIN SOLUTION todo!("TODO(1): {} chunks on {}", chunks.len(), executor.name())
    let submit = |chunk: &Range<u64>| executor.submit(primes::count, chunk.clone());
    // All are handed in before we wait for the first: `collect` sees to that.
    let tasks: Vec<process::Task<u64>> = chunks.iter().map(submit).collect();
    tasks.into_iter().map(process::Task::get).collect()
    // END SOLUTION
}

// TODO(2): count again, as an interpreter would: a worker takes `primes::GIL` for a chunk, calls
// `primes::is_prime` on each of its numbers while it holds the lock, and offers the lock to others
// between two numbers. Again on the workers of `executor`, in the order of `chunks`.
// `GIL.attach(|py| …)` holds the lock while the closure runs; `py.checkpoint()` offers it to others.
// What an executor runs may not capture anything, but a static like `primes::GIL` it can name.
fn count_with_gil(executor: &Executor, chunks: &[Range<u64>]) -> Counts {
    // BEGIN SOLUTION todo!("TODO(2): {} chunks on {}", chunks.len(), executor.name())
    let count = |chunk: Range<u64>| {
        primes::GIL.attach(|py| {
            let test = |&n: &u64| {
                py.checkpoint();
                primes::is_prime(n)
            };
            chunk.filter(test).count() as u64
        })
    };
    executor.map(count, chunks.to_vec())
    // END SOLUTION
}

// TODO(3): run `primes::work` on every job in `workers` processes. One job will abort and one will
// hang: kill what takes longer than `limit`, and give each job its own result or error, in order.
// `Outcomes` is `Result<Vec<Result<u64, Error>>, Error>`; the pool is a `common::process::Pool`, made
// with `Pool::builder()`.
fn keep_the_rest(jobs: &[Job], workers: usize, limit: Duration) -> Outcomes {
    // BEGIN SOLUTION todo!("TODO(3): {jobs:?} in {workers} processes, {limit:?} each")
    let pool = process::Pool::builder()
        .workers(workers)
        .task_timeout(limit)
        .build()?;
    Ok(pool.try_map(primes::work, jobs.to_vec()))
    // END SOLUTION
}

/// What the exercise runs and checks.
pub const ANSWERS: primes::Answers = primes::Answers {
    count_on,
    count_with_gil,
    keep_the_rest,
};
