//! Judges TODO(2): stories that are told one at a time, by whoever holds the conch.

use super::keys::{common_to, keys, one_lock};
use super::stories::*;
use crate::parts::locks::diggers::PIECES;
use crate::parts::locks::{Answers, record};
use common::check::{Check, Verdict};
use common::witness::{Observed, Seen};
use std::collections::BTreeSet;

pub fn checks() -> Vec<Check<Answers>> {
    let late = "(Does this process hold the conch while it waits for children that want it? Or does somebody \
                take it twice?)";
    let check = |sentence, input, ask, judge| {
        let check = Check::new(2, sentence, input, ask, judge);
        check.late(late).in_words(in_words)
    };
    vec![
        check("tells_whole_stories", five, ask_when_all_want_to, in_turn).points(2),
        check("lets_all_dig_at_the_same_time", three, ask, parallel)
            .holding(3)
            .points(2),
        check("copes_with_no_diggers", nobody, ask, in_turn),
        check("hands_an_error_on", three, ask_with_a_death, an_error),
    ]
}

fn ask(answers: &Answers, asked: Asked) -> Answered {
    ask_on_a_screen(asked, answers.tell_in_turn)
}

/// The first to tell goes on only when all others have dug.
fn ask_when_all_want_to(answers: &Answers, asked: Asked) -> Answered {
    record::mark("all want to write", &asked.0.to_string());
    ask(answers, asked)
}

/// B dies, and C still digs when the others are told or dead.
fn ask_with_a_death(answers: &Answers, asked: Asked) -> Answered {
    record::mark("dies", "B");
    record::mark("late", "C");
    ask(answers, asked)
}

fn five(seed: u64) -> Asked {
    (5, 1 + seed % 3)
}

fn in_turn(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    dug(asked, answered, seen)
        .or(|| told_in_children(seen))
        .or(|| one_lock("write", &calls(seen)))
        .or(|| for_a_whole_story(seen))
        .or(|| none_missing(asked, answered))
        .or(|| whole(asked, answered))
        .or(|| digs_without(seen))
        .asked(in_words(asked))
}

fn parallel(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    dug(asked, answered, seen)
        .or(|| digs_without(seen))
        .or(|| side_by_side(asked, seen))
        .asked(in_words(asked))
}

fn calls(seen: &Observed) -> Vec<(&Seen, super::keys::Keys)> {
    pieces(seen).into_iter().map(|(call, _)| call).collect()
}

fn told_in_children(seen: &Observed) -> Verdict {
    let writes = seen.of("write");
    let here = writes.calls.iter().filter(|c| c.pid == seen.asked_pid);
    match here.count() {
        0 => Verdict::Pass,
        n => Verdict::wrong(
            "stories told by those who dug",
            format!("{n} pieces written by the program itself"),
            "That is a good way, and TODO(5) asks for it. Here each child writes to the screen itself, \
             while it holds the conch.",
        ),
    }
}

/// Whether the lock was taken once for each story, not once for each piece.
fn for_a_whole_story(seen: &Observed) -> Verdict {
    let calls = calls(seen);
    let Some(conch) = common_to(&calls).into_iter().next() else {
        return Verdict::Pass;
    };
    let writers: BTreeSet<u32> = calls.iter().map(|(call, _)| call.pid).collect();
    let taking = |(call, keys): &(&Seen, super::keys::Keys)| (call.pid, keys[&conch]);
    let mut takings: Vec<_> = calls.iter().map(taking).collect();
    takings.dedup();
    if takings.len() <= writers.len().max(calls.len() / PIECES) {
        return Verdict::Pass;
    }
    Verdict::wrong(
        "the conch taken once for each story",
        format!("it changed hands or was taken anew {} times", takings.len()),
        "Between two pieces the conch is free, so another story can come between, even if none did this \
         time. Take it before the first piece, and keep the guard until after the last.",
    )
}

/// Whoever only tries to get the conch may never tell anything.
fn none_missing((count, _): &Asked, (_, screen): &Answered) -> Verdict {
    match screen.lines().count() < *count && screen.ends_with('\n') {
        false => Verdict::Pass,
        true => Verdict::wrong(
            format!("{count} stories, each of them once"),
            screen.lines().count().to_string(),
            "None may be missing. Whoever does not get the conch waits for it: `lock`, not `try_lock` or \
             `lock_timeout`. And has each child ended when your answer returns? `join` each.",
        ),
    }
}

fn digs_without(seen: &Observed) -> Verdict {
    let digs = seen.calls.iter().filter(|call| call.work == "dig");
    let held = digs.filter(|dig| {
        let held = dig.item.split_once('|').map(|(held, _)| held);
        !keys(held.unwrap_or_default()).is_empty()
    });
    match held.count() {
        0 => Verdict::Pass,
        n => Verdict::serial(
            "`dig` called while no lock is held",
            format!("{n} diggers dig while they hold the conch"),
            "Then all others wait, and nothing is done side by side. A lock is held for what must not be \
             disturbed, and no longer: dig first, then take the conch.",
        ),
    }
}

fn an_error(asked: &Asked, (told, screen): &Answered, _: &Observed) -> Verdict {
    let verdict = match told {
        Err(error) if error.contains("SIGABRT") && !error.contains("\"B\"") => Verdict::wrong(
            "an error that names B, who has died",
            format!("an error: {error}"),
            "So nobody knows who it was. Each child has a name, that of its digger: \
             `named(&digger.name).spawn(…)`.",
        ),
        Err(error) if error.contains("SIGABRT") => match screen.lines().count() {
            2.. => Verdict::Pass,
            n => Verdict::wrong(
                "the stories of the two others on the screen",
                format!("{n} of them when the error came back"),
                "Somebody still digs, and nobody waits any more: `?` at the first failed `join` leaves the \
                 others alone. `join` all, then look for an error.",
            ),
        },
        Err(error) => Verdict::wrong(
            "an error that says how B ended",
            format!("an error: {error}"),
            "Hand on the error as the toolkit gives it.",
        ),
        Ok(()) => Verdict::wrong(
            "an error",
            "none",
            "B has died, and nobody looked. `join` each child, and hand its error on.",
        ),
    };
    verdict.asked(format!("{}, of which B dies", in_words(asked)))
}
