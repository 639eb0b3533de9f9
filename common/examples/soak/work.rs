//! One round: a pool with random settings, random work, and an account of every answer.

use super::killer::{Killed, kill_now_and_then};
use super::queues;
use common::process::{Error, Pool, as_completed};
use std::fmt;
use std::ops::AddAssign;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

/// How many tasks ended how.
#[derive(Default)]
pub struct Tally {
    right: usize,
    died: usize,
    panicked: usize,
    kills: usize,
    /// Items that went through a queue.
    items: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.right += other.right;
        self.died += other.died;
        self.panicked += other.panicked;
        self.kills += other.kills;
        self.items += other.items;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            right,
            died,
            panicked,
            kills,
            items,
        } = self;
        write!(
            f,
            "{right} right, {died} lost to {kills} kills, {panicked} panics, {items} items"
        )
    }
}

/// What a task is to do: its number, how long to work in microseconds, how much to send back.
type Job = (u64, u64, usize);

/// Every 97th task panics; the others give back their number and so many bytes.
fn work((n, micros, length): Job) -> (u64, Vec<u8>) {
    assert!(n % 97 != 96, "on purpose");
    let start = std::time::Instant::now();
    while start.elapsed() < Duration::from_micros(micros) {
        std::hint::spin_loop();
    }
    (n, vec![n as u8; length])
}

pub fn round(random: &mut fastrand::Rng) -> Result<Tally, String> {
    let retries = random.choice([0, 0, 3]).unwrap_or(0);
    let mut builder = Pool::builder()
        .workers(random.usize(1..=4))
        .retries(retries);
    if random.bool() {
        builder = builder.max_tasks_per_worker(random.usize(1..200));
    }
    if random.bool() {
        builder = builder.initializer(|n: u64| assert!(n > 0), 1);
    }
    let pool = builder.build().map_err(|e| e.to_string())?;
    let (killed, stop) = (Killed::default(), AtomicBool::new(false));
    let seed = random.u64(..);
    let mut judge = Judge {
        killed: &killed,
        tally: Tally::default(),
    };
    std::thread::scope(|scope| {
        scope.spawn(|| kill_now_and_then(&pool, &killed, seed, &stop));
        let mut all = (0..random.usize(3..10)).try_for_each(|_| one_way(&pool, random, &mut judge));
        if all.is_ok() && random.bool() {
            let count = random.u64(0..3000);
            let items = queues::round(&pool, &killed, count);
            all = items.map(|items| judge.tally.items += items);
        }
        stop.store(true, Ordering::Relaxed);
        all
    })?;
    let mut tally = judge.tally;
    // Some pools end while they have work; all answers still come.
    if random.bool() {
        let tasks: Vec<_> = jobs(random, 20)
            .map(|job| (job, pool.submit(work, job)))
            .collect();
        match random.bool() {
            true => pool.terminate(),
            false => drop(pool),
        }
        for (job, task) in tasks {
            match task.get() {
                Err(Error::Closed) => {}
                answer => judge_one(&killed, &mut tally, job, answer)?,
            }
        }
    }
    tally.kills = killed.count();
    Ok(tally)
}

fn jobs(random: &mut fastrand::Rng, count: u64) -> impl Iterator<Item = Job> + use<> {
    let longest = random.choice([1, 100, 5_000]).unwrap_or(1);
    let largest = random.choice([1, 1_000, 200_000]).unwrap_or(1);
    let mut own = random.fork();
    (0..count).map(move |n| (n, own.u64(0..longest), own.usize(0..largest)))
}

/// Hands in some tasks in one of the ways that there are, and judges the answers.
fn one_way(pool: &Pool, random: &mut fastrand::Rng, judge: &mut Judge) -> Result<(), String> {
    let count = random.u64(0..400);
    let list: Vec<Job> = jobs(random, count).collect();
    match random.u8(0..7) {
        0 => judge.all(&list, pool.try_map(work, list.clone())),
        1 => {
            let chunk = random.usize(1..50);
            // All or nothing: the first error is the answer.
            match pool.map_chunked(work, list.clone(), chunk) {
                Ok(results) => judge.all(&list, results.into_iter().map(Ok).collect()),
                Err(error) => judge.excuse(&error),
            }
        }
        2 => judge.all(&list, pool.imap(work, list.clone()).collect()),
        3 => {
            let mut seen = 0;
            for answer in pool.imap_unordered(work, list.clone()) {
                seen += 1;
                match answer {
                    Ok((n, bytes)) => judge.one(list[n as usize], Ok((n, bytes)))?,
                    Err(error) => judge.excuse(&error)?,
                }
            }
            same("answers of imap_unordered", seen, list.len())
        }
        4 => {
            let tasks: Vec<_> = list.iter().map(|&job| pool.submit(work, job)).collect();
            let mut seen = vec![0; list.len()];
            for (place, answer) in as_completed(tasks) {
                seen[place] += 1;
                judge.one(list[place], answer)?;
            }
            match seen.iter().all(|&times| times == 1) {
                true => Ok(()),
                false => Err(format!("tasks were answered so often: {seen:?}")),
            }
        }
        5 => {
            let (sender, receiver) = mpsc::channel();
            let mut called = 0;
            for &job in &list {
                let sender = sender.clone();
                let send = move |answer| drop(sender.send((job, answer)));
                pool.submit(work, job).on_done(send);
            }
            drop(sender);
            for (job, answer) in receiver {
                called += 1;
                judge.one(job, answer)?;
            }
            same("callbacks", called, list.len())
        }
        _ => list
            .iter()
            .try_for_each(|&job| judge.one(job, pool.apply(work, job))),
    }
}

fn same(what: &str, found: usize, expected: usize) -> Result<(), String> {
    match found == expected {
        true => Ok(()),
        false => Err(format!("{found} {what} for {expected} tasks")),
    }
}

/// Judges answers.
struct Judge<'a> {
    killed: &'a Killed,
    tally: Tally,
}

type Answer = Result<(u64, Vec<u8>), Error>;

impl Judge<'_> {
    fn all(&mut self, jobs: &[Job], answers: Vec<Answer>) -> Result<(), String> {
        same("answers", answers.len(), jobs.len())?;
        let mut pairs = jobs.iter().zip(answers);
        pairs.try_for_each(|(&job, answer)| self.one(job, answer))
    }

    fn one(&mut self, job: Job, answer: Answer) -> Result<(), String> {
        judge_one(self.killed, &mut self.tally, job, answer)
    }

    fn excuse(&mut self, error: &Error) -> Result<(), String> {
        excuse(self.killed, &mut self.tally, error)
    }
}

/// Right, or a good reason.
fn judge_one(killed: &Killed, tally: &mut Tally, job: Job, answer: Answer) -> Result<(), String> {
    let (n, _, length) = job;
    match answer {
        Ok((m, bytes)) if m == n && bytes == vec![n as u8; length] && n % 97 != 96 => {
            tally.right += 1;
            Ok(())
        }
        Ok((m, bytes)) => Err(format!("task {n} gave {m} and {} bytes", bytes.len())),
        Err(Error::Panicked { .. }) if n % 97 != 96 => Err(format!("task {n} panicked")),
        Err(error) => excuse(killed, tally, &error),
    }
}

fn excuse(killed: &Killed, tally: &mut Tally, error: &Error) -> Result<(), String> {
    match error {
        Error::Panicked { message, .. } if message == "on purpose" => tally.panicked += 1,
        error if killed.explains(error) => tally.died += 1,
        other => return Err(format!("an error that nobody asked for: {other}")),
    }
    Ok(())
}
