//! One at a time: locks among threads and among processes, what they cost, and when to do without.
//!
//! Whoever reads a number, thinks, and writes another one must not be disturbed in between, and whoever
//! tells a story to a screen that others use wants to end it. The boys in *Lord of the Flies* have a
//! conch for that: who holds it may speak. A lock is a conch.
//!
//! Among threads, Rust sees to it that you have one: what several threads change without it does not
//! compile. Among processes nobody sees to anything. What they share (a screen, a file, shared memory)
//! lies outside of the language, and each of them may forget the lock, make one of its own, or die with
//! it. Two locks are worse than one: two processes that each hold what the other one wants wait for
//! ever. At the end comes what is better than all of that, where it can be had: share nothing.
//!
//! The locks and processes are those of `common::process` (`cargo doc -p common --features process
//! --no-deps --open`): `Lock`, `Guard`, `named`, `Child`, `Pool`. A function that runs in a child captures
//! nothing; all it needs is in its one argument, a tuple say. Handles (a `Lock`, a `Screen`, a `Bank`) are
//! cloned into it. The lesson in `lessons/locks.md` leads through the five TODOs.

use ::exercise_04_threads_vs_procs::parts::locks::{self, Bank, Digger, Screen, Transfer};
use common::process::Error;
// BEGIN SOLUTION
use common::process::{Child, Guard, Lock, Pool, named};
// END SOLUTION
use std::sync::Mutex;
// BEGIN SOLUTION
use std::thread;
// END SOLUTION

// TODO(1): a thread for each of `deposits`, all started before one is waited for. Each replaces the
// balance in `account` by what `locks::add(balance, deposit)` gives. None may be lost: `add` is called
// while the account is locked. All threads have ended when this returns.
fn deposit(account: &Mutex<u64>, deposits: &[u64]) {
    // BEGIN SOLUTION todo!("TODO(1): {deposits:?} into {account:?}")
    thread::scope(|scope| {
        for &deposit in deposits {
            scope.spawn(move || {
                let mut balance = account.lock().unwrap();
                *balance = locks::add(*balance, deposit);
            });
        }
    });
    // END SOLUTION
}

// TODO(2): a child process for each digger, named like it. It calls `locks::dig`, which takes a while
// and gives a `Story`: an iterator over its pieces. It writes them to `screen`, one by one, with
// `screen.write(&piece)`. No other story may come between; yet all dig at the same time. Return when
// all children have ended, also those after one that failed, with the error of that one.
fn tell_in_turn(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    // BEGIN SOLUTION todo!("TODO(2): {} stories on {screen:?}", diggers.len())
    let conch = Lock::new()?;
    let tell = |(digger, screen, conch): (Digger, Screen, Lock)| {
        let story = locks::dig(&digger);
        let _conch = conch.lock().unwrap();
        story.for_each(|piece| screen.write(&piece));
    };
    let start = |digger: &Digger| {
        let argument = (digger.clone(), screen.clone(), conch.clone());
        named(&digger.name).spawn(tell, argument)
    };
    join_all(diggers.iter().map(start).collect::<Result<_, _>>()?)
    // END SOLUTION
}

// BEGIN SOLUTION
/// Waits for all, also for those after one that failed, and gives the error of that one.
fn join_all(children: Vec<Child<()>>) -> Result<(), Error> {
    let ends: Vec<Result<(), Error>> = children.into_iter().map(Child::join).collect();
    ends.into_iter().collect()
}
// END SOLUTION

// TODO(3): a child process for each of `transfers`, which calls `locks::transfer(&bank, &transfer)`
// while it holds a lock that all children share, made here. Some processes end half-way, and leave an
// entry in the journal (`bank.unfinished()`). Whoever gets the lock after such a death undoes it, and
// keeps the lock meanwhile: it writes back what both accounts had (`entry.from_had`, `entry.to_had`)
// with `bank.set_balance`, and strikes the entry out (`bank.strike`). Then comes its own transfer. At
// the end all is in order. Return which transfers were done.
fn survive(bank: &Bank, transfers: &[Transfer]) -> Result<Vec<bool>, Error> {
    // BEGIN SOLUTION todo!("TODO(3): {transfers:?} in {bank:?}")
    let lock = Lock::new()?;
    let one = |(bank, transfer, lock): (Bank, Transfer, Lock)| {
        let guard = lock.lock().unwrap();
        repair(&bank, &guard);
        locks::transfer(&bank, &transfer);
    };
    let start = |(n, transfer): (usize, &Transfer)| {
        named(format!("transfer {n}")).spawn(one, (bank.clone(), *transfer, lock.clone()))
    };
    let children = transfers.iter().enumerate().map(start);
    let children = children.collect::<Result<Vec<_>, _>>()?.into_iter();
    let done = children.map(|child| child.join().is_ok()).collect();
    repair(bank, &lock.lock()?);
    Ok(done)
    // END SOLUTION
}

// BEGIN SOLUTION
/// Undoes what the last holder of the lock has left half-done, if it has died.
fn repair(bank: &Bank, guard: &Guard) {
    if let (true, Some(entry)) = (guard.last_holder_died(), bank.unfinished()) {
        bank.set_balance(entry.from, entry.from_had);
        bank.set_balance(entry.to, entry.to_had);
        bank.strike(&entry);
    }
}
// END SOLUTION

// TODO(4): a child process for each of `transfers`, which calls `locks::transfer(&bank, &transfer)`
// while it holds the locks of both accounts, and no other: `bank.lock(account)` waits for the lock of
// an account and gives its guard. Transfers between other accounts can go on meanwhile. None may wait
// for ever, whatever order they come in, and none may try in vain; `from` and `to` may be the same
// account. Return when all children have ended, also those after one that failed, with the error of
// that one.
fn both_locks(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error> {
    // BEGIN SOLUTION todo!("TODO(4): {transfers:?} in {bank:?}")
    let one = |(bank, transfer): (Bank, Transfer)| {
        let Transfer { from, to, .. } = transfer;
        let _first = bank.lock(from.min(to));
        let _second = (from != to).then(|| bank.lock(from.max(to)));
        locks::transfer(&bank, &transfer);
    };
    let start = |(n, transfer): (usize, &Transfer)| {
        named(format!("transfer {n}")).spawn(one, (bank.clone(), *transfer))
    };
    let children = transfers.iter().enumerate().map(start);
    join_all(children.collect::<Result<_, _>>()?)
    // END SOLUTION
}

// TODO(5): again each digger digs in a process of its own, at the same time as all others. But now
// only one thread of this process writes to `screen`: the others send it their stories, and it writes
// each as soon as it comes, while others still dig. There is no lock. A digger may die before it has
// told anything; nobody waits for it, and its error is handed on. (Whether stories that come after
// the error are still told is up to you.)
fn send_home(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    // BEGIN SOLUTION todo!("TODO(5): {} stories on {screen:?}", diggers.len())
    let pool = Pool::new(diggers.len())?;
    for story in pool.imap_unordered(|digger: Digger| locks::dig(&digger), diggers.to_vec()) {
        story?.for_each(|piece| screen.write(&piece));
    }
    Ok(())
    // END SOLUTION
}

/// What the exercise runs and checks.
pub const ANSWERS: locks::Answers = locks::Answers {
    deposit,
    tell_in_turn,
    survive,
    both_locks,
    send_home,
};
