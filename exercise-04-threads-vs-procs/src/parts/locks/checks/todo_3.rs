//! Judges TODO(3): transfers under one lock, and what those leave who die with it.

use super::books::*;
use super::keys::one_lock;
use crate::parts::locks::Answers;
use common::check::{Check, Verdict};
use common::witness::Observed;

pub fn checks() -> Vec<Check<Answers>> {
    let check =
        |sentence, input, judge| Check::new(3, sentence, input, ask, judge).in_words(in_words);
    vec![
        check("moves_every_amount_once", nobody_dies, right),
        check("undoes_what_the_dead_have_left", the_first_dies, right).points(2),
        check("looks_after_the_last_one_too", the_last_dies, right).points(2),
        check("copes_with_no_transfers", none, right),
    ]
}

fn ask(answers: &Answers, asked: Asked) -> Answered {
    ask_in_a_bank(asked, answers.survive)
}

/// All of them touch account 0, so whoever comes next meets what the last one has left.
fn star(seed: u64, count: usize, dies: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let transfers = (1..=count).map(|other| match other % 2 {
        0 => (other, 0, random.u64(1..9) * 10 + other as u64),
        _ => (0, other, random.u64(1..9) * 10 + other as u64),
    });
    (vec![1_000; count + 1], transfers.collect(), dies)
}

fn nobody_dies(seed: u64) -> Asked {
    star(seed, 5, 0)
}

fn the_first_dies(seed: u64) -> Asked {
    star(seed, 5, 1)
}

fn the_last_dies(seed: u64) -> Asked {
    star(seed, 3, 3)
}

fn none(seed: u64) -> Asked {
    star(seed, 0, 0)
}

fn right(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    made_once(asked, seen)
        .or(|| one_lock("transfer", &calls(seen)))
        .or(|| said_what_was_done(asked, answered, seen))
        .or(|| books(asked, answered))
        .asked(in_words(asked))
}

fn calls(seen: &Observed) -> Vec<(&common::witness::Seen, super::keys::Keys)> {
    let all = transfers(seen).into_iter();
    all.map(|(call, _, keys)| (call, keys)).collect()
}

/// A call that never ended is one whose process has died. Amounts differ, so each is known by what it moves.
fn was_done(asked: &Asked, seen: &Observed) -> Vec<bool> {
    let calls = transfers(seen);
    let done = |transfer| {
        let mut own = calls.iter().filter(|(c, ..)| what(c) == Some(transfer));
        own.any(|(call, ..)| call.end.is_some())
    };
    asked.1.iter().map(|&transfer| done(transfer)).collect()
}

fn said_what_was_done(asked: &Asked, (said, ..): &Answered, seen: &Observed) -> Verdict {
    let done = was_done(asked, seen);
    let in_words = |done: &[bool]| {
        let numbers = (0..done.len()).filter(|&n| !done[n]);
        let numbers: Vec<String> = numbers.map(|n| n.to_string()).collect();
        match numbers.is_empty() {
            true => format!("all {} done", done.len()),
            false => format!("{} transfers, not done: {}", done.len(), numbers.join(" ")),
        }
    };
    match said {
        Ok(said) if *said == done => Verdict::Pass,
        Ok(said) if said.len() == done.len() => Verdict::wrong(
            in_words(&done),
            in_words(said),
            "A transfer is done if its child has returned. What `join` gives says whether it has, in the \
             order in which you have started them.",
        ),
        Ok(said) => Verdict::wrong(
            in_words(&done),
            in_words(said),
            "There is a `true` or a `false` for each transfer.",
        ),
        Err(error) => Verdict::wrong(
            in_words(&done),
            format!("only an error: {error}"),
            "One that died took what you know of the others with it. Its error is a `false` in its \
             place.",
        ),
    }
}

fn books(asked: &Asked, (said, balances, clean): &Answered) -> Verdict {
    let done = said.as_deref().unwrap_or_default();
    let right = balances_after(asked, done);
    let (is, should): (u64, u64) = (balances.iter().sum(), right.iter().sum());
    if *balances == right {
        return match clean {
            true => Verdict::Pass,
            false => Verdict::wrong(
                "no open entry in the journal",
                "one that is still open",
                "It was undone, and whoever looks next will undo it again, with balances that are old by \
                 then. `bank.strike(&entry)` when it is done.",
            ),
        };
    }
    let so = match (is < should, *clean) {
        (true, false) => {
            "Money was taken and not given: somebody has died half-way, and nobody undid it. Each holder \
             asks `guard.last_holder_died()` before anything else; and when the last of all dies, this \
             process takes the lock once more and looks itself."
        }
        (true, true) => {
            "Money is lost: one that died half-way was not undone, or not rightly. Each holder asks \
             `guard.last_holder_died()` before anything else, since the next transfer writes over the \
             entry; and it writes back what both accounts had before."
        }
        (false, _) if is > should => {
            "There is more money than before. Balances were written back that had changed since: undo \
             before anybody else moves anything. The guard tells of a death once, and only to the next \
             holder."
        }
        (false, _) => {
            "The sum is right, but not every account. Balances were written back that had changed since, \
             or a transfer that is said not to be done was done all the same."
        }
    };
    Verdict::wrong(format!("{right:?}"), format!("{balances:?}"), so)
}
