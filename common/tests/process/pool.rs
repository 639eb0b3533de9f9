//! The pool in its everyday use.

use common::process::{Error, Executor, Pool, Task, as_completed};

fn double(n: u64) -> u64 {
    n * 2
}

fn pid(_: u64) -> u32 {
    std::process::id()
}

fn fail_at_three(n: u64) -> u64 {
    assert!(n != 3, "three is too many");
    n
}

#[test]
fn map_keeps_the_order_of_the_items() {
    let pool = Pool::new(3).unwrap();
    let doubles: Vec<u64> = (0..1000).map(double).collect();
    assert_eq!(pool.map(double, 0..1000).unwrap(), doubles);
    assert_eq!(pool.map_chunked(double, 0..1000, 7).unwrap(), doubles);
    assert!(pool.map(double, 0..0).unwrap().is_empty());
}

#[test]
fn workers_are_other_processes() {
    let pool = Pool::new(2).unwrap();
    let pids = pool.map_chunked(pid, 0..20, 1).unwrap();
    assert!(!pids.contains(&std::process::id()));
    assert!(pids.iter().all(|pid| pool.worker_pids().contains(pid)));
}

#[test]
fn closures_that_capture_nothing_will_do() {
    let pool = Pool::new(1).unwrap();
    assert_eq!(pool.apply(|(a, b): (i32, i32)| a + b, (2, 3)), Ok(5));
}

#[test]
fn a_panic_tells_what_where_and_whose() {
    for pool in [Pool::new(0).unwrap(), Pool::new(2).unwrap()] {
        let results = pool.try_map(fail_at_three, 0..6);
        let Err(Error::Panicked {
            message,
            location,
            task,
            ..
        }) = &results[3]
        else {
            panic!("{:?}", results[3]);
        };
        assert_eq!((message.as_str(), *task), ("three is too many", 3));
        assert!(
            location.starts_with("common/tests/process/pool.rs:"),
            "{location}"
        );
        assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 5);
        let first = pool.map(fail_at_three, 0..6);
        assert!(matches!(first, Err(Error::Panicked { task: 3, .. })));
    }
}

fn run_jobs(executor: &Executor, jobs: Vec<u64>) -> Vec<Result<u64, Error>> {
    let tasks: Vec<Task<u64>> = jobs
        .into_iter()
        .map(|job| executor.submit(fail_at_three, job))
        .collect();
    tasks.into_iter().map(Task::get).collect()
}

#[test]
fn the_same_code_runs_on_threads_and_in_processes() {
    let executors = [
        Executor::threads(2),
        Executor::processes(2),
        Executor::threads(0),
        Executor::processes(0),
    ];
    for executor in executors {
        let executor = executor.unwrap();
        let results = run_jobs(&executor, vec![1, 2, 3, 4]);
        assert_eq!(
            (&results[0], &results[1], &results[3]),
            (&Ok(1), &Ok(2), &Ok(4))
        );
        assert!(matches!(results[2], Err(Error::Panicked { task: 2, .. })));
        assert_eq!(executor.map(double, 0..10).unwrap()[9], 18);
        let tasks = (0..5).map(|n| executor.submit(double, n));
        let mut seen: Vec<_> = as_completed(tasks).map(|(i, r)| (i, r.unwrap())).collect();
        seen.sort();
        assert_eq!(seen, [(0, 0), (1, 2), (2, 4), (3, 6), (4, 8)]);
    }
}

#[test]
fn a_panic_is_placed_whoever_looks_for_todos() {
    // The hook of `unsolved` comes before or after ours, as it happens.
    let threads = Executor::threads(1).unwrap();
    for _ in 0..2 {
        let result = threads.submit(fail_at_three, 3).get();
        assert!(
            matches!(&result, Err(Error::Panicked { location, .. }) if location.contains("pool.rs")),
            "{result:?}"
        );
        common::unsolved::quiet();
    }
}
