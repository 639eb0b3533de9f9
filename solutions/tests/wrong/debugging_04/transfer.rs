//! Wrong transfers.

use exercise_04_threads_vs_procs::parts::debugging::Account;

type Transfer = fn(&Account, &Account, i64);

pub const ALL: [(&str, &str, Transfer); 6] = [
    ("as it was", "by the number of the account", as_it_was),
    (
        "the taker first",
        "by the number of the account",
        taker_first,
    ),
    (
        "ordered by balance",
        "by the number of the account",
        by_balance,
    ),
    ("one at a time", "while both are locked", one_at_a_time),
    ("written back later", "while both are locked", written_back),
    (
        "the wrong way",
        "`source` is the one that gives",
        the_wrong_way,
    ),
];

fn as_it_was(from: &Account, to: &Account, amount: i64) {
    let mut source = from.balance.lock();
    let mut target = to.balance.lock();
    *source -= amount;
    *target += amount;
}

fn taker_first(from: &Account, to: &Account, amount: i64) {
    let mut target = to.balance.lock();
    let mut source = from.balance.lock();
    *source -= amount;
    *target += amount;
}

/// The order must be the same whenever two transfers meet: what is in an account changes.
fn by_balance(from: &Account, to: &Account, amount: i64) {
    let from_first = *from.balance.lock() < *to.balance.lock();
    let (mut source, mut target);
    if from_first {
        source = from.balance.lock();
        target = to.balance.lock();
    } else {
        target = to.balance.lock();
        source = from.balance.lock();
    }
    *source -= amount;
    *target += amount;
}

fn one_at_a_time(from: &Account, to: &Account, amount: i64) {
    *from.balance.lock() -= amount;
    *to.balance.lock() += amount;
}

fn written_back(from: &Account, to: &Account, amount: i64) {
    let (source, target) = (*from.balance.lock(), *to.balance.lock());
    *from.balance.lock() = source - amount;
    *to.balance.lock() = target + amount;
}

fn the_wrong_way(from: &Account, to: &Account, amount: i64) {
    let (mut first, mut second);
    if from.number < to.number {
        first = from.balance.lock();
        second = to.balance.lock();
    } else {
        first = to.balance.lock();
        second = from.balance.lock();
    }
    *first -= amount;
    *second += amount;
}
