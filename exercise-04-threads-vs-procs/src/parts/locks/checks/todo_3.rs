//! Judges TODO(3): transfers under one lock, and what those leave who die with it.

use super::books::*;
use super::keys::one_lock;
use super::mended::{nobody_mended, struck_out, under_the_lock};
use crate::parts::locks::{Answers, record};
use common::check::{Check, Verdict};
use common::witness::Observed;

pub fn checks() -> Vec<Check<Answers>> {
    let late = "(Does this process hold the lock while it waits for children that want it? Or does somebody \
                take it twice?)";
    let check = |sentence, input, ask| {
        let check = Check::new(3, sentence, input, ask, right);
        check.late(late).in_words(in_words)
    };
    vec![
        check("moves_every_amount_once", nobody_dies, ask),
        check("undoes_what_the_dead_have_left", the_first_dies, ask).points(2),
        check(
            "looks_after_the_last_one_too",
            the_last_dies,
            ask_with_a_late_death,
        )
        .points(2),
        check("copes_with_no_transfers", none, ask),
    ]
}

fn ask(answers: &Answers, asked: Asked) -> Answered {
    ask_a_crowd(asked, answers.survive)
}

/// Whoever dies has written both balances, so both have to be written back.
fn ask_with_a_late_death(answers: &Answers, asked: Asked) -> Answered {
    record::mark("dies", "after both");
    ask(answers, asked)
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
    in_children(seen)
        .or(|| not_only_an_error(asked, answered, seen))
        .or(|| side_by_side(seen))
        .or(|| made_once(asked, seen))
        .or(|| one_lock("transfer", &calls(seen)))
        .or(|| under_the_lock(seen))
        .or(|| struck_out(asked, seen))
        .or(|| said_what_was_done(asked, answered, seen))
        .or(|| books(asked, answered, seen))
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

/// "all 5 done but transfer number 0 (from 0)".
fn in_a_list(done: &[bool]) -> String {
    let numbers = (0..done.len()).filter(|&n| !done[n]);
    let numbers: Vec<String> = numbers.map(|n| n.to_string()).collect();
    match &numbers[..] {
        [] => format!("all {} done", done.len()),
        [_] => format!(
            "all {} done but transfer number {} (from 0)",
            done.len(),
            numbers[0]
        ),
        _ => format!(
            "all {} done but transfers number {} (from 0)",
            done.len(),
            numbers.join(", ")
        ),
    }
}

fn not_only_an_error(asked: &Asked, (said, ..): &Answered, seen: &Observed) -> Verdict {
    match said {
        Ok(_) => Verdict::Pass,
        Err(error) => Verdict::wrong(
            format!("a `true` or a `false` for each of {}", asked.1.len()),
            format!("only an error: {error}"),
            match seen.calls.iter().any(|call| call.work == "transfer") {
                true => {
                    "One that died took what you know of the others with it. Its error is a `false` in \
                     its place: no `?` at its `join`."
                }
                false => "There is an error where there should be none.",
            },
        ),
    }
}

fn said_what_was_done(asked: &Asked, (said, ..): &Answered, seen: &Observed) -> Verdict {
    let done = was_done(asked, seen);
    let said = said.as_deref().unwrap_or_default();
    if *said == done {
        return Verdict::Pass;
    }
    let so = match said.len() == done.len() {
        true => {
            "A transfer is done if its child has returned. What `join` gives says whether it has, in the \
             order in which you have started them."
        }
        false => "There is a `true` or a `false` for each transfer.",
    };
    Verdict::wrong(in_a_list(&done), in_a_list(said), so)
}

fn books(asked: &Asked, (said, balances, clean): &Answered, seen: &Observed) -> Verdict {
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
        (_, false) if nobody_mended(seen) => {
            "Somebody has died half-way, and nobody undid it. Each holder asks `guard.last_holder_died()` \
             before anything else; and when the last of all dies, this process takes the lock once more \
             and looks itself."
        }
        (true, _) => {
            "Money is lost: one that died half-way was not undone, or not rightly. Each holder asks \
             `guard.last_holder_died()` before anything else, since the next transfer writes over the \
             entry; and it writes back what both accounts had before."
        }
        (false, _) if is > should => {
            "There is more money than before. Only one of the two accounts got back what both had before, \
             or they got it when it had changed since: undo before anybody else moves anything. The guard \
             tells of a death once, and only to the next holder."
        }
        (false, _) => {
            "The sum is right, but not every account. Balances were written back that had changed since, \
             or a transfer that is said not to be done was done all the same."
        }
    };
    Verdict::wrong(format!("{right:?}"), format!("{balances:?}"), so)
}
