//! TODO(2): searches that are not lazy, or do not stop, or mix up their numbers.

use super::{Wrong, wrong};
use common::process::{Error, Pool, as_completed};
use exercise_02_pool::parts::futures::{Answers, Candidates, Found, is_prime};
use solutions::exercise_02_pool::futures::ANSWERS as SOLVED;
use std::cell::RefCell;
use std::sync::mpsc;

type Answer = fn(&Pool, &mut Candidates, usize) -> Found;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 16] = [
        ("collects first", "There are always more", collects),
        ("no window", "There are always more", no_window),
        ("never stops", "There are always more", never_stops),
        ("one batch after the other", "held up all others", batches),
        ("in order", "held up all others", in_order),
        (
            "zipped with the candidates",
            "belongs to another number",
            zipped,
        ),
        ("errors dropped", "Are errors dropped", dropped),
        (
            "errors only where nothing was found",
            "An error among good results is lost",
            only_if_nothing,
        ),
        ("the first error at the end", "kept for later", at_the_end),
        ("nothing wanted", "Nothing is wanted", loops),
        ("one at a time", "or one at a time (`apply`)", one_by_one),
        (
            "no error at all",
            "looks like one that found nothing",
            no_error,
        ),
        ("a plain loop", "a plain loop", plain_loop),
        ("what was handed in runs on", "goes on in the pool", runs_on),
        ("one too many", "More than were wanted", one_too_many),
        ("a pool of its own", "A pool of your own", own_pool),
    ];
    let answers = |find_primes| Answers {
        find_primes,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(2, name, says, answers(answer)))
        .into()
}

fn collects(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    let all: Vec<u64> = candidates.collect();
    let tested = pool.map(|n| (n, is_prime(n)), all)?;
    let primes = tested.into_iter().filter(|&(_, is_prime)| is_prime);
    Ok(primes.map(|(n, _)| n).take(wanted).collect())
}

fn no_window(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    let tasks = candidates.map(|n| pool.submit(|n| (n, is_prime(n)), n));
    primes(as_completed(tasks).map(|(_, tested)| tested), wanted)
}

/// The primes among what was tested, until enough are found.
fn primes(tested: impl Iterator<Item = Result<(u64, bool), Error>>, wanted: usize) -> Found {
    let is_wanted = |tested: &Result<_, _>| !matches!(tested, Ok((_, false)));
    let found = tested.filter(is_wanted).take(wanted);
    found.map(|tested| tested.map(|(n, _)| n)).collect()
}

fn never_stops(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    let tested = pool.imap_unordered(|n| (n, is_prime(n)), candidates);
    let mut found = primes(tested, usize::MAX)?;
    found.truncate(wanted);
    Ok(found)
}

fn batches(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    let mut found = Vec::new();
    while found.len() < wanted {
        let batch: Vec<u64> = candidates.take(8).collect();
        if batch.is_empty() {
            break;
        }
        let tested = pool.map(|n| (n, is_prime(n)), batch)?;
        let primes = tested.into_iter().filter(|&(_, is_prime)| is_prime);
        found.extend(primes.map(|(n, _)| n));
    }
    found.truncate(wanted);
    Ok(found)
}

fn in_order(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    primes(pool.imap(|n| (n, is_prime(n)), candidates), wanted)
}

fn zipped(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    let drawn = RefCell::new(Vec::new());
    let noted = candidates.inspect(|&n| drawn.borrow_mut().push(n));
    let tested = pool.imap_unordered(is_prime, noted);
    let matched = tested.enumerate().map(|(i, is_prime)| {
        let n = drawn.borrow()[i];
        is_prime.map(|is_prime| (n, is_prime))
    });
    primes(matched, wanted)
}

fn dropped(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    let tested = pool.imap_unordered(|n| (n, is_prime(n)), candidates);
    primes(tested.filter(Result::is_ok), wanted)
}

fn plain_loop(_: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    Ok(candidates.filter(|&n| is_prime(n)).take(wanted).collect())
}

/// A window of its own, without taking back what nobody wants any more.
fn runs_on(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    let (sender, results) = mpsc::channel();
    let submit = |n: u64| {
        let sender = sender.clone();
        let task = pool.submit(|n| (n, is_prime(n)), n);
        task.on_done(move |tested| drop(sender.send(tested)));
    };
    let mut under_way = candidates.take(16).map(submit).count();
    let mut found = Vec::new();
    while found.len() < wanted && under_way > 0 {
        let (n, is_prime) = results.recv().map_err(|_| Error::Closed)??;
        under_way -= 1;
        found.extend(is_prime.then_some(n));
        under_way += candidates.take(1).map(submit).count();
    }
    Ok(found)
}

fn one_too_many(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    (SOLVED.find_primes)(pool, candidates, wanted + 1)
}

fn own_pool(_: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    (SOLVED.find_primes)(&Pool::new(2)?, candidates, wanted)
}

fn only_if_nothing(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    let mut first = None;
    let tested = pool.imap_unordered(|n| (n, is_prime(n)), candidates);
    let good = tested.filter_map(|tested| tested.map_err(|error| first = Some(error)).ok());
    let primes = good.filter(|&(_, is_prime)| is_prime);
    let found: Vec<u64> = primes.map(|(n, _)| n).take(wanted).collect();
    match first {
        Some(error) if found.is_empty() => Err(error),
        _ => Ok(found),
    }
}

fn at_the_end(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    let (mut found, mut first) = (Vec::new(), None);
    let mut tested = pool.imap_unordered(|n| (n, is_prime(n)), candidates);
    while found.len() < wanted {
        match tested.next() {
            Some(Ok((n, is_prime))) => found.extend(is_prime.then_some(n)),
            Some(Err(error)) => first = first.or(Some(error)),
            None => break,
        }
    }
    first.map_or(Ok(found), Err)
}

/// Tests only after the first draw whether it has enough.
fn loops(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    let mut found = Vec::new();
    for tested in pool.imap_unordered(|n| (n, is_prime(n)), candidates) {
        let (n, is_prime) = tested?;
        found.extend(is_prime.then_some(n));
        if found.len() >= wanted {
            break;
        }
    }
    found.truncate(wanted);
    Ok(found)
}

fn one_by_one(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    let mut found = Vec::new();
    while found.len() < wanted {
        let Some(n) = candidates.next() else { break };
        found.extend(pool.apply(is_prime, n)?.then_some(n));
    }
    Ok(found)
}

fn no_error(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Found {
    Ok((SOLVED.find_primes)(pool, candidates, wanted).unwrap_or_default())
}
