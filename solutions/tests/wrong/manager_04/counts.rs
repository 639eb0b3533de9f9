//! TODO(3): counts in two steps, and counts that are somebody's own.

use super::{Wrong, wrong};
use common::process::{Dict, Error, Pool};
use exercise_04_threads_vs_procs::parts::manager::{Answers, Tally, add, words};
use solutions::exercise_04_threads_vs_procs::manager::ANSWERS as SOLVED;
use std::ops::Range;
use std::sync::Mutex;

type Counts = Dict<String, u64>;
type Answer = fn(&Pool, &Counts, &[Range<u64>]) -> Result<(), Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 13] = [
        ("get and insert", "Lost updates", get_and_insert),
        ("a mutex of each process", "Lost updates", mutex),
        ("a copy of all", "Lost updates", copy_of_all),
        ("each its own counts", "Lost updates", own_counts),
        ("from nothing", "`insert` replaces a count", from_nothing),
        ("a zero first", "inserts a 0 if not", zero_first),
        ("its own arithmetic", "calls of `add`", arithmetic),
        ("only new words", "each time it comes", only_new),
        ("in the parent", "the workers idle", in_the_parent),
        ("added by the parent", "the parent asks", parent_adds),
        (
            "sums added by the parent",
            "the parent asks",
            parent_adds_sums,
        ),
        ("one at a time", "One after another", one_at_a_time),
        ("errors dropped", "`?` hands it on", dropped),
    ];
    let answers = |count| Answers { count, ..SOLVED };
    all.map(|(name, says, answer)| wrong(3, name, says, answers(answer)))
        .into()
}

type Item = (Counts, Range<u64>);

fn items(counts: &Counts, texts: &[Range<u64>]) -> Vec<Item> {
    let item = |text: &Range<u64>| (counts.clone(), text.clone());
    texts.iter().map(item).collect()
}

fn all(outcomes: Vec<Result<(), Error>>) -> Result<(), Error> {
    outcomes.into_iter().collect()
}

/// What is right for one text.
fn one((counts, text): Item) -> Result<(), Error> {
    for word in words(text) {
        counts.update(&word, add, 1)?;
    }
    Ok(())
}

fn in_two_steps(counts: &Counts, word: String) -> Result<(), Error> {
    let new = add(counts.get(&word)?, 1);
    counts.insert(word, new.unwrap_or(0)).map(|_| ())
}

fn get_and_insert(pool: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    let one = |(counts, text): Item| -> Result<(), Error> {
        let mut words = words(text).into_iter();
        words.try_for_each(|word| in_two_steps(&counts, word))
    };
    all(pool.map(one, items(counts, texts))?)
}

fn mutex(pool: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    static LOCK: Mutex<()> = Mutex::new(());
    let one = |(counts, text): Item| -> Result<(), Error> {
        for word in words(text) {
            let _held = LOCK.lock();
            in_two_steps(&counts, word)?;
        }
        Ok(())
    };
    all(pool.map(one, items(counts, texts))?)
}

fn copy_of_all(pool: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    let one = |(counts, text): Item| -> Result<(), Error> {
        let mut copy: Tally = counts.items()?.into_iter().collect();
        for word in words(text) {
            let old = copy.get(&word).copied();
            copy.insert(word, add(old, 1).unwrap_or(0));
        }
        let mut copy = copy.into_iter();
        copy.try_for_each(|(word, n)| counts.insert(word, n).map(|_| ()))
    };
    all(pool.map(one, items(counts, texts))?)
}

fn own_counts(pool: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    let one = |(counts, text): Item| -> Result<(), Error> {
        let mut own = Tally::new();
        for word in words(text) {
            let old = own.get(&word).copied();
            own.insert(word, add(old, 1).unwrap_or(0));
        }
        let mut own = own.into_iter();
        own.try_for_each(|(word, n)| counts.insert(word, n).map(|_| ()))
    };
    all(pool.map(one, items(counts, texts))?)
}

fn from_nothing(pool: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    counts.clear()?;
    all(pool.map(one, items(counts, texts))?)
}

fn zero_first(pool: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    let one = |(counts, text): Item| -> Result<(), Error> {
        for word in words(text) {
            if !counts.contains_key(&word)? {
                counts.insert(word.clone(), 0)?;
            }
            counts.update(&word, add, 1)?;
        }
        Ok(())
    };
    all(pool.map(one, items(counts, texts))?)
}

fn arithmetic(pool: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    let one = |(counts, text): Item| -> Result<(), Error> {
        for word in words(text) {
            let more = |old: Option<u64>, n: u64| Some(old.unwrap_or(0) + n);
            counts.update(&word, more, 1)?;
        }
        Ok(())
    };
    all(pool.map(one, items(counts, texts))?)
}

fn only_new(pool: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    let one = |(counts, text): Item| -> Result<(), Error> {
        for word in words(text) {
            counts.update(&word, |old, n| old.or(add(None, n)), 1)?;
        }
        Ok(())
    };
    all(pool.map(one, items(counts, texts))?)
}

fn in_the_parent(_: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    items(counts, texts).into_iter().try_for_each(one)
}

fn parent_adds(pool: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    for word in pool.map(words, texts.to_vec())?.into_iter().flatten() {
        counts.update(&word, add, 1)?;
    }
    Ok(())
}

fn parent_adds_sums(pool: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    let mut sums = Tally::new();
    for word in pool.map(words, texts.to_vec())?.into_iter().flatten() {
        *sums.entry(word).or_default() += 1;
    }
    for (word, n) in sums {
        counts.update(&word, add, n)?;
    }
    Ok(())
}

fn one_at_a_time(pool: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    let mut items = items(counts, texts).into_iter();
    items.try_for_each(|item| pool.apply(one, item)?)
}

fn dropped(pool: &Pool, counts: &Counts, texts: &[Range<u64>]) -> Result<(), Error> {
    let one = |(counts, text): Item| {
        for word in words(text) {
            let _ = counts.update(&word, add, 1);
        }
    };
    pool.map(one, items(counts, texts)).map(|_| ())
}
