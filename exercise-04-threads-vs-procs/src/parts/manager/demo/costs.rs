//! What one update of a shared number costs, in each of the ways that there are.

use super::Setting;
use common::exercise::{Run, Steps, grouped};
use common::process::{Dict, Error, Lock, Queue, Task, Value};
use common::timing::ratio;
use std::hint::black_box;
use std::time::Duration;

/// Has all workers make their share of the updates, and gives the sum.
type Way = fn(&Setting, shares: &[u64]) -> Result<u64, Error>;

const VALUE: &str = "Value: add";
const WAYS: [(&str, Way); 6] = [
    ("count, and return it", returned),
    (VALUE, value),
    ("Value and Lock", locked),
    ("Queue: a message each", messages),
    ("Dict: update", updates),
    ("Dict and Lock", locked_dict),
];

pub fn demo(run: &mut Run, setting: &Setting) {
    let (size, workers) = (run.size(), setting.pool.workers().max(1));
    let (workers, shared) = (workers as u64, |i| size * i / workers as u64);
    let shares: &Vec<u64> = &(0..workers).map(|i| shared(i + 1) - shared(i)).collect();
    let mut steps = Steps::new(|sum: &u64| grouped(*sum));
    steps.waits();
    steps.expect(size);
    for (name, way) in WAYS {
        let step = move || way(setting, shares).map_err(|error| error.to_string());
        steps.add(name, step).workers(workers as usize);
    }
    let measured = run.measure(steps);
    let Some(value) = measured.median(VALUE).filter(|_| size > 0) else {
        return;
    };
    run.note("");
    run.note(format!(
        "{:<30}{:>10}   as many times a Value's",
        "one update costs", "median"
    ));
    for (name, _) in WAYS {
        let Some(median) = measured.median(name) else {
            continue;
        };
        let times = ratio(median.wall, value.wall);
        let times = match times {
            10.0.. => grouped(times.round() as u64),
            _ => format!("{times:.1}"),
        };
        run.note(format!(
            "  {name:<28}{:>10}   {times:>7}",
            each(median.wall, size)
        ));
    }
}

/// What one of so many costs.
fn each(wall: Duration, count: u64) -> String {
    let nanos = wall.as_secs_f64() * 1e9 / count as f64;
    match nanos {
        1e6.. => format!("{:.1} ms", nanos / 1e6),
        1000.0.. => format!("{:.1} µs", nanos / 1e3),
        10.0.. => format!("{nanos:.0} ns"),
        _ => format!("{nanos:.1} ns"),
    }
}

/// Nothing is shared: each worker counts for itself, and its result says how far it came.
fn returned(setting: &Setting, shares: &[u64]) -> Result<u64, Error> {
    let count = |n: u64| (0..n).fold(0_u64, |sum, _| black_box(sum + 1));
    let counts = setting.pool.map(count, shares.to_vec())?;
    Ok(counts.into_iter().sum())
}

fn value(setting: &Setting, shares: &[u64]) -> Result<u64, Error> {
    let sum = Value::new(0_u64)?;
    let add = |(sum, n): (Value<u64>, u64)| {
        for _ in 0..n {
            sum.add(1);
        }
    };
    let items = shares.iter().map(|&n| (sum.clone(), n));
    setting.pool.map(add, items)?;
    Ok(sum.get())
}

fn locked(setting: &Setting, shares: &[u64]) -> Result<u64, Error> {
    let (sum, lock) = (Value::new(0_u64)?, Lock::new()?);
    let add = |(sum, lock, n): (Value<u64>, Lock, u64)| -> Result<(), Error> {
        for _ in 0..n {
            let _held = lock.lock()?;
            sum.set(sum.get() + 1);
        }
        Ok(())
    };
    let items = shares.iter().map(|&n| (sum.clone(), lock.clone(), n));
    all(setting.pool.map(add, items)?)?;
    Ok(sum.get())
}

/// How often to look whether a producer has failed, while nothing comes.
const OFTEN: Duration = Duration::from_millis(200);

/// Each update is a message, and this process adds them up.
fn messages(setting: &Setting, shares: &[u64]) -> Result<u64, Error> {
    let queue = Queue::unbounded()?;
    let put = |(queue, n): (Queue<u64>, u64)| queue.put_all((0..n).map(|_| 1));
    let put = |&n: &u64| setting.pool.submit(put, (queue.clone(), n));
    let tasks: Vec<Task<Result<(), Error>>> = shares.iter().map(put).collect();
    let (mut sum, all_of_them) = (0, shares.iter().sum());
    while sum < all_of_them {
        match queue.get_timeout(OFTEN)? {
            Some(one) => sum += one,
            None if tasks.iter().all(Task::is_done) => break,
            None => {}
        }
    }
    tasks.into_iter().try_for_each(|task| task.get()?)?;
    Ok(sum)
}

fn updates(setting: &Setting, shares: &[u64]) -> Result<u64, Error> {
    let counts = setting.manager.dict::<u64, u64>()?;
    let add = |(counts, n): (Dict<u64, u64>, u64)| -> Result<(), Error> {
        for _ in 0..n {
            counts.update(&0, |old, more: u64| Some(old.unwrap_or(0) + more), 1)?;
        }
        Ok(())
    };
    let items = shares.iter().map(|&n| (counts.clone(), n));
    all(setting.pool.map(add, items)?)?;
    Ok(counts.get(&0)?.unwrap_or(0))
}

/// As one has to do it in Python: two requests, and a lock around them.
fn locked_dict(setting: &Setting, shares: &[u64]) -> Result<u64, Error> {
    let (counts, lock) = (setting.manager.dict::<u64, u64>()?, Lock::new()?);
    let add = |(counts, lock, n): (Dict<u64, u64>, Lock, u64)| -> Result<(), Error> {
        for _ in 0..n {
            let _held = lock.lock()?;
            let old = counts.get(&0)?.unwrap_or(0);
            counts.insert(0, old + 1)?;
        }
        Ok(())
    };
    let items = shares.iter().map(|&n| (counts.clone(), lock.clone(), n));
    all(setting.pool.map(add, items)?)?;
    Ok(counts.get(&0)?.unwrap_or(0))
}

fn all(outcomes: Vec<Result<(), Error>>) -> Result<(), Error> {
    outcomes.into_iter().collect()
}
