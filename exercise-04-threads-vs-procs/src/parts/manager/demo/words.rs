//! The same words counted by asking the manager for each of them, and for each text: TODO(3) and TODO(5).

use super::Setting;
use crate::parts::manager::{Answers, Tally, words};
use common::exercise::{Run, Steps, grouped, seconds};
use common::primes::even_chunks;
use common::process::Error;
use std::cell::Cell;
use std::time::Duration;

/// Enough to keep the workers busy to the end, and no more.
const TEXTS: usize = 16;

const EACH: &str = "words: a request each";
const MERGED: &str = "words: one per text";

pub fn demo(answers: &Answers, run: &mut Run, setting: &Setting) {
    let texts = &even_chunks(0..run.size(), TEXTS.max(4 * run.workers()));
    let by_manager = &Cell::new(Duration::ZERO);
    let mut steps = Steps::new(|tally: &Tally| grouped(tally.values().sum()));
    steps.differ(differ);
    steps.baseline("words: serial", move || {
        let mut tally = Tally::new();
        for word in texts.iter().cloned().flat_map(words) {
            *tally.entry(word).or_default() += 1;
        }
        Ok(tally)
    });
    let count = answers.count;
    let each = move || -> Result<Tally, Error> {
        let before = setting.cpu_of_manager().unwrap_or_default();
        let counts = setting.manager.dict()?;
        count(&setting.pool, &counts, texts)?;
        let after = setting.cpu_of_manager().unwrap_or_default();
        by_manager.set(after.saturating_sub(before));
        Ok(counts.items()?.into_iter().collect())
    };
    let merge = answers.count_and_merge;
    let merged = move || -> Result<Tally, Error> {
        let tally = setting.manager.share(Tally::new())?;
        merge(&setting.pool, &tally, texts)?;
        tally.call(|tally, ()| std::mem::take(tally), ())
    };
    let workers = setting.pool.workers().max(1);
    let each = move || each().map_err(|error| error.to_string());
    steps.add(EACH, each).todo(3).workers(workers);
    let merged = move || merged().map_err(|error| error.to_string());
    steps.add(MERGED, merged).todo(5).workers(workers);
    let measured = run.measure(steps);
    if let Some(median) = measured.median(EACH) {
        run.note(format!(
            "{:<22} {} for {} word{}, of which the manager computed {}",
            "a request each",
            seconds(median.wall),
            grouped(run.size()),
            if run.size() == 1 { "" } else { "s" },
            seconds(by_manager.get())
        ));
    }
}

fn differ(right: &Tally, wrong: &Tally) -> String {
    let mut words = right.iter().filter(|(word, n)| wrong.get(*word) != Some(n));
    match words.next() {
        Some((word, n)) => {
            let found = wrong.get(word).copied().unwrap_or_default();
            format!(
                "\"{word}\": {} were counted, of {}",
                grouped(found),
                grouped(*n)
            )
        }
        None => "there are words in it that nobody has read".to_string(),
    }
}
