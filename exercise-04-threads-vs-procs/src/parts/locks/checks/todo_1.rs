//! Judges TODO(1): deposits on threads, none of which is lost.

use crate::parts::locks::Answers;
use crate::parts::locks::work::{ACCOUNT, FREE};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::sync::Mutex;
use std::time::Duration;

/// The balance at first, and the deposits.
type Asked = (u64, Vec<u64>);

pub fn checks() -> Vec<Check<Answers>> {
    let late = "(Two `lock()` in one statement: the guard of the first lives to the end of the statement, so \
                the second waits for it, for ever. Take one guard, and use it for reading and for writing.)";
    let check = |sentence, input, judge| {
        Check::new(1, sentence, input, ask, judge)
            .time_limit(Duration::from_secs(3))
            .late(late)
            .in_words(in_words)
    };
    vec![
        check("holds_the_lock_from_reading_to_writing", one, locked),
        check("loses_no_deposit", many, all_there).points(2),
        check("gives_each_deposit_a_thread", many, threads),
        check("copes_with_no_deposits", none, all_there),
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
    format!("{} deposits, {balance} before", deposits.len())
}

fn locked(asked: &Asked, balance: &u64, seen: &Observed) -> Verdict {
    called(asked, seen)
        .or(|| alone(seen))
        .or(|| sum(asked, *balance, seen))
        .asked(in_words(asked))
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
    let (calls, deposits) = (seen.calls.len(), asked.1.len());
    if calls == deposits {
        return Verdict::Pass;
    }
    Verdict::wrong(
        format!("{deposits} calls of `add`"),
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
            format!("{n} of {} calls {FREE}", seen.calls.len()),
            "Somebody else can read the same old balance meanwhile, and one of the two deposits is lost. \
             To lock for reading and once more for writing is not enough: keep one guard from the \
             reading to the writing.",
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
    let (threads, all) = (seen.threads().len(), deposits.len());
    match threads {
        _ if threads == all => Verdict::Pass,
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
