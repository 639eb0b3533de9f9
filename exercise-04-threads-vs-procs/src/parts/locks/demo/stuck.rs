//! A deadlock, made to happen each time, and left by those who are in it.

use crate::parts::locks::{Bank, Transfer};
use common::process::{Error, Lock, Value, named};
use std::thread;
use std::time::Duration;

/// How long each waits for its second lock. It could as well wait for ever.
const LIMIT: Duration = Duration::from_millis(300);

/// Each process takes the lock of the account that gives, then that of the account that gets. Gives how
/// many have got both.
pub fn transfers(bank: &Bank, transfers: &[Transfer]) -> Result<usize, Error> {
    let holding = Value::new(0_u64)?;
    let all = transfers.len() as u64;
    let one = |(first, second, holding, all): (Lock, Lock, Value<u64>, u64)| {
        let _first = first.lock().unwrap();
        holding.add(1);
        while holding.get() < all {
            thread::sleep(Duration::from_micros(200));
        }
        second.lock_timeout(LIMIT).unwrap().is_some()
    };
    let start = |(n, transfer): (usize, &Transfer)| {
        let [first, second] = [transfer.from, transfer.to].map(|at| bank.locks[at].clone());
        named(format!("transfer {n}")).spawn(one, (first, second, holding.clone(), all))
    };
    let children = transfers.iter().enumerate().map(start);
    let children = children.collect::<Result<Vec<_>, _>>()?;
    let mut got = 0;
    for child in children {
        got += usize::from(child.join()?);
    }
    Ok(got)
}
