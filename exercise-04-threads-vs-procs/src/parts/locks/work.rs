//! The work that must not be disturbed: each reads, takes its time, and writes.

use super::{Bank, Transfer, record};
use common::process::current;
use common::{primes, witness};
use std::hint::black_box;
use std::sync::{Mutex, OnceLock};

/// The balance after a deposit. Between reading the old one and writing the new one lies this, and
/// it takes a while.
pub fn add(balance: u64, deposit: u64) -> u64 {
    let _call = witness::enter("add", &format_args!("{deposit} {}", whether_locked()));
    ponder();
    balance + deposit
}

/// Moves an amount from one account to another: it reads both balances, opens an entry in the
/// bank's journal, writes both balances, and strikes the entry out.
///
/// A bank may have bad luck: then the process ends half-way, with one balance written, the other one
/// not, and the entry open. (With `abort`, as if it had been killed there.)
///
/// # Panics
///
/// If the account has less, and where the program itself would end half-way.
pub fn transfer(bank: &Bank, transfer: &Transfer) {
    let Transfer { from, to, amount } = *transfer;
    let locks = (bank.accounts_held(), record::held());
    let item = format_args!("{from} {to} {amount}|{:?}|{}", locks.0, locks.1);
    let _call = witness::enter("transfer", &item);
    let bad_luck = bank.begin();
    if from == to {
        return;
    }
    let entry = bank.open(from, to);
    ponder();
    let left = entry.from_had.checked_sub(amount);
    bank.set_balance(from, left.expect("an account has what is taken from it"));
    if bad_luck {
        end_half_way();
    }
    bank.set_balance(to, entry.to_had + amount);
    bank.strike(&entry);
}

fn end_half_way() {
    assert!(
        current().is_worker,
        "a transfer was to end its process half-way, and that is the program itself: each transfer \
         needs a child process"
    );
    std::process::abort();
}

/// About a millisecond.
fn ponder() {
    black_box(primes::count_primes(0..black_box(10_000)));
}

/// In a check of TODO(1): the account. There is no other way to see that a `Mutex` is locked.
pub static ACCOUNT: OnceLock<&'static Mutex<u64>> = OnceLock::new();
pub const FREE: &str = "while the account is not locked";

fn whether_locked() -> &'static str {
    match ACCOUNT.get() {
        Some(account) if account.try_lock().is_ok() => FREE,
        _ => "locked",
    }
}
