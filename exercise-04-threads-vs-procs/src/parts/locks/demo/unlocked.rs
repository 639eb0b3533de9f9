//! What happens without a lock, made to happen each time: all read before anybody writes.

use crate::parts::locks::{Bank, Digger, Screen, Transfer, dig};
use common::process::{Child, Error, Value, named};
use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// Deposits on threads. Rust allows no plain number here: it has to be an atomic, and even with one
/// two steps are two.
pub fn deposits(deposits: &[u64]) -> u64 {
    let (balance, all_have_read) = (AtomicU64::new(0), Barrier::new(deposits.len()));
    thread::scope(|scope| {
        for deposit in deposits {
            let (balance, all_have_read) = (&balance, &all_have_read);
            scope.spawn(move || {
                let before = balance.load(Ordering::Relaxed);
                all_have_read.wait();
                balance.store(before + deposit, Ordering::Relaxed);
            });
        }
    });
    balance.into_inner()
}

/// Where processes wait for each other: each counts itself in, and waits for the others.
type Meeting = (Value<u64>, u64);

fn meet((came, all): &Meeting, round: u64) {
    came.add(1);
    while came.get() < all * (round + 1) {
        thread::sleep(Duration::from_millis(1));
    }
}

fn meeting(all: usize) -> Result<Meeting, Error> {
    Ok((Value::new(0)?, all as u64))
}

/// Stories, a piece of each in turn.
pub fn stories(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let all = meeting(diggers.len())?;
    let tell = |(digger, screen, all): (Digger, Screen, Meeting)| {
        for (round, piece) in (0..).zip(dig(&digger)) {
            meet(&all, round);
            screen.write(&piece);
        }
    };
    let start = |digger: &Digger| {
        named(&digger.name).spawn(tell, (digger.clone(), screen.clone(), all.clone()))
    };
    let children = diggers.iter().map(start).collect::<Result<Vec<_>, _>>()?;
    children.into_iter().try_for_each(Child::join)
}

/// Transfers in processes: the lost updates.
pub fn transfers(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    let all = meeting(transfers.len())?;
    let one = |(bank, transfer, all): (Bank, Transfer, Meeting)| {
        let Transfer { from, to, amount } = transfer;
        let (from_had, to_had) = (bank.balance(from), bank.balance(to));
        meet(&all, 0);
        bank.set_balance(from, from_had - amount);
        bank.set_balance(to, to_had + amount);
    };
    let start = |(n, transfer): (usize, &Transfer)| {
        named(format!("transfer {n}")).spawn(one, (bank.clone(), *transfer, all.clone()))
    };
    let children = transfers.iter().enumerate().map(start);
    let children = children.collect::<Result<Vec<_>, _>>()?;
    children.into_iter().try_for_each(Child::join)
}
