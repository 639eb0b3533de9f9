//! TODO(4): transfers that wait for each other, and some that hold too little or too much.

use super::{Wrong, join_all, wrong};
use common::process::{Error, Lock, named};
use exercise_04_threads_vs_procs::parts::locks::{Answers, Bank, Transfer, transfer};
use solutions::exercise_04_threads_vs_procs::locks::ANSWERS as SOLVED;
use std::thread;

type Argument = (Bank, Transfer);
type Answer = fn(&Bank, &[Transfer]) -> Result<(), Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 15] = [
        ("from, then to", "all of them wait for ever", from_first),
        ("to, then from", "all of them wait for ever", to_first),
        (
            "larger amounts first",
            "all of them wait for ever",
            by_amount,
        ),
        ("the same lock twice", "wait for itself", twice),
        ("tries again and again", "keeps a core busy", tries),
        ("one lock only", "without the lock of account", one_lock),
        (
            "guards that are not kept",
            "drops a guard at once",
            not_kept,
        ),
        (
            "one after another",
            "before you wait for the first",
            one_by_one,
        ),
        (
            "one lock for everybody",
            "makes the others needless",
            big_lock,
        ),
        ("another lock", "You hold another lock", another_lock),
        (
            "locks that the parent holds",
            "Call `bank.lock` in the child",
            parent_locks,
        ),
        ("an error that nobody sees", "nobody looked", swallowed),
        ("leaves the others alone", "`join` all", first_error),
        ("threads", "A thread is none", threads),
        ("its own arithmetic", "never called `transfer`", arithmetic),
    ];
    let answers = |both_locks| Answers {
        both_locks,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(4, name, says, answers(answer)))
        .into()
}

fn with<F: Fn((Bank, Transfer)) + Copy + Send + 'static>(
    bank: &Bank,
    transfers: &[Transfer],
    one: F,
) -> Result<(), Error> {
    let start = |transfer: &Transfer| named("x").spawn(one, (bank.clone(), *transfer));
    join_all(transfers.iter().map(start).collect())
}

fn from_first(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    with(bank, transfers, |(bank, one)| {
        let _from = bank.lock(one.from);
        let _to = (one.from != one.to).then(|| bank.lock(one.to));
        transfer(&bank, &one);
    })
}

fn to_first(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    with(bank, transfers, |(bank, one)| {
        let _to = bank.lock(one.to);
        let _from = (one.from != one.to).then(|| bank.lock(one.from));
        transfer(&bank, &one);
    })
}

fn by_amount(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    with(bank, transfers, |(bank, one)| {
        let order = match one.amount % 2 {
            0 => [one.from, one.to],
            _ => [one.from.max(one.to), one.from.min(one.to)],
        };
        let _first = bank.lock(order[0]);
        let _second = (one.from != one.to).then(|| bank.lock(order[1]));
        transfer(&bank, &one);
    })
}

fn twice(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    with(bank, transfers, |(bank, one)| {
        let _first = bank.lock(one.from.min(one.to));
        let _second = bank.lock(one.from.max(one.to));
        transfer(&bank, &one);
    })
}

fn tries(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    with(bank, transfers, |(bank, one)| {
        loop {
            let _from = bank.lock(one.from);
            if one.from == one.to {
                return transfer(&bank, &one);
            }
            if let Some(_to) = bank.try_lock(one.to) {
                return transfer(&bank, &one);
            }
        }
    })
}

fn one_lock(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    with(bank, transfers, |(bank, one)| {
        let _from = bank.lock(one.from);
        transfer(&bank, &one);
    })
}

fn not_kept(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    with(bank, transfers, |(bank, one)| {
        let _ = bank.lock(one.from.min(one.to));
        let _ = bank.lock(one.from.max(one.to));
        transfer(&bank, &one);
    })
}

fn one_by_one(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    let mut transfers = transfers.iter();
    transfers.try_for_each(|one| (SOLVED.both_locks)(bank, std::slice::from_ref(one)))
}

fn big_lock(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    let lock = Lock::new()?;
    let one = |(bank, one, lock): (Bank, Transfer, Lock)| {
        let _all = lock.lock().unwrap();
        let _from = bank.lock(one.from);
        let _to = (one.from != one.to).then(|| bank.lock(one.to));
        transfer(&bank, &one);
    };
    let start =
        |transfer: &Transfer| named("x").spawn(one, (bank.clone(), *transfer, lock.clone()));
    join_all(transfers.iter().map(start).collect())
}

fn threads(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    thread::scope(|scope| {
        for one in transfers {
            scope.spawn(move || {
                let _first = bank.lock(one.from.min(one.to));
                let _second = (one.from != one.to).then(|| bank.lock(one.from.max(one.to)));
                transfer(bank, one);
            });
        }
    });
    Ok(())
}

fn another_lock(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    let lock = Lock::new()?;
    let one = |(bank, one, lock): (Bank, Transfer, Lock)| {
        let _all = lock.lock().unwrap();
        transfer(&bank, &one);
    };
    let start =
        |transfer: &Transfer| named("x").spawn(one, (bank.clone(), *transfer, lock.clone()));
    join_all(transfers.iter().map(start).collect())
}

fn parent_locks(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    let start = |one: &Transfer| {
        let _first = bank.lock(one.from.min(one.to));
        let _second = (one.from != one.to).then(|| bank.lock(one.from.max(one.to)));
        named("x").spawn(
            |(bank, one): Argument| transfer(&bank, &one),
            (bank.clone(), *one),
        )
    };
    join_all(transfers.iter().map(start).collect())
}

/// As it should be done in a child.
fn in_order((bank, one): Argument) {
    let _first = bank.lock(one.from.min(one.to));
    let _second = (one.from != one.to).then(|| bank.lock(one.from.max(one.to)));
    transfer(&bank, &one);
}

fn swallowed(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    let start = |one: &Transfer| named("x").spawn(in_order, (bank.clone(), *one));
    let children: Vec<_> = transfers.iter().map(start).collect();
    for child in children {
        child?.join().ok();
    }
    Ok(())
}

fn first_error(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    let start = |one: &Transfer| named("x").spawn(in_order, (bank.clone(), *one));
    let children: Vec<_> = transfers.iter().map(start).collect();
    for child in children {
        child?.join()?;
    }
    Ok(())
}

fn arithmetic(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    with(bank, transfers, |(bank, one)| {
        let _first = bank.lock(one.from.min(one.to));
        let _second = (one.from != one.to).then(|| bank.lock(one.from.max(one.to)));
        bank.set_balance(one.from, bank.balance(one.from) - one.amount);
        bank.set_balance(one.to, bank.balance(one.to) + one.amount);
    })
}
