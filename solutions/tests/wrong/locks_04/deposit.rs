//! TODO(1): deposits that are lost, or that wait for ever.

use super::{Wrong, wrong};
use exercise_04_threads_vs_procs::parts::locks::{Answers, add};
use solutions::exercise_04_threads_vs_procs::locks::ANSWERS as SOLVED;
use std::sync::Mutex;
use std::thread;

type Answer = fn(&Mutex<u64>, &[u64]);

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 11] = [
        ("locks twice", "once more for writing", locks_twice),
        (
            "two guards in one statement",
            "Two `lock()` in one statement",
            two_guards,
        ),
        ("writes to a copy", "is a copy", copy),
        ("all start from the first balance", "not locked", first),
        ("serial in disguise", "nobody shared anything", serial),
        ("one thread", "nobody shared anything", one_thread),
        (
            "one thread after another",
            "waited in vain for the others",
            one_by_one,
        ),
        (
            "the last without a thread",
            "this thread makes a deposit itself",
            last_one_here,
        ),
        ("tries again", "must be tried again", tries_again),
        ("two threads", "A thread for each deposit", two_threads),
        ("its own arithmetic", "what `locks::add` says", arithmetic),
    ];
    let answers = |deposit| Answers { deposit, ..SOLVED };
    all.map(|(name, says, answer)| wrong(1, name, says, answers(answer)))
        .into()
}

/// Calls `one` for each deposit, on a thread of its own.
fn on_threads(deposits: &[u64], one: impl Fn(u64) + Sync) {
    thread::scope(|scope| {
        for &deposit in deposits {
            let one = &one;
            scope.spawn(move || one(deposit));
        }
    });
}

fn locks_twice(account: &Mutex<u64>, deposits: &[u64]) {
    on_threads(deposits, |deposit| {
        let before = *account.lock().unwrap();
        let after = add(before, deposit);
        *account.lock().unwrap() = after;
    });
}

fn two_guards(account: &Mutex<u64>, deposits: &[u64]) {
    on_threads(deposits, |deposit| {
        *account.lock().unwrap() = add(*account.lock().unwrap(), deposit);
    });
}

fn copy(account: &Mutex<u64>, deposits: &[u64]) {
    on_threads(deposits, |deposit| {
        let guard = account.lock().unwrap();
        let _balance = add(*guard, deposit);
    });
}

fn first(account: &Mutex<u64>, deposits: &[u64]) {
    let before = *account.lock().unwrap();
    on_threads(deposits, |deposit| {
        let after = add(before, deposit);
        *account.lock().unwrap() = after;
    });
}

fn serial(account: &Mutex<u64>, deposits: &[u64]) {
    for &deposit in deposits {
        let mut balance = account.lock().unwrap();
        *balance = add(*balance, deposit);
    }
}

fn one_thread(account: &Mutex<u64>, deposits: &[u64]) {
    thread::scope(|scope| {
        scope.spawn(|| serial(account, deposits));
    });
}

fn two_threads(account: &Mutex<u64>, deposits: &[u64]) {
    let (some, others) = deposits.split_at(deposits.len() / 2);
    thread::scope(|scope| {
        scope.spawn(|| serial(account, some));
        scope.spawn(|| serial(account, others));
    });
}

fn one_by_one(account: &Mutex<u64>, deposits: &[u64]) {
    for deposit in deposits {
        thread::scope(|scope| {
            scope.spawn(|| serial(account, std::slice::from_ref(deposit)));
        });
    }
}

fn last_one_here(account: &Mutex<u64>, deposits: &[u64]) {
    let Some((last, others)) = deposits.split_last() else {
        return;
    };
    thread::scope(|scope| {
        for deposit in others {
            scope.spawn(|| serial(account, std::slice::from_ref(deposit)));
        }
        serial(account, std::slice::from_ref(last));
    });
}

fn tries_again(account: &Mutex<u64>, deposits: &[u64]) {
    on_threads(deposits, |deposit| {
        loop {
            let before = *account.lock().unwrap();
            let after = add(before, deposit);
            let mut balance = account.lock().unwrap();
            if *balance == before {
                *balance = after;
                break;
            }
        }
    });
}

fn arithmetic(account: &Mutex<u64>, deposits: &[u64]) {
    on_threads(deposits, |deposit| *account.lock().unwrap() += deposit);
}
