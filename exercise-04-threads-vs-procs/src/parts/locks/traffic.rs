//! The locks of a bank's accounts. Under a check, who waits for whom is seen, and a circle is named.

use super::{Bank, record};
use common::process::{Guard, held_locks};
use common::witness::{self, Call, Observed, Seen};
use std::collections::BTreeSet;
use std::thread;

/// What stands in the record for a circle of those who wait.
pub const DEADLOCK: &str = "deadlock";
/// A lock that was tried and not free.
pub const REFUSED: &str = "refused";
/// How often one may try in vain under a check.
const TRIES: usize = 20;

/// The lock of an account, held until this is dropped.
#[must_use = "the lock is released as soon as this is dropped"]
pub struct Held<'a> {
    // The record hears of the end first: only then somebody else can have the lock.
    _call: Call,
    _guard: Guard<'a>,
}

impl Bank {
    /// Waits until the lock of an account is free, and takes it.
    ///
    /// # Panics
    ///
    /// If the lock is gone with the bank; and in the checks, if this thread would wait for ever.
    pub fn lock(&self, account: usize) -> Held<'_> {
        let want = enter("want", account);
        if let Some(circle) = witness::so_far().and_then(|seen| circle(&seen, account)) {
            drop(witness::enter(DEADLOCK, &format_args!("{circle}")));
            panic!("deadlock: {circle}");
        }
        let guard = self.locks[account].lock().unwrap_or_else(|e| panic!("{e}"));
        self.held(account, guard, want)
    }

    /// Takes the lock of an account if it is free.
    ///
    /// # Panics
    ///
    /// As for [`lock`](Bank::lock).
    pub fn try_lock(&self, account: usize) -> Option<Held<'_>> {
        let want = enter("try", account);
        let taken = self.locks[account].try_lock();
        match taken.unwrap_or_else(|e| panic!("{e}")) {
            Some(guard) => Some(self.held(account, guard, want)),
            None => {
                drop(want);
                refused(account);
                None
            }
        }
    }

    fn held<'a>(&'a self, account: usize, guard: Guard<'a>, want: Call) -> Held<'a> {
        let call = enter("hold", account);
        drop(want);
        if held_locks().len() == 1 {
            meet();
        }
        Held {
            _call: call,
            _guard: guard,
        }
    }
}

/// If a check says so, whoever has its first lock goes on only when everybody has one, or waits for one
/// that somebody else has. So those who can meet in a deadlock do.
fn meet() {
    let Some(crowd) = record::marked("meet").and_then(|crowd| crowd.parse().ok()) else {
        return;
    };
    record::wait_until("everybody has a lock or waits for one", |seen| {
        let asked = |call: &&Seen| call.work == "want" || call.work == "try";
        let came: BTreeSet<Who> = seen.calls.iter().filter(asked).map(who).collect();
        let waits = |want: &Seen| {
            let holder = holder(seen, account_of(want));
            holder.is_some_and(|holder| holder != who(want))
        };
        came.len() >= crowd && open(seen, "want").all(waits)
    });
}

/// Writes down that this thread does something with an account.
fn enter(what: &'static str, account: usize) -> Call {
    witness::enter(what, &format_args!("{account} {}", me().1))
}

/// Under a check, nobody tries for ever.
fn refused(account: usize) {
    drop(enter(REFUSED, account));
    let me = me();
    let often = |seen: Observed| {
        let own = |call: &&Seen| call.work == REFUSED && who(call) == me;
        seen.calls.iter().filter(own).count() > TRIES
    };
    if witness::so_far().is_some_and(often) {
        panic!("this has tried {TRIES} times in vain");
    }
}

/// A thread of a process.
type Who = (u32, String);

fn me() -> Who {
    (std::process::id(), format!("{:?}", thread::current().id()))
}

fn who(call: &Seen) -> Who {
    let thread = call.item.split_once(' ').map(|(_, thread)| thread);
    (call.pid, thread.unwrap_or_default().to_string())
}

fn account_of(call: &Seen) -> usize {
    let account = call.item.split(' ').next();
    account.and_then(|n| n.parse().ok()).unwrap_or_default()
}

/// The calls of this kind that go on.
fn open<'a>(seen: &'a Observed, work: &'a str) -> impl Iterator<Item = &'a Seen> {
    let calls = seen.calls.iter();
    calls.filter(move |call| call.work == work && call.end.is_none())
}

fn holder(seen: &Observed, account: usize) -> Option<Who> {
    let mut holds = open(seen, "hold");
    holds.find(|hold| account_of(hold) == account).map(who)
}

/// Goes from who wants a lock to who holds it, and on to what that one wants. Where this comes back to
/// us, nobody in the circle will ever go on. (The last of them to say what it wants sees it.)
fn circle(seen: &Observed, wanted: usize) -> Option<String> {
    let me = me();
    let mut path = vec![wanted];
    loop {
        let holder = holder(seen, *path.last()?)?;
        if holder == me {
            break;
        }
        let want = open(seen, "want").find(|want| who(want) == holder)?;
        let next = account_of(want);
        if path.contains(&next) {
            // A circle, but without us.
            return None;
        }
        path.push(next);
    }
    Some(match path[..] {
        [account] => format!("one process takes the lock of account {account} twice"),
        _ => {
            let last = path[path.len() - 1..].iter().chain(&path);
            let waits = last.zip(&path).map(|(holds, wants)| {
                format!("one process holds account {holds} and waits for {wants}")
            });
            waits.collect::<Vec<_>>().join(", ")
        }
    })
}
