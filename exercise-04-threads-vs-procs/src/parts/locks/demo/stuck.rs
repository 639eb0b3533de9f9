//! A deadlock, made to happen each time, and left by those who are in it.

use crate::parts::locks::{Bank, Transfer};
use common::process::{Error, Lock, Value, named};
use std::thread;
use std::time::Duration;

/// How long each waits for its second lock. It could as well wait for ever.
const LIMIT: Duration = Duration::from_millis(300);

type Locks = [Lock; 2];
type Counts = [Value<u64>; 2];

fn all_come(count: &Value<u64>, all: u64) {
    count.add(1);
    while count.get() < all {
        thread::sleep(Duration::from_micros(200));
    }
}

/// Each process takes the lock of the account that gives, then that of the account that gets. Gives how
/// many have got both.
pub fn transfers(bank: &Bank, transfers: &[Transfer]) -> Result<usize, Error> {
    let (holding, waited) = (Value::new(0_u64)?, Value::new(0_u64)?);
    let all = transfers.len() as u64;
    let one = |([first, second], [holding, waited], all): (Locks, Counts, u64)| {
        let _first = first.lock().unwrap();
        all_come(&holding, all);
        let got = second.lock_timeout(LIMIT).unwrap().is_some();
        // Whoever gives up first would let the other one go on.
        all_come(&waited, all);
        got
    };
    let start = |(n, transfer): (usize, &Transfer)| {
        let locks = [transfer.from, transfer.to].map(|at| bank.locks[at].clone());
        let counts = [holding.clone(), waited.clone()];
        named(format!("transfer {n}")).spawn(one, (locks, counts, all))
    };
    let children = transfers.iter().enumerate().map(start);
    let children = children.collect::<Result<Vec<_>, _>>()?;
    let mut got = 0;
    for child in children {
        got += usize::from(child.join()?);
    }
    Ok(got)
}
