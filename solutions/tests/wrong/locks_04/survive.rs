//! TODO(3): transfers that are lost, and deaths that nobody makes good.

use super::{Wrong, wrong};
use common::process::{Error, Guard, Lock, Pool, named};
use exercise_04_threads_vs_procs::parts::locks::{Answers, Bank, Transfer, transfer};
use solutions::exercise_04_threads_vs_procs::locks::ANSWERS as SOLVED;
use std::sync::Mutex;
use std::thread;

type Done = Result<Vec<bool>, Error>;
type Answer = fn(&Bank, &[Transfer]) -> Done;
type Argument = (Bank, Transfer, Lock);

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 21] = [
        ("no lock", "while no `Lock` was held", no_lock),
        (
            "a lock in each child",
            "held different locks",
            lock_in_child,
        ),
        ("a Mutex in a static", "also of a `static`", static_mutex),
        ("a guard that is not kept", "dropped at once", not_kept),
        ("nobody undoes", "nobody undid it", nobody_undoes),
        (
            "only the children look",
            "takes the lock once more",
            only_children,
        ),
        (
            "only the parent looks",
            "asks `guard.last_holder_died()`",
            only_parent,
        ),
        (
            "undoes the wrong way round",
            "what both accounts had",
            wrong_way,
        ),
        ("undoes one account", "what both accounts had", half),
        (
            "undoes the other account",
            "Only one of the two accounts",
            other_half,
        ),
        (
            "undoes, and locks once more",
            "Keep one guard from the question",
            locks_again,
        ),
        (
            "undoes without the lock",
            "until all is undone",
            undoes_unlocked,
        ),
        ("one after another", "then wait for the first", one_by_one),
        ("does not strike", "`bank.strike(&entry)`", no_strike),
        ("strikes only", "what both accounts had", strikes_only),
        ("an error for all", "took what you know", error_for_all),
        ("only those that were done", "for each transfer", only_done),
        ("all done", "A transfer is done if", all_done),
        ("threads", "A thread is none", threads),
        ("tries again", "is not tried again", tries_again),
        (
            "a pool of one",
            "each with a process of its own",
            pool_of_one,
        ),
    ];
    let answers = |survive| Answers { survive, ..SOLVED };
    all.map(|(name, says, answer)| wrong(3, name, says, answers(answer)))
        .into()
}

/// Transfers in children, each of which calls `one`; `after` is for what is left at the end.
fn with<F: Fn(Argument) + Copy + Send + 'static>(
    bank: &Bank,
    transfers: &[Transfer],
    one: F,
    after: fn(&Bank, &Guard),
) -> Done {
    let lock = Lock::new()?;
    let start =
        |transfer: &Transfer| named("x").spawn(one, (bank.clone(), *transfer, lock.clone()));
    let children: Vec<_> = transfers.iter().map(start).collect();
    let children = children.into_iter().collect::<Result<Vec<_>, _>>()?;
    let done = children.into_iter().map(|child| child.join().is_ok());
    let done = done.collect();
    after(bank, &lock.lock()?);
    Ok(done)
}

fn one_by(bank: &Bank, one: &Transfer, lock: &Lock, repair: fn(&Bank, &Guard)) {
    let guard = lock.lock().unwrap();
    repair(bank, &guard);
    transfer(bank, one);
}

fn nothing(_: &Bank, _: &Guard) {}

fn repair(bank: &Bank, guard: &Guard) {
    if let (true, Some(entry)) = (guard.last_holder_died(), bank.unfinished()) {
        bank.set_balance(entry.from, entry.from_had);
        bank.set_balance(entry.to, entry.to_had);
        bank.strike(&entry);
    }
}

fn no_lock(bank: &Bank, transfers: &[Transfer]) -> Done {
    with(
        bank,
        transfers,
        |(bank, one, _)| transfer(&bank, &one),
        nothing,
    )
}

fn lock_in_child(bank: &Bank, transfers: &[Transfer]) -> Done {
    let one = |(bank, one, _): Argument| one_by(&bank, &one, &Lock::new().unwrap(), repair);
    with(bank, transfers, one, repair)
}

fn static_mutex(bank: &Bank, transfers: &[Transfer]) -> Done {
    static LOCK: Mutex<()> = Mutex::new(());
    let one = |(bank, one, _): Argument| {
        let _guard = LOCK.lock().unwrap();
        transfer(&bank, &one);
    };
    with(bank, transfers, one, nothing)
}

fn not_kept(bank: &Bank, transfers: &[Transfer]) -> Done {
    let one = |(bank, one, lock): Argument| {
        let _ = lock.lock().unwrap();
        transfer(&bank, &one);
    };
    with(bank, transfers, one, repair)
}

fn nobody_undoes(bank: &Bank, transfers: &[Transfer]) -> Done {
    let one = |(bank, one, lock): Argument| one_by(&bank, &one, &lock, nothing);
    with(bank, transfers, one, nothing)
}

fn only_children(bank: &Bank, transfers: &[Transfer]) -> Done {
    let one = |(bank, one, lock): Argument| one_by(&bank, &one, &lock, repair);
    with(bank, transfers, one, nothing)
}

fn only_parent(bank: &Bank, transfers: &[Transfer]) -> Done {
    let one = |(bank, one, lock): Argument| one_by(&bank, &one, &lock, nothing);
    with(bank, transfers, one, repair)
}

fn wrong_way(bank: &Bank, transfers: &[Transfer]) -> Done {
    fn repair(bank: &Bank, guard: &Guard) {
        if let (true, Some(entry)) = (guard.last_holder_died(), bank.unfinished()) {
            bank.set_balance(entry.from, 0);
            bank.set_balance(entry.to, entry.from_had);
            bank.strike(&entry);
        }
    }
    let one = |(bank, one, lock): Argument| one_by(&bank, &one, &lock, repair);
    with(bank, transfers, one, repair)
}

fn half(bank: &Bank, transfers: &[Transfer]) -> Done {
    fn repair(bank: &Bank, guard: &Guard) {
        if let (true, Some(entry)) = (guard.last_holder_died(), bank.unfinished()) {
            bank.set_balance(entry.to, entry.to_had);
            bank.strike(&entry);
        }
    }
    let one = |(bank, one, lock): Argument| one_by(&bank, &one, &lock, repair);
    with(bank, transfers, one, repair)
}

fn other_half(bank: &Bank, transfers: &[Transfer]) -> Done {
    fn repair(bank: &Bank, guard: &Guard) {
        if let (true, Some(entry)) = (guard.last_holder_died(), bank.unfinished()) {
            bank.set_balance(entry.from, entry.from_had);
            bank.strike(&entry);
        }
    }
    let one = |(bank, one, lock): Argument| one_by(&bank, &one, &lock, repair);
    with(bank, transfers, one, repair)
}

fn locks_again(bank: &Bank, transfers: &[Transfer]) -> Done {
    let one = |(bank, one, lock): Argument| {
        repair(&bank, &lock.lock().unwrap());
        let _guard = lock.lock().unwrap();
        transfer(&bank, &one);
    };
    with(bank, transfers, one, repair)
}

fn undoes_unlocked(bank: &Bank, transfers: &[Transfer]) -> Done {
    let one = |(bank, one, lock): Argument| {
        let died = lock.lock().unwrap().last_holder_died();
        if let (true, Some(entry)) = (died, bank.unfinished()) {
            bank.set_balance(entry.from, entry.from_had);
            bank.set_balance(entry.to, entry.to_had);
            bank.strike(&entry);
        }
        let _guard = lock.lock().unwrap();
        transfer(&bank, &one);
    };
    with(bank, transfers, one, repair)
}

fn one_by_one(bank: &Bank, transfers: &[Transfer]) -> Done {
    let all = transfers.iter().map(std::slice::from_ref);
    let done = all.map(|one| (SOLVED.survive)(bank, one));
    Ok(done.collect::<Result<Vec<_>, _>>()?.concat())
}

fn no_strike(bank: &Bank, transfers: &[Transfer]) -> Done {
    fn repair(bank: &Bank, guard: &Guard) {
        if let (true, Some(entry)) = (guard.last_holder_died(), bank.unfinished()) {
            bank.set_balance(entry.from, entry.from_had);
            bank.set_balance(entry.to, entry.to_had);
        }
    }
    let one = |(bank, one, lock): Argument| one_by(&bank, &one, &lock, repair);
    with(bank, transfers, one, repair)
}

fn strikes_only(bank: &Bank, transfers: &[Transfer]) -> Done {
    fn repair(bank: &Bank, _: &Guard) {
        bank.unfinished()
            .iter()
            .for_each(|entry| bank.strike(entry));
    }
    let one = |(bank, one, lock): Argument| one_by(&bank, &one, &lock, repair);
    with(bank, transfers, one, repair)
}

fn error_for_all(bank: &Bank, transfers: &[Transfer]) -> Done {
    let lock = Lock::new()?;
    let one = |(bank, one, lock): Argument| one_by(&bank, &one, &lock, repair);
    let start =
        |transfer: &Transfer| named("x").spawn(one, (bank.clone(), *transfer, lock.clone()));
    let children = transfers.iter().map(start).collect::<Result<Vec<_>, _>>()?;
    // All have ended before the first error is handed on.
    let joined: Vec<_> = children.into_iter().map(|child| child.join()).collect();
    repair(bank, &lock.lock()?);
    let done: Result<Vec<()>, Error> = joined.into_iter().collect();
    Ok(vec![true; done?.len()])
}

fn only_done(bank: &Bank, transfers: &[Transfer]) -> Done {
    let done = (SOLVED.survive)(bank, transfers)?;
    Ok(done.into_iter().filter(|done| *done).collect())
}

fn all_done(bank: &Bank, transfers: &[Transfer]) -> Done {
    (SOLVED.survive)(bank, transfers)?;
    Ok(vec![true; transfers.len()])
}

fn threads(bank: &Bank, transfers: &[Transfer]) -> Done {
    let lock = &Lock::new()?;
    thread::scope(|scope| {
        let start = |one| scope.spawn(move || one_by(bank, one, lock, repair));
        let threads: Vec<_> = transfers.iter().map(start).collect();
        let done = threads.into_iter().map(|thread| thread.join().is_ok());
        Ok(done.collect())
    })
}

fn tries_again(bank: &Bank, transfers: &[Transfer]) -> Done {
    let done = (SOLVED.survive)(bank, transfers)?;
    let failed = transfers.iter().zip(&done).filter(|(_, done)| !**done);
    let failed: Vec<Transfer> = failed.map(|(transfer, _)| *transfer).collect();
    (SOLVED.survive)(bank, &failed)?;
    Ok(vec![true; transfers.len()])
}

fn pool_of_one(bank: &Bank, transfers: &[Transfer]) -> Done {
    let lock = Lock::new()?;
    let one = |(bank, one, lock): Argument| one_by(&bank, &one, &lock, repair);
    let all = transfers
        .iter()
        .map(|one| (bank.clone(), *one, lock.clone()));
    let done = Pool::new(1)?.try_map(one, all);
    repair(bank, &lock.lock()?);
    Ok(done.iter().map(Result::is_ok).collect())
}
