//! Judges TODO(1): transfers between accounts, in every order of events.

use super::explored;
use crate::parts::debugging::sync::explore::{Explored, Patience, explore};
use crate::parts::debugging::sync::schedule::{Scene, Work};
use crate::parts::debugging::{Account, Answers};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::sync::Arc;

/// The transfers, one for each thread: from, to, amount.
type Transfers = Vec<(usize, usize, i64)>;
/// Several such cases, one after the other.
type Cases = Vec<Transfers>;
/// The first case that goes wrong, and how.
type Found = Option<(Transfers, Explored)>;

/// They agree in their last digits and stand in no order: nothing but the whole number tells which is first.
const NUMBERS: [usize; 3] = [4007, 1007, 9007];
const NAMES: [&str; 3] = ["account 4007", "account 1007", "account 9007"];
const THREADS: [&str; 3] = ["A", "B", "C"];
const BALANCE: i64 = 1000;

pub fn checks() -> Vec<Check<Answers>> {
    let two = "never_hangs_in_any_order_of_events";
    let three = "never_hangs_in_a_circle_of_three";
    vec![
        Check::new(1, "moves_the_amount", one, every_order, judge),
        Check::new(1, two, there_and_back, every_order, judge).points(2),
        Check::new(1, three, circle, every_order, judge),
    ]
    .into_iter()
    .map(|check| check.late(LATE).in_words(in_words))
    .collect()
}

const LATE: &str = "(Is an account locked twice by the same thread? Or do two threads wait for each other, \
                    with a lock of your own? The checks can follow only the accounts' own.)";

/// The second takes more than there is.
fn one(seed: u64) -> Cases {
    let amount = fastrand::Rng::with_seed(seed).i64(1..100);
    vec![vec![(0, 1, amount)], vec![(1, 0, BALANCE + amount)]]
}

/// Between any two of the three, of small and large amounts, and of the same: whatever else than the number decides
/// who is first, some case has both threads decide alike, and each begin at its own end.
fn there_and_back(seed: u64) -> Cases {
    let mut random = fastrand::Rng::with_seed(seed);
    let (small, large) = (random.i64(1..50), random.i64(50..100));
    let pairs = [(0, 1), (1, 2), (2, 0)];
    let amounts = [(small, large), (large, small), (large, large)];
    let between = |(a, b)| amounts.map(|(there, back)| vec![(a, b, there), (b, a, back)]);
    pairs.into_iter().flat_map(between).collect()
}

fn circle(seed: u64) -> Cases {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut to_the_next = |from| (from, (from + 1) % 3, random.i64(1..100));
    vec![(0..3).map(&mut to_the_next).collect()]
}

fn in_words(cases: &Cases) -> String {
    let more = if cases.len() > 1 { ", and others" } else { "" };
    format!("{}{more}", told(&cases[0]))
}

fn told(transfers: &Transfers) -> String {
    let word = |(i, (from, to, amount)): (usize, &(usize, usize, i64))| {
        let (name, from, to) = (THREADS[i], NUMBERS[*from], NUMBERS[*to]);
        format!("{name} moves {amount} from account {from} to {to}")
    };
    let words: Vec<String> = transfers.iter().enumerate().map(word).collect();
    words.join(", ")
}

fn every_order(answers: &Answers, cases: Cases) -> Found {
    let patience = &mut Patience::default();
    let mut cases = cases.into_iter();
    cases.find_map(|case| Some((case.clone(), in_every_order(answers, &case, patience)?)))
}

fn in_every_order(
    answers: &Answers,
    transfers: &Transfers,
    patience: &mut Patience,
) -> Option<Explored> {
    let transfer = answers.transfer;
    explore(0, patience, || {
        let account = |number| Account::new(number, BALANCE);
        let accounts = Arc::new(NUMBERS.map(account));
        let addresses = accounts.each_ref().map(|account| account.balance.address());
        let work = |&(from, to, amount): &(usize, usize, i64)| -> Work {
            let accounts = accounts.clone();
            Box::new(move || transfer(&accounts[from], &accounts[to], amount))
        };
        let mut expected = [BALANCE; 3];
        for (from, to, amount) in transfers {
            expected[*from] -= amount;
            expected[*to] += amount;
        }
        let balances = {
            let accounts = accounts.clone();
            move || accounts.each_ref().map(|account| account.balance.peek())
        };
        let at_the_end = balances.clone();
        let is_alone = transfers.len() == 1;
        Scene {
            threads: THREADS
                .into_iter()
                .zip(transfers.iter().map(work))
                .collect(),
            mutexes: addresses.into_iter().zip(NAMES).collect(),
            // One alone is judged by its end.
            holds: Box::new(move || {
                let [Some(a), Some(b), Some(c)] = balances() else {
                    return None;
                };
                let (sum, all) = (a + b + c, 3 * BALANCE);
                (!is_alone && sum != all).then(|| format!("{sum} in all accounts, of {all}"))
            }),
            ended: Box::new(move || {
                let balances = at_the_end().map(Option::unwrap_or_default);
                let so = || format!("{balances:?} in the accounts, not {expected:?}");
                (balances != expected).then(so)
            }),
        }
    })
}

fn judge(_: &Cases, found: &Found, _: &Observed) -> Verdict {
    let Some((transfers, found)) = found else {
        return Verdict::Pass;
    };
    let expected = "all transfers done, and no money missing while nobody holds a lock";
    explored(&told(transfers), expected, found, |why| match why {
        "deadlock" => {
            "Each thread holds what another one waits for, so none of them goes on, ever. Have \
             everybody lock in the same order: by the number of the account, not by who gives."
        }
        "complaint" => {
            "The amount must leave one account and come to the other while both are locked: else \
             somebody may look in between, or a sum is lost."
        }
        "wrong end" => {
            "What leaves one account comes to the other, always: it may go below zero. Whichever is locked \
             first, `source` is the one that gives, and `target` the one that gets."
        }
        "endless" => {
            "Whoever cannot have a lock should sleep until it is free, not try again and again."
        }
        _ => "A transfer must not panic.",
    })
}
