//! Judges TODO(1): transfers between accounts, in every order of events.

use super::explored;
use crate::parts::debugging::sync::explore::{Explored, explore};
use crate::parts::debugging::sync::schedule::{Scene, Work};
use crate::parts::debugging::{Account, Answers};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::sync::Arc;

/// The transfers, one for each thread: from, to, amount.
type Transfers = Vec<(usize, usize, i64)>;
type Found = Option<Explored>;

const NAMES: [&str; 3] = ["account 1", "account 2", "account 3"];
const THREADS: [&str; 3] = ["A", "B", "C"];
const BALANCE: i64 = 1000;

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(1, "moves_the_amount", one, every_order, judge),
        Check::new(
            1,
            "never_hangs_in_any_order_of_events",
            two,
            every_order,
            judge,
        )
        .points(2),
        Check::new(
            1,
            "never_hangs_in_a_circle_of_three",
            circle,
            every_order,
            judge,
        ),
    ]
    .into_iter()
    .map(|check| check.late(LATE).in_words(in_words))
    .collect()
}

const LATE: &str = "(Is an account locked twice by the same thread? Or do two threads wait for each other, \
                    with a lock of your own? The checks can follow only the accounts' own.)";

fn one(seed: u64) -> Transfers {
    vec![(0, 1, fastrand::Rng::with_seed(seed).i64(1..100))]
}

fn two(seed: u64) -> Transfers {
    let mut random = fastrand::Rng::with_seed(seed);
    vec![(0, 1, random.i64(1..50)), (1, 0, random.i64(50..100))]
}

fn circle(seed: u64) -> Transfers {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut to_the_next = |from| (from, (from + 1) % 3, random.i64(1..100));
    (0..3).map(&mut to_the_next).collect()
}

fn in_words(transfers: &Transfers) -> String {
    let word = |(i, (from, to, amount)): (usize, &(usize, usize, i64))| {
        let (name, from, to) = (THREADS[i], from + 1, to + 1);
        format!("{name} moves {amount} from account {from} to {to}")
    };
    let words: Vec<String> = transfers.iter().enumerate().map(word).collect();
    words.join(", ")
}

fn every_order(answers: &Answers, transfers: Transfers) -> Found {
    let transfer = answers.transfer;
    explore(0, || {
        let account = |number| Account::new(number, BALANCE);
        let accounts = Arc::new([account(1), account(2), account(3)]);
        let addresses = accounts.each_ref().map(|account| account.balance.address());
        let work = |&(from, to, amount): &(usize, usize, i64)| -> Work {
            let accounts = accounts.clone();
            Box::new(move || transfer(&accounts[from], &accounts[to], amount))
        };
        let mut expected = [BALANCE; 3];
        for (from, to, amount) in &transfers {
            expected[*from] -= amount;
            expected[*to] += amount;
        }
        let balances = {
            let accounts = accounts.clone();
            move || accounts.each_ref().map(|account| account.balance.peek())
        };
        let at_the_end = balances.clone();
        Scene {
            threads: THREADS
                .into_iter()
                .zip(transfers.iter().map(work))
                .collect(),
            mutexes: addresses.into_iter().zip(NAMES).collect(),
            holds: Box::new(move || {
                let [Some(a), Some(b), Some(c)] = balances() else {
                    return None;
                };
                let (sum, all) = (a + b + c, 3 * BALANCE);
                (sum != all).then(|| format!("{sum} in all accounts, of {all}"))
            }),
            ended: Box::new(move || {
                let balances = at_the_end().map(Option::unwrap_or_default);
                let so = || format!("{balances:?} in the accounts, not {expected:?}");
                (balances != expected).then(so)
            }),
        }
    })
}

fn judge(transfers: &Transfers, found: &Found, _: &Observed) -> Verdict {
    let expected = "all transfers done, and no money missing while nobody holds a lock";
    explored(&in_words(transfers), expected, found, |why| match why {
        "deadlock" => {
            "Each thread holds what another one waits for, so none of them goes on, ever. Have \
             everybody lock in the same order: by the number of the account, not by who gives."
        }
        "complaint" => {
            "The amount must leave one account and come to the other while both are locked: else \
             somebody may look in between, or a sum is lost."
        }
        "wrong end" => {
            "Each account must lose or gain its own amount. Whichever is locked first, `source` is the \
             one that gives."
        }
        "endless" => {
            "Whoever cannot have a lock should sleep until it is free, not try again and again."
        }
        _ => "A transfer must not panic.",
    })
}
