//! A few accounts in shared memory, with a journal, and a lock for each account.

use super::record;
use common::process::{Array, Error, Lock, held_locks};
use common::witness;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// An amount to be moved from one account to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The account that gives.
    pub from: usize,
    /// The account that gets.
    pub to: usize,
    /// How much.
    pub amount: u64,
}

/// An entry of the journal: a transfer that was begun, and what both accounts had before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The account that gives.
    pub from: usize,
    /// The account that gets.
    pub to: usize,
    /// What it had before.
    pub from_had: u64,
    /// What that one had before.
    pub to_had: u64,
}

/// Accounts, numbered from 0, in memory that all processes share.
///
/// A clone is another handle to the same bank. In an argument, it travels to another process.
#[derive(Clone)]
pub struct Bank {
    pub(super) locks: Vec<Lock>,
    /// How many transfers were begun, which of them ends half-way, then four numbers for each account:
    /// its balance, and the journal's entry for a transfer from it (to whom, counted from 1, and what
    /// both had; 0: none).
    cells: Array<u64>,
}

const BEGUN: usize = 0;
const DIES: usize = 1;

fn of(account: usize) -> usize {
    2 + 4 * account
}

impl Bank {
    /// A bank with these balances. The transfer that begins as number `dies` (from 1) ends its
    /// process half-way; 0: none does.
    pub fn new(balances: &[u64], dies: u64) -> Result<Bank, Error> {
        let locks = balances.iter().map(|_| Lock::new());
        let bank = Bank {
            locks: locks.collect::<Result<_, _>>()?,
            cells: Array::new(of(balances.len()))?,
        };
        bank.cells.set(DIES, dies);
        for (account, &balance) in balances.iter().enumerate() {
            bank.cells.set(of(account), balance);
        }
        Ok(bank)
    }

    /// What an account has.
    pub fn balance(&self, account: usize) -> u64 {
        self.cells.get(of(account))
    }

    /// Writes what an account has.
    pub fn set_balance(&self, account: usize, balance: u64) {
        let _call = witness::enter("set_balance", &format_args!("|{}", record::held()));
        self.put(account, balance);
    }

    pub(super) fn put(&self, account: usize, balance: u64) {
        self.cells.set(of(account), balance);
    }

    /// All balances.
    pub fn balances(&self) -> Vec<u64> {
        (0..self.locks.len()).map(|at| self.balance(at)).collect()
    }

    /// An entry of the journal that was opened and not struck out: a transfer is under way, or it
    /// has ended half-way.
    pub fn unfinished(&self) -> Option<Entry> {
        (0..self.locks.len()).find_map(|from| {
            let [to, from_had, to_had] = [1, 2, 3].map(|n| self.cells.get(of(from) + n));
            (to > 0).then(|| Entry {
                from,
                to: to as usize - 1,
                from_had,
                to_had,
            })
        })
    }

    /// Strikes an entry out of the journal.
    pub fn strike(&self, entry: &Entry) {
        let _call = witness::enter("strike", &format_args!("|{}", record::held()));
        self.close(entry);
    }

    pub(super) fn close(&self, entry: &Entry) {
        self.cells.set(of(entry.from) + 1, 0);
    }

    /// One more transfer begins. Is it the one that ends half-way?
    pub(super) fn begin(&self) -> bool {
        self.cells.add(BEGUN, 1) + 1 == self.cells.get(DIES)
    }

    /// Opens an entry in the journal.
    pub(super) fn open(&self, entry: &Entry) {
        let from = of(entry.from);
        self.cells.set(from + 2, entry.from_had);
        self.cells.set(from + 3, entry.to_had);
        // Now it is complete, and only now it counts.
        self.cells.set(from + 1, entry.to as u64 + 1);
    }

    /// The accounts whose locks this thread holds.
    pub(super) fn accounts_held(&self) -> Vec<usize> {
        if held_locks().is_empty() {
            return Vec::new();
        }
        let all = 0..self.locks.len();
        all.filter(|&at| self.locks[at].is_held_here()).collect()
    }
}

impl fmt::Debug for Bank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bank {:?}", self.balances())
    }
}

impl Serialize for Bank {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.locks, &self.cells).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Bank {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Bank, D::Error> {
        let (locks, cells) = Deserialize::deserialize(deserializer)?;
        record::has_come();
        Ok(Bank { locks, cells })
    }
}

impl Serialize for Transfer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.from, self.to, self.amount).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Transfer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Transfer, D::Error> {
        let (from, to, amount) = Deserialize::deserialize(deserializer)?;
        Ok(Transfer { from, to, amount })
    }
}
