//! Wrong transfers.

use exercise_04_threads_vs_procs::parts::debugging::Account;

type Transfer = fn(&Account, &Account, i64);

pub const ALL: [(&str, &str, Transfer); 12] = [
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
    (
        "ordered by one number",
        "by the number of the account",
        by_one_number,
    ),
    (
        "ordered by parity",
        "by the number of the account",
        by_parity,
    ),
    (
        "ordered by amount",
        "by the number of the account",
        by_amount,
    ),
    ("taken twice", "comes to the other, always", taken_twice),
    ("no overdraft", "it may go below zero", no_overdraft),
    (
        "the number's last digit",
        "by the number of the account",
        by_last_digit,
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
    ordered(from, to, amount, from_first);
}

fn by_one_number(from: &Account, to: &Account, amount: i64) {
    ordered(from, to, amount, from.number == 1);
}

fn by_parity(from: &Account, to: &Account, amount: i64) {
    ordered(from, to, amount, from.number.is_multiple_of(2));
}

fn by_last_digit(from: &Account, to: &Account, amount: i64) {
    ordered(from, to, amount, from.number % 10 < to.number % 10);
}

fn by_amount(from: &Account, to: &Account, amount: i64) {
    ordered(from, to, amount, amount > 50);
}

fn ordered(from: &Account, to: &Account, amount: i64, from_first: bool) {
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

fn taken_twice(from: &Account, to: &Account, amount: i64) {
    ordered(from, to, amount, from.number < to.number);
    *to.balance.lock() -= 2 * amount;
}

/// Nothing is said of it, and the money is not there.
fn no_overdraft(from: &Account, to: &Account, amount: i64) {
    if *from.balance.lock() >= amount {
        ordered(from, to, amount, from.number < to.number);
    }
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
