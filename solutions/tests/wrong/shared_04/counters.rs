//! TODO(1): updates that are lost, locks that keep nobody out, errors that nobody hears of.

use super::super::Wrong;
use super::{SOLVED, wrong};
use common::process::{Error, Lock, Pool, Value};
use exercise_04_threads_vs_procs::parts::shared::{self, Answers};
use std::sync::Mutex;

type Counter = Value<i32>;

pub fn wrong_answers() -> Vec<Wrong> {
    let lock = |name, says, with_lock| {
        let answers = Answers {
            with_lock,
            ..SOLVED
        };
        wrong(1, name, says, answers)
    };
    let step = |name, says, in_one_step| {
        let answers = Answers {
            in_one_step,
            ..SOLVED
        };
        wrong(1, name, says, answers)
    };
    vec![
        lock("no lock", "the lock was free there", no_lock),
        lock(
            "guard dropped at once",
            "`let _ = …` drops it at once",
            dropped,
        ),
        lock("a lock each", "the lock was free there", a_lock_each),
        lock("a mutex", "the lock was free there", mutex),
        lock("locked by the program", "keeps nobody out", locked_outside),
        lock("locked twice", "already waits for ever", locked_twice),
        lock("serial in disguise", "in the program itself", locked_serial),
        lock("error swallowed", "nobody heard of it", locked_swallowed),
        lock(
            "its own arithmetic",
            "never called `shared::increment`",
            arithmetic,
        ),
        step("get, then set", "are separate steps", get_then_set),
        step("swap", "are separate steps", swap),
        step("add", "that is what `add` does", add),
        step("one task for all", "did not work side by side", one_task),
        step("waits at once", "did not work side by side", waits_at_once),
        step(
            "one step, serial in disguise",
            "in the program itself",
            stepped_serial,
        ),
        step(
            "one step, error swallowed",
            "nobody heard of it",
            stepped_swallowed,
        ),
        step(
            "once for each share",
            "Not every share was counted",
            once_each,
        ),
        step(
            "asks, then adds",
            "another process may take the last number",
            asks_then_adds,
        ),
        step("a pool of its own", "did not go to the `pool`", own_pool),
        lock("does not wait", "after `submit`, that is `get`", not_waited),
        lock(
            "locked here and there",
            "while it waits for them",
            locked_here_and_there,
        ),
    ]
}

fn tasks(counter: &Counter, lock: &Lock, shares: &[u32]) -> Vec<(Counter, Lock, u32)> {
    let task = |&times| (counter.clone(), lock.clone(), times);
    shares.iter().map(task).collect()
}

fn no_lock(pool: &Pool, counter: &Counter, lock: &Lock, shares: &[u32]) -> Result<(), Error> {
    let work = |(counter, _, times): (Counter, Lock, u32)| {
        (0..times).for_each(|_| shared::increment(&counter));
    };
    pool.map(work, tasks(counter, lock, shares)).map(drop)
}

fn dropped(pool: &Pool, counter: &Counter, lock: &Lock, shares: &[u32]) -> Result<(), Error> {
    let work = |(counter, lock, times): (Counter, Lock, u32)| {
        for _ in 0..times {
            let _ = lock.lock().unwrap();
            shared::increment(&counter);
        }
    };
    pool.map(work, tasks(counter, lock, shares)).map(drop)
}

fn a_lock_each(pool: &Pool, counter: &Counter, lock: &Lock, shares: &[u32]) -> Result<(), Error> {
    let work = |(counter, _, times): (Counter, Lock, u32)| {
        let lock = Lock::new().unwrap();
        for _ in 0..times {
            let _guard = lock.lock().unwrap();
            shared::increment(&counter);
        }
    };
    pool.map(work, tasks(counter, lock, shares)).map(drop)
}

fn mutex(pool: &Pool, counter: &Counter, lock: &Lock, shares: &[u32]) -> Result<(), Error> {
    static MUTEX: Mutex<()> = Mutex::new(());
    let work = |(counter, _, times): (Counter, Lock, u32)| {
        for _ in 0..times {
            let _guard = MUTEX.lock().unwrap();
            shared::increment(&counter);
        }
    };
    pool.map(work, tasks(counter, lock, shares)).map(drop)
}

fn locked_outside(
    pool: &Pool,
    counter: &Counter,
    lock: &Lock,
    shares: &[u32],
) -> Result<(), Error> {
    let _guard = lock.lock()?;
    no_lock(pool, counter, lock, shares)
}

fn locked_twice(pool: &Pool, counter: &Counter, lock: &Lock, shares: &[u32]) -> Result<(), Error> {
    let work = |(counter, lock, times): (Counter, Lock, u32)| {
        let _all = lock.lock().unwrap();
        for _ in 0..times {
            let _guard = lock.lock().unwrap();
            shared::increment(&counter);
        }
    };
    pool.map(work, tasks(counter, lock, shares)).map(drop)
}

fn locked_serial(pool: &Pool, counter: &Counter, lock: &Lock, shares: &[u32]) -> Result<(), Error> {
    pool.map(|()| (), [()])?;
    let _guard = lock.lock()?;
    let all = shares.iter().sum::<u32>();
    (0..all).for_each(|_| shared::increment(counter));
    Ok(())
}

fn locked_swallowed(
    pool: &Pool,
    counter: &Counter,
    lock: &Lock,
    shares: &[u32],
) -> Result<(), Error> {
    let _ = (SOLVED.with_lock)(pool, counter, lock, shares);
    Ok(())
}

fn arithmetic(pool: &Pool, counter: &Counter, lock: &Lock, shares: &[u32]) -> Result<(), Error> {
    let work = |(counter, _, times): (Counter, Lock, u32)| counter.add(times as i32);
    pool.map(work, tasks(counter, lock, shares)).map(drop)
}

fn handles(counter: &Counter, shares: &[u32]) -> Vec<(Counter, u32)> {
    shares
        .iter()
        .map(|&times| (counter.clone(), times))
        .collect()
}

fn get_then_set(pool: &Pool, counter: &Counter, shares: &[u32]) -> Result<(), Error> {
    let work = |(counter, times): (Counter, u32)| {
        (0..times).for_each(|_| counter.set(shared::next(counter.get())));
    };
    pool.map(work, handles(counter, shares)).map(drop)
}

fn swap(pool: &Pool, counter: &Counter, shares: &[u32]) -> Result<(), Error> {
    let work = |(counter, times): (Counter, u32)| {
        for _ in 0..times {
            counter.swap(shared::next(counter.get()));
        }
    };
    pool.map(work, handles(counter, shares)).map(drop)
}

fn add(pool: &Pool, counter: &Counter, shares: &[u32]) -> Result<(), Error> {
    let work = |(counter, times): (Counter, u32)| {
        for _ in 0..times {
            counter.add(shared::next(0));
        }
    };
    pool.map(work, handles(counter, shares)).map(drop)
}

fn update(counter: &Counter, times: u32) {
    for _ in 0..times {
        counter.update(shared::next);
    }
}

fn one_task(pool: &Pool, counter: &Counter, shares: &[u32]) -> Result<(), Error> {
    let all = (counter.clone(), shares.iter().sum());
    pool.apply(
        |(counter, times): (Counter, u32)| update(&counter, times),
        all,
    )
}

fn waits_at_once(pool: &Pool, counter: &Counter, shares: &[u32]) -> Result<(), Error> {
    let mut tasks = handles(counter, shares).into_iter();
    tasks.try_for_each(|task| {
        pool.apply(
            |(counter, times): (Counter, u32)| update(&counter, times),
            task,
        )
    })
}

fn stepped_serial(pool: &Pool, counter: &Counter, shares: &[u32]) -> Result<(), Error> {
    pool.map(|()| (), [()])?;
    update(counter, shares.iter().sum());
    Ok(())
}

fn stepped_swallowed(pool: &Pool, counter: &Counter, shares: &[u32]) -> Result<(), Error> {
    let _ = (SOLVED.in_one_step)(pool, counter, shares);
    Ok(())
}

fn once_each(pool: &Pool, counter: &Counter, shares: &[u32]) -> Result<(), Error> {
    let work = |(counter, _): (Counter, u32)| update(&counter, 1);
    pool.map(work, handles(counter, shares)).map(drop)
}

fn asks_then_adds(pool: &Pool, counter: &Counter, shares: &[u32]) -> Result<(), Error> {
    let work = |(counter, times): (Counter, u32)| {
        for _ in 0..times {
            let n = counter.get();
            if shared::next(n) != n {
                counter.add(1);
            }
        }
    };
    pool.map(work, handles(counter, shares)).map(drop)
}

fn own_pool(pool: &Pool, counter: &Counter, shares: &[u32]) -> Result<(), Error> {
    (SOLVED.in_one_step)(&Pool::new(pool.workers())?, counter, shares)
}

fn not_waited(pool: &Pool, counter: &Counter, lock: &Lock, shares: &[u32]) -> Result<(), Error> {
    let work = |(counter, lock, times): (Counter, Lock, u32)| {
        for _ in 0..times {
            let _guard = lock.lock().unwrap();
            shared::increment(&counter);
        }
    };
    for task in tasks(counter, lock, shares) {
        drop(pool.submit(work, task));
    }
    Ok(())
}

fn locked_here_and_there(
    pool: &Pool,
    counter: &Counter,
    lock: &Lock,
    shares: &[u32],
) -> Result<(), Error> {
    let _guard = lock.lock()?;
    (SOLVED.with_lock)(pool, counter, lock, shares)
}
