//! Judges TODO(4): two locks for each transfer, and nobody waits for ever.

use super::books::*;
use crate::parts::locks::traffic::{DEADLOCK, REFUSED};
use crate::parts::locks::{Answers, record};
use common::check::{Check, Verdict};
use common::exercise::count;
use common::witness::Observed;
use std::collections::BTreeSet;

pub fn checks() -> Vec<Check<Answers>> {
    let check =
        |sentence, input, ask, judge| Check::new(4, sentence, input, ask, judge).in_words(in_words);
    vec![
        check("does_not_wait_for_ever", opposite, ask_who_meet, right).points(2),
        check("does_not_wait_in_a_ring", ring, ask_who_meet, right).points(2),
        check("takes_one_lock_if_there_is_one", to_itself, ask, right),
        check("moves_every_amount_once", many, ask_many, right),
        check("lets_all_go_on_at_the_same_time", apart, ask, parallel).holding(3),
        check("copes_with_no_transfers", none, ask, right),
        check(
            "hands_an_error_on",
            overdrawn,
            ask_with_a_late_one,
            an_error,
        ),
    ]
}

fn ask(answers: &Answers, asked: Asked) -> Answered {
    ask_in_a_bank(asked, |bank, transfers| {
        (answers.both_locks)(bank, transfers)?;
        Ok(vec![true; transfers.len()])
    })
}

/// No transfer goes on before all children are there.
fn ask_many(answers: &Answers, asked: Asked) -> Answered {
    record::mark("crowd", &asked.1.len().to_string());
    ask(answers, asked)
}

/// The transfer from account 4 still goes on when the others are over.
fn ask_with_a_late_one(answers: &Answers, asked: Asked) -> Answered {
    record::mark("late", "4");
    ask_many(answers, asked)
}

/// Nobody takes a second lock before all others have their first, or wait for one that is taken.
fn ask_who_meet(answers: &Answers, asked: Asked) -> Answered {
    record::mark("meet", &asked.1.len().to_string());
    ask(answers, asked)
}

fn opposite(seed: u64) -> Asked {
    (vec![100; 2], vec![(0, 1, 5 + seed % 5), (1, 0, 3)], 0)
}

fn ring(seed: u64) -> Asked {
    let amount = 1 + seed % 9;
    let transfers = vec![(0, 1, amount), (1, 2, amount + 1), (2, 0, amount + 2)];
    (vec![100; 3], transfers, 0)
}

fn to_itself(seed: u64) -> Asked {
    (vec![100; 2], vec![(1, 1, 1 + seed % 9)], 0)
}

fn many(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut pair = |n: u64| (random.usize(0..4), random.usize(0..4), n);
    (vec![1_000; 4], (1..=8).map(&mut pair).collect(), 0)
}

fn apart(seed: u64) -> Asked {
    let transfers = (0..3).map(|n| (2 * n + 1, 2 * n, 1 + seed % 9));
    (vec![100; 6], transfers.collect(), 0)
}

/// The second one takes more than there is.
fn overdrawn(seed: u64) -> Asked {
    let transfers = vec![(0, 1, 1 + seed % 9), (2, 3, 500), (4, 5, 2 + seed % 9)];
    (vec![100; 6], transfers, 0)
}

fn none(_: u64) -> Asked {
    (vec![100; 2], vec![], 0)
}

fn right(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    in_children(seen)
        .or(|| locked_in_children(seen))
        .or(|| circles(seen))
        .or(|| in_vain(seen))
        .or(|| one_by_one(seen))
        .or(|| made_once(asked, seen))
        .or(|| locks(seen))
        .or(|| books(asked, answered))
        .asked(in_words(asked))
}

fn locked_in_children(seen: &Observed) -> Verdict {
    let asked = ["want", "try"].map(|work| seen.of(work));
    let mut asked = asked.iter().flat_map(|seen| &seen.calls);
    match asked.any(|call| call.pid == seen.asked_pid) {
        false => Verdict::Pass,
        true => Verdict::wrong(
            "locks taken by the child that makes the transfer",
            "locks of accounts taken by the program itself",
            "A lock is for whoever has taken it, and a guard cannot be sent. Call `bank.lock` in the child.",
        ),
    }
}

fn circles(seen: &Observed) -> Verdict {
    let mut circles = seen.calls.iter().filter(|call| call.work == DEADLOCK);
    match circles.next().map(|call| call.item.as_str()) {
        None => Verdict::Pass,
        Some(circle) if circle.ends_with("twice") => Verdict::wrong(
            "one lock where `from` and `to` are the same account",
            format!("a deadlock: {circle}"),
            "It would wait for itself, for ever: a lock does not know that it is you who has it. Take the \
             second lock only if it is another one.",
        ),
        Some(circle) => Verdict::wrong(
            "locks that all take in one and the same order",
            format!("a deadlock: {circle}"),
            "Each waits for a lock that another one of them holds, so all of them wait for ever. The \
             order must not depend on who gives and who gets: take the lock of the lower account first, \
             always.",
        ),
    }
}

fn in_vain(seen: &Observed) -> Verdict {
    let refused = seen.calls.iter().filter(|call| call.work == REFUSED);
    match refused.count() {
        0 => Verdict::Pass,
        n => Verdict::wrong(
            "locks that are waited for",
            match n {
                1 => "1 try in vain".to_string(),
                n => format!("{n} tries in vain"),
            },
            "To try, let go and try again avoids the deadlock, and keeps a core busy with nothing; and all \
             may let go and try again at the same time, for ever. With one order for all there is nothing \
             to try.",
        ),
    }
}

/// Whoever had its first lock has waited in vain for the others to come.
fn one_by_one(seen: &Observed) -> Verdict {
    match record::gave_up(seen) {
        false => Verdict::Pass,
        true => Verdict::serial(
            "all transfers under way at the same time",
            "one that waited in vain for the others to begin",
            "Nobody is in anybody's way if they go one after another. Start all children, then wait for \
             the first. And is there another lock around those of the bank?",
        ),
    }
}

fn locks(seen: &Observed) -> Verdict {
    for (call, held, keys) in transfers(seen) {
        let Some((from, to, _)) = what(call) else {
            continue;
        };
        let (needed, held) = (BTreeSet::from([from, to]), BTreeSet::from_iter(held));
        if let (true, false) = (held.is_empty(), keys.is_empty()) {
            return Verdict::wrong(
                "`transfer` called while the locks of both accounts are held",
                format!("a transfer from {from} to {to} under some other lock"),
                "You hold another lock, not those of the accounts: `bank.lock(account)` takes one of them. \
                 With one lock for all, only one transfer goes on at a time.",
            );
        }
        if let Some(missing) = needed.difference(&held).next() {
            return Verdict::wrong(
                "`transfer` called while the locks of both accounts are held",
                format!("a transfer from {from} to {to} without the lock of account {missing}"),
                "Another transfer can change that account meanwhile. Keep both guards, in variables, \
                 until `transfer` has returned. (`let _ = …` drops a guard at once.)",
            );
        }
        if keys.len() > needed.len() {
            return Verdict::serial(
                format!(
                    "{} held for a transfer from {from} to {to}",
                    count(needed.len(), "lock")
                ),
                count(keys.len(), "lock"),
                "One more lock, for everybody, makes the others needless, and lets only one transfer go on \
                 at a time. Hold those of the two accounts, and no other.",
            );
        }
    }
    Verdict::Pass
}

fn books(asked: &Asked, (done, balances, _): &Answered) -> Verdict {
    if let Err(error) = done {
        let so = "There is an error where there should be none.";
        return Verdict::wrong("all transfers done", format!("an error: {error}"), so);
    }
    let right = balances_after(asked, &vec![true; asked.1.len()]);
    match *balances == right {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("{right:?}"),
            format!("{balances:?}"),
            "Is each amount moved by `transfer`, and by nothing else? And have all children ended when your \
             answer returns? `join` each.",
        ),
    }
}

fn an_error(asked: &Asked, (told, balances, _): &Answered, seen: &Observed) -> Verdict {
    let right = balances_after(asked, &[true, false, true]);
    let verdict = in_children(seen).or(|| match told {
        Ok(_) => Verdict::wrong(
            "an error",
            "none",
            "A transfer has failed, and nobody looked. `join` each child, and hand its error on.",
        ),
        Err(error) if !error.contains("has what is taken from it") => Verdict::wrong(
            "the error of the transfer that failed",
            format!("an error: {error}"),
            "Hand on the error as the toolkit gives it.",
        ),
        Err(_) if *balances != right => Verdict::wrong(
            format!("{right:?} when the error comes back"),
            format!("{balances:?}"),
            "A transfer still goes on, and nobody waits any more: `?` at the first failed `join` leaves the \
             others alone. `join` all, then look for an error.",
        ),
        Err(_) => Verdict::Pass,
    });
    verdict.asked(format!("{}, one of more than there is", in_words(asked)))
}

fn parallel(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let most = seen.of("want").most_at_once();
    right(asked, answered, seen)
        .or(|| match most >= asked.1.len() {
            true => Verdict::Pass,
            false => Verdict::serial(
                count(asked.1.len(), "transfer") + " under way at the same time",
                format!("at most {most}"),
                "So the books are right, but each waits for the one before. Start all children before \
                 you wait for the first. And is there another lock around those of the bank, if only to \
                 take the two?",
            ),
        })
        .asked(in_words(asked))
}
