//! A search among numbers without end: TODO(2).

use crate::parts::futures::{Answers, Candidates, is_prime};
use common::exercise::{Run, Steps};
use common::primes;
use common::process::Pool;
use std::cell::Cell;
use std::collections::BTreeSet;

/// How many primes are wanted.
const WANTED: usize = 80;
/// Where the search begins: a prime of this size takes some milliseconds.
const START: u64 = 10_000_000_000_001;
/// Far more than anybody needs, and few enough to fit into memory.
const MOST: usize = 100_000;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let (workers, window) = (super::workers(run), window(run)?);
    let drawn = &(Cell::new(0), Cell::new(0));
    let mut steps = Steps::new(|found: &Found| format!("{} primes", found.0.len()));
    steps.differ(|_, wrong| wrong.complaint());
    steps.baseline("search: serial", move || {
        let mut candidates = candidates();
        let primes = candidates.by_ref().filter(|&n| is_prime(n));
        let found = primes.take(WANTED).collect();
        drawn.0.set(candidates.drawn());
        Ok(Found(found))
    });
    let find = answers.find_primes;
    steps
        .add("search: lazy", move || {
            let pool = Pool::builder().workers(workers).window(window).build();
            let pool = pool.map_err(|error| error.to_string())?;
            let mut candidates = candidates();
            let found = find(&pool, &mut candidates, WANTED);
            drawn.1.set(candidates.drawn());
            found.map(Found).map_err(|error| error.to_string())
        })
        .todo(2)
        .workers(run.workers());
    let measured = run.measure(steps);
    if measured.result("search: lazy").is_some() {
        let (serial, lazy) = (drawn.0.get(), drawn.1.get());
        run.note(format!(
            "{:<22} {serial} candidates drawn by the serial one, {lazy} by the pool",
            "the search"
        ));
        run.note(format!("{:<22} (its window: up to {window} under way)", ""));
    }
    Ok(())
}

fn candidates() -> Candidates {
    Candidates::new((START..).step_by(2), MOST)
}

/// What was found. Which primes they are depends on who was first, so as many will do.
#[derive(Clone)]
struct Found(Vec<u64>);

impl PartialEq for Found {
    fn eq(&self, other: &Found) -> bool {
        // To test the same primes once more would take as long as the search.
        let is_new = |n: &u64| !self.0.contains(n);
        let all_primes = |numbers: &[u64]| numbers.iter().all(|&n| primes::is_prime(n));
        let new: Vec<u64> = other.0.iter().copied().filter(is_new).collect();
        self.0.len() == other.0.len() && other.are_different() && all_primes(&new)
    }
}

impl Found {
    fn are_different(&self) -> bool {
        self.0.iter().collect::<BTreeSet<_>>().len() == self.0.len()
    }

    fn complaint(&self) -> String {
        match self.0.iter().find(|&&n| !primes::is_prime(n)) {
            Some(n) => format!("{n} is not one: does each result still belong to its number?"),
            None if !self.are_different() => "one was found twice".to_string(),
            None => format!("{WANTED} were wanted"),
        }
    }
}

/// What `--window` says. An error names the value and the fix.
fn window(run: &Run) -> Result<usize, String> {
    let usual = 2 * run.workers();
    let Some(text) = run.chosen("window") else {
        return Ok(usual);
    };
    match text.parse() {
        Ok(window @ 1..=MOST) => Ok(window),
        _ => Err(format!(
            "--window takes a whole number from 1 to {MOST}, such as {usual}, not '{text}'"
        )),
    }
}
