//! The work that must not be disturbed: each reads, takes its time, and writes.

use super::{Bank, Entry, Transfer, record};
use common::primes;
use common::process::current;
use common::witness::{self, Seen};
use std::hint::black_box;
use std::sync::{Mutex, OnceLock, PoisonError};

/// The balance after a deposit. Between reading the old one and writing the new one lies this, and
/// it takes a while.
pub fn add(balance: u64, deposit: u64) -> u64 {
    let _call = witness::enter("add", &format_args!("{deposit} {}", whether_locked()));
    wait_for_all_threads();
    ponder();
    balance + deposit
}

/// Moves an amount from one account to another: it reads both balances, opens an entry in the
/// bank's journal, writes both balances, and strikes the entry out.
///
/// A bank may have bad luck: then the process ends half-way, with one balance written or both, and
/// the entry open. (With `abort`, as if it had been killed there.)
///
/// # Panics
///
/// If the account has less (then nothing has changed), and where the program itself would end half-way.
pub fn transfer(bank: &Bank, transfer: &Transfer) {
    let Transfer { from, to, amount } = *transfer;
    let locks = (bank.accounts_held(), record::held());
    let item = format_args!("{from} {to} {amount}|{:?}|{}", locks.0, locks.1);
    let _call = witness::enter("transfer", &item);
    let bad_luck = bank.begin();
    record::wait_for_all();
    if record::is_marked("late", &from.to_string()) {
        let over = |call: &&Seen| call.work == "transfer" && call.end.is_some();
        record::wait_until("two others are over", |seen| {
            seen.calls.iter().filter(over).count() >= 2
        });
        // An answer that has heard of an error can return now, if it does not wait for this one.
        record::watch_for(|_| false);
    }
    if from == to {
        return;
    }
    let entry = Entry {
        from,
        to,
        from_had: bank.balance(from),
        to_had: bank.balance(to),
    };
    // Before the entry is opened: one that stays open says that somebody has died.
    let left = entry.from_had.checked_sub(amount);
    let left = left.expect("an account has what is taken from it");
    bank.open(&entry);
    ponder();
    bank.put(from, left);
    if bad_luck && !record::is_marked("dies", "after both") {
        end_half_way();
    }
    bank.put(to, entry.to_had + amount);
    if bad_luck {
        end_half_way();
    }
    bank.close(&entry);
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

/// In one check of TODO(1): how many threads there are when all have begun. The first call of `add` waits
/// for them.
pub static CROWD: Mutex<Option<usize>> = Mutex::new(None);

fn wait_for_all_threads() {
    let crowd = CROWD.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(crowd) = crowd {
        record::wait_until("all threads have begun", |_| {
            threads_here().is_none_or(|here| here >= crowd)
        });
    }
}

/// How many threads this process has, where the system tells.
pub fn threads_here() -> Option<usize> {
    Some(std::fs::read_dir("/proc/self/task").ok()?.count())
}

fn whether_locked() -> &'static str {
    match ACCOUNT.get() {
        Some(account) if account.try_lock().is_ok() => FREE,
        _ => "locked",
    }
}
