//! Judges TODO(1): deposits on threads, none of which is lost.

use crate::parts::locks::work::{ACCOUNT, CROWD, FREE, threads_here};
use crate::parts::locks::{Answers, record};
use common::check::{Check, Verdict};
use common::exercise::count;
use common::witness::Observed;
use std::sync::Mutex;
use std::time::Duration;

/// The balance at first, and the deposits.
type Asked = (u64, Vec<u64>);

pub fn checks() -> Vec<Check<Answers>> {
    let late = "(Two `lock()` in one statement: the guard of the first lives to the end of the statement, so \
                the second waits for it, for ever. Take one guard, and use it for reading and for writing. Or \
                a guard that this thread still holds, while it waits for others that want it.)";
    let check = |sentence, input, ask, judge| {
        Check::new(1, sentence, input, ask, judge)
            .time_limit(Duration::from_secs(3))
            .late(late)
            .in_words(in_words)
    };
    vec![
        check(
            "holds_the_lock_from_reading_to_writing",
            one,
            ask,
            all_there,
        ),
        check("loses_no_deposit", many, ask, all_there).points(2),
        check("gives_each_deposit_a_thread", many, ask_a_crowd, threads)
            .time_limit(Duration::from_secs(10)),
        check("copes_with_no_deposits", none, ask, all_there),
    ]
}

fn ask(answers: &Answers, (balance, deposits): Asked) -> u64 {
    // `add` tries whether it is locked, so it must be there for ever.
    let account: &'static Mutex<u64> = Box::leak(Box::new(Mutex::new(balance)));
    let _ = ACCOUNT.set(account);
    (answers.deposit)(account, &deposits);
    let balance = account.lock();
    *balance.unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// The first deposit goes on only when all threads have begun.
fn ask_a_crowd(answers: &Answers, asked: Asked) -> u64 {
    let crowd = threads_here().map(|here| here + asked.1.len());
    *CROWD.lock().unwrap() = crowd;
    ask(answers, asked)
}

fn one(seed: u64) -> Asked {
    (100 + seed % 900, vec![7 + seed % 50])
}

fn many(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let deposits = (0..8).map(|_| random.u64(1..100)).collect();
    (random.u64(0..1_000), deposits)
}

fn none(seed: u64) -> Asked {
    (seed % 900, vec![])
}

fn in_words((balance, deposits): &Asked) -> String {
    format!("{}, {balance} before", count(deposits.len(), "deposit"))
}

fn all_there(asked: &Asked, balance: &u64, seen: &Observed) -> Verdict {
    called(asked, seen)
        .or(|| alone(seen))
        .or(|| sum(asked, *balance, seen))
        .asked(in_words(asked))
}

fn threads(asked: &Asked, balance: &u64, seen: &Observed) -> Verdict {
    called(asked, seen)
        .or(|| alone(seen))
        .or(|| sum(asked, *balance, seen))
        .or(|| own_threads(asked, seen))
        .asked(in_words(asked))
}

fn called(asked: &Asked, seen: &Observed) -> Verdict {
    let (calls, deposits) = (seen.of("add").calls.len(), asked.1.len());
    if calls == deposits {
        return Verdict::Pass;
    }
    Verdict::wrong(
        count(deposits, "call") + " of `add`",
        format!("{calls}"),
        "The balance after a deposit is what `locks::add` says, called once for each deposit.",
    )
}

fn alone(seen: &Observed) -> Verdict {
    let free = |item: &str| item.ends_with(FREE);
    match seen.calls.iter().filter(|call| free(&call.item)).count() {
        0 => Verdict::Pass,
        n => Verdict::wrong(
            "`add` called while the account is locked",
            format!(
                "{n} of {} {FREE}",
                count(seen.of("add").calls.len(), "call")
            ),
            "Somebody else can read the same old balance meanwhile, and one of the two deposits is lost, or \
             must be tried again. Do not lock for reading and once more for writing: keep one guard from \
             the reading to the writing.",
        ),
    }
}

fn sum((before, deposits): &Asked, balance: u64, _: &Observed) -> Verdict {
    let right = before + deposits.iter().sum::<u64>();
    if balance == right {
        return Verdict::Pass;
    }
    let so = match balance == *before && !deposits.is_empty() {
        true => {
            "Nothing was written to the account. `let balance = *guard` is a copy: write through the \
             guard, `*guard = …`."
        }
        false => "Does each thread start from what the account holds at that moment?",
    };
    Verdict::wrong(format!("{right} in the account"), balance.to_string(), so)
}

fn own_threads((_, deposits): &Asked, seen: &Observed) -> Verdict {
    let (threads, all) = (seen.of("add").threads().len(), deposits.len());
    match threads {
        _ if threads == all && !record::gave_up(seen) => Verdict::Pass,
        _ if threads == all => Verdict::serial(
            format!("{all} threads that live at the same time"),
            "a deposit that waited in vain for the others to begin",
            "So the balance is right, but nobody shared anything: each thread is waited for before the next \
             one begins, or this thread makes a deposit itself. Start a thread for each deposit, in one \
             `thread::scope`, then wait for them.",
        ),
        1 => Verdict::serial(
            format!("{all} deposits on {all} threads"),
            "all on one thread",
            "So the balance is right, but nobody shared anything: start a thread for each deposit, with \
             `thread::scope` and `scope.spawn`.",
        ),
        _ => Verdict::serial(
            format!("{all} deposits on {all} threads"),
            format!("{threads} threads"),
            "A thread for each deposit was asked for.",
        ),
    }
}
