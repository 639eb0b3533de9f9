//! TODO(5): too many requests, and tallies that are copies.

use super::{Wrong, wrong};
use common::process::{Error, Pool, Shared};
use exercise_04_threads_vs_procs::parts::manager::{Answers, Tally, merge, words};
use solutions::exercise_04_threads_vs_procs::manager::ANSWERS as SOLVED;
use std::ops::Range;
use std::sync::Mutex;

type Answer = fn(&Pool, &Shared<Tally>, &[Range<u64>]) -> Result<(), Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 10] = [
        ("a request for each word", "One for each word?", each_word),
        ("a copy put back", "Lost updates", copy_put_back),
        ("replaced", "`insert` replaces a count", replaced),
        (
            "a tally of each process",
            "lies in the memory of one",
            private_tally,
        ),
        ("no merge", "calls of `merge`", no_merge),
        ("a set of words", "each time it comes", set_of_words),
        (
            "read by the manager",
            "The manager does the work",
            read_by_the_manager,
        ),
        ("in the parent", "the workers idle", |_, tally, texts| {
            items(tally, texts).into_iter().try_for_each(one)
        }),
        (
            "one at a time",
            "One after another",
            |pool, tally, texts| {
                let mut items = items(tally, texts).into_iter();
                items.try_for_each(|item| pool.apply(one, item)?)
            },
        ),
        ("errors dropped", "`?` hands it on", |pool, tally, texts| {
            let drop = |item: Item| {
                let _ = one(item);
            };
            pool.map(drop, items(tally, texts)).map(|_| ())
        }),
    ];
    let answers = |count_and_merge| Answers {
        count_and_merge,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(5, name, says, answers(answer)))
        .into()
}

type Item = (Shared<Tally>, Range<u64>);

fn items(tally: &Shared<Tally>, texts: &[Range<u64>]) -> Vec<Item> {
    let item = |text: &Range<u64>| (tally.clone(), text.clone());
    texts.iter().map(item).collect()
}

fn all(outcomes: Vec<Result<(), Error>>) -> Result<(), Error> {
    outcomes.into_iter().collect()
}

fn counted(text: Range<u64>) -> Tally {
    let mut own = Tally::new();
    for word in words(text) {
        *own.entry(word).or_default() += 1;
    }
    own
}

/// What is right for one text.
fn one((tally, text): Item) -> Result<(), Error> {
    tally.call(merge, counted(text))
}

fn each_word(pool: &Pool, tally: &Shared<Tally>, texts: &[Range<u64>]) -> Result<(), Error> {
    let one = |(tally, text): Item| -> Result<(), Error> {
        let mut words = words(text).into_iter();
        words.try_for_each(|word| tally.call(merge, Tally::from([(word, 1)])))
    };
    all(pool.map(one, items(tally, texts))?)
}

fn copy_put_back(pool: &Pool, tally: &Shared<Tally>, texts: &[Range<u64>]) -> Result<(), Error> {
    let one = |(tally, text): Item| -> Result<(), Error> {
        let mut copy = tally.call(|tally, ()| tally.clone(), ())?;
        merge(&mut copy, counted(text));
        tally.call(|tally, copy| *tally = copy, copy)
    };
    all(pool.map(one, items(tally, texts))?)
}

fn replaced(pool: &Pool, tally: &Shared<Tally>, texts: &[Range<u64>]) -> Result<(), Error> {
    tally.call(|tally, ()| tally.clear(), ())?;
    all(pool.map(one, items(tally, texts))?)
}

fn private_tally(pool: &Pool, tally: &Shared<Tally>, texts: &[Range<u64>]) -> Result<(), Error> {
    static TALLY: Mutex<Tally> = Mutex::new(Tally::new());
    let one = |text: Range<u64>| TALLY.lock().unwrap().extend(counted(text));
    pool.map(one, texts.to_vec())?;
    let own = std::mem::take(&mut *TALLY.lock().unwrap());
    tally.call(merge, own)
}

fn no_merge(pool: &Pool, tally: &Shared<Tally>, texts: &[Range<u64>]) -> Result<(), Error> {
    let one = |(tally, text): Item| {
        let add = |tally: &mut Tally, own: Tally| {
            let own = own.into_iter();
            own.for_each(|(word, n)| *tally.entry(word).or_default() += n);
        };
        tally.call(add, counted(text))
    };
    all(pool.map(one, items(tally, texts))?)
}

fn set_of_words(pool: &Pool, tally: &Shared<Tally>, texts: &[Range<u64>]) -> Result<(), Error> {
    let one = |(tally, text): Item| {
        let once = words(text).into_iter().map(|word| (word, 1));
        tally.call(merge, once.collect::<Tally>())
    };
    all(pool.map(one, items(tally, texts))?)
}

fn read_by_the_manager(
    pool: &Pool,
    tally: &Shared<Tally>,
    texts: &[Range<u64>],
) -> Result<(), Error> {
    let one = |(tally, text): Item| tally.call(|tally, text| merge(tally, counted(text)), text);
    all(pool.map(one, items(tally, texts))?)
}
