//! TODO(3): limits that stop nothing, or too much.

use super::{Wrong, wrong};
use common::process::{Error, Executor, Pool, Task};
use exercise_02_pool::parts::futures::{Answers, Limited, collatz};
use solutions::exercise_02_pool::futures::ANSWERS as SOLVED;
use std::time::Duration;

type Answer = fn(&[u64], usize, Duration) -> Limited;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 11] = [
        (
            "only stops waiting",
            "`get_timeout` only stops waiting",
            stops_waiting,
        ),
        ("leaves it running", "Nobody waits for it any more", leaks),
        ("ends all", "took a result from another", ends_all),
        ("map", "has ended everything", map),
        ("drops what is slow", "keeps the place", drops),
        (
            "None for any error",
            "Only a `TimedOut` is a `None`",
            any_error,
        ),
        ("None for a crash", "for a panic or a crash", crash_too),
        ("a limit of its own", "Is the limit the one", own_limit),
        ("zero steps", "It never ends, so there is no result", zero),
        ("threads", "A thread cannot be stopped", threads),
        (
            "a pool for each",
            "One pool of `workers` workers",
            pool_for_each,
        ),
    ];
    let answers = |with_limit| Answers {
        with_limit,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(3, name, says, answers(answer)))
        .into()
}

fn tasks(pool: &Pool, numbers: &[u64]) -> Vec<Task<u64>> {
    let submit = |&n: &u64| pool.submit(collatz, n);
    numbers.iter().map(submit).collect()
}

fn stops_waiting(numbers: &[u64], workers: usize, limit: Duration) -> Limited {
    let pool = Pool::new(workers)?;
    let tasks = tasks(&pool, numbers).into_iter();
    tasks
        .map(|task| task.get_timeout(limit).transpose())
        .collect()
}

fn leaks(numbers: &[u64], workers: usize, limit: Duration) -> Limited {
    // One worker more than there are tasks that hang, so that the others come to an end.
    let pool = Pool::new(workers + 2)?;
    let tasks = tasks(&pool, numbers).into_iter();
    let steps = tasks
        .map(|task| task.get_timeout(limit).transpose())
        .collect();
    std::mem::forget(pool);
    steps
}

fn ends_all(numbers: &[u64], workers: usize, limit: Duration) -> Limited {
    let pool = Pool::new(workers)?;
    let wait = |task: Task<u64>| match task.get_timeout(limit) {
        Some(Ok(steps)) => Ok(Some(steps)),
        Some(Err(Error::Closed)) => Ok(None),
        Some(Err(error)) => Err(error),
        None => {
            pool.terminate();
            Ok(None)
        }
    };
    tasks(&pool, numbers).into_iter().map(wait).collect()
}

fn limited(workers: usize, limit: Duration) -> Result<Pool, Error> {
    let settings = Pool::builder().workers(workers).task_timeout(limit);
    settings.build()
}

fn map(numbers: &[u64], workers: usize, limit: Duration) -> Limited {
    let steps = limited(workers, limit)?.map(collatz, numbers.to_vec())?;
    Ok(steps.into_iter().map(Some).collect())
}

fn drops(numbers: &[u64], workers: usize, limit: Duration) -> Limited {
    let steps = (SOLVED.with_limit)(numbers, workers, limit)?;
    Ok(steps.into_iter().filter(Option::is_some).collect())
}

fn any_error(numbers: &[u64], workers: usize, limit: Duration) -> Limited {
    let outcomes = limited(workers, limit)?.try_map(collatz, numbers.to_vec());
    Ok(outcomes.into_iter().map(Result::ok).collect())
}

fn zero(numbers: &[u64], workers: usize, limit: Duration) -> Limited {
    let steps = (SOLVED.with_limit)(numbers, workers, limit)?;
    Ok(steps.into_iter().map(|s| s.or(Some(0))).collect())
}

fn threads(numbers: &[u64], workers: usize, limit: Duration) -> Limited {
    let executor = Executor::threads(workers)?;
    let submit = |&n: &u64| executor.submit(collatz, n);
    let tasks: Vec<Task<u64>> = numbers.iter().map(submit).collect();
    let tasks = tasks.into_iter();
    tasks
        .map(|task| task.get_timeout(limit).transpose())
        .collect()
}

fn pool_for_each(numbers: &[u64], _: usize, limit: Duration) -> Limited {
    let alone = |n: &u64| (SOLVED.with_limit)(&[*n], 1, limit);
    let steps: Result<Vec<_>, Error> = numbers.iter().map(alone).collect();
    Ok(steps?.concat())
}

fn crash_too(numbers: &[u64], workers: usize, limit: Duration) -> Limited {
    let outcomes = limited(workers, limit)?.try_map(collatz, numbers.to_vec());
    let or_none = |outcome| match outcome {
        Ok(steps) => Ok(Some(steps)),
        Err(Error::TimedOut { .. } | Error::WorkerDied { .. }) => Ok(None),
        Err(error) => Err(error),
    };
    outcomes.into_iter().map(or_none).collect()
}

fn own_limit(numbers: &[u64], workers: usize, _: Duration) -> Limited {
    (SOLVED.with_limit)(numbers, workers, Duration::from_secs(1))
}
