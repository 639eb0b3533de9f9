//! Judges TODO(5): what is read was there, and a child that fails is heard of.

use super::seen::no_error;
use crate::parts::shared::board::{DOWN, FAILS, NOT_READ, UP};
use crate::parts::shared::gate::mark;
use crate::parts::shared::{Answers, Board};
use common::check::{Check, Verdict};
use common::process::Error;
use common::witness::Observed;
use std::time::Duration;

/// The text, how many bytes the board has, and whether the child fails after it has written.
type Asked = (String, usize, bool);
/// What was read, or an error in words, and whether it was the child's panic.
type Answered = Result<String, (String, bool)>;

pub fn checks() -> Vec<Check<Answers>> {
    let late = "(A child that has failed sets no flag any more. Wait for either: the flag, or the child's end.)";
    let limit = Duration::from_secs(6);
    vec![
        Check::new(
            5,
            "reads_what_was_written_before_the_flag",
            fits,
            ask,
            after_the_flag,
        )
        .points(2)
        .late(late),
        Check::new(5, "reads_while_the_child_goes_on", fits, ask, at_once).late(late),
        Check::new(
            5,
            "does_not_wait_for_a_flag_that_never_comes",
            no_room,
            ask,
            told_of_it,
        )
        .points(2)
        .late(late)
        .time_limit(limit),
        Check::new(
            5,
            "hears_of_a_child_that_fails_later",
            fails,
            ask,
            told_of_it,
        )
        .late(late),
        Check::new(
            5,
            "copes_with_an_empty_text",
            |_| (String::new(), 4, false),
            ask,
            after_the_flag,
        )
        .late(late),
    ]
}

fn ask(answers: &Answers, (text, room, fails): Asked) -> Answered {
    if fails {
        mark(FAILS);
    }
    let board = Board::new(room).expect("the system gives us memory");
    let outcome = (answers.publish)(&board, &text);
    outcome.map_err(|error| {
        let is_panic = matches!(error, Error::ChildPanicked { .. });
        (error.to_string(), is_panic)
    })
}

fn text(seed: u64) -> String {
    format!("Grüße {} times from a child", seed % 1000)
}

fn fits(seed: u64) -> Asked {
    let text = text(seed);
    let room = text.len() + (seed % 2) as usize;
    (text, room, false)
}

fn no_room(seed: u64) -> Asked {
    let text = text(seed);
    let room = text.len() - 1;
    (text, room, false)
}

fn fails(seed: u64) -> Asked {
    (text(seed), 100, true)
}

fn in_words((text, room, fails): &Asked) -> String {
    let then = match fails {
        true => "; afterwards the child panics",
        false => "",
    };
    format!("{} bytes on a board with room for {room}{then}", text.len())
}

/// Whether a child wrote, before the flag, and whether the program read behind it.
fn in_order(seen: &Observed) -> Verdict {
    let of = |work: &str| seen.of(work).calls;
    let (writes, written, reads) = (of("write"), of("written"), of("read"));
    let Some(write) = writes.first() else {
        let so = "Your answer never called `shared::write`. The child calls it.";
        return Verdict::wrong("a call of `write` in a child", "no call at all", so);
    };
    if write.pid == seen.asked_pid {
        return Verdict::wrong(
            "a call of `write` in a child",
            "a call in the program itself",
            "Start a process for it: `spawn(work, argument)?` from `common::process`.",
        );
    }
    if writes.iter().chain(&written).any(|call| call.item == UP) {
        return Verdict::wrong(
            "the flag down until the text is written",
            "the flag up while the child wrote",
            "Whoever sees the flag reads, and may find half a text, or none. First write, then set the flag.",
        );
    }
    if reads.iter().any(|call| call.pid != seen.asked_pid) {
        return Verdict::wrong(
            "a call of `read` in the program",
            "a call in the child",
            "The child writes, and the program reads: that is what the board is for.",
        );
    }
    match reads.iter().any(|call| call.item == DOWN) {
        true => Verdict::wrong(
            "a call of `read` when the flag is up",
            "a call while it was down",
            "What is on the board then may be half a text, or none. Wait for the flag before you read.",
        ),
        false => Verdict::Pass,
    }
}

fn after_the_flag(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    in_order(seen)
        .or(|| no_error(&plain(answered)))
        .or(|| match answered {
            Ok(read) if *read == asked.0 => Verdict::Pass,
            other => Verdict::wrong(
                format!("{:?}", asked.0),
                format!("{:?}", other.as_deref().unwrap_or_default()),
                "Give back what `shared::read` finds on the board.",
            ),
        })
        .asked(in_words(asked))
}

fn plain(answered: &Answered) -> Result<&String, String> {
    answered.as_ref().map_err(|(error, _)| error.clone())
}

fn at_once(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let carried_on = !seen.of("carry on").calls.is_empty();
    let in_vain = !seen.of(NOT_READ).calls.is_empty();
    let verdict = match (carried_on, in_vain) {
        (true, false) => after_the_flag(asked, answered, seen),
        (false, _) => Verdict::wrong(
            "a child that goes on with other work",
            "no call of `carry_on` at all",
            "After it has set the flag, the child calls `shared::carry_on()`.",
        ),
        (_, true) => Verdict::wrong(
            "a call of `read` as soon as the flag is up",
            "none for three seconds, while the child went on",
            "You waited for the child's end. The flag is there so that nobody has to: wait for the flag, read, \
             and wait for the child last.",
        ),
    };
    in_order(seen).or(|| verdict).asked(in_words(asked))
}

fn told_of_it(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let expected = "the child's error: it panicked";
    let verdict = match answered {
        Err((_, true)) => Verdict::Pass,
        Err((error, false)) => Verdict::wrong(
            expected,
            format!("another error: {error}"),
            "`child.join()` gives the child's own error. Hand it on as it is.",
        ),
        Ok(text) => Verdict::wrong(
            expected,
            format!("no error, and the text {text:?}"),
            "The child failed, and nobody looked. In Python that is how it goes unless one asks for \
             `exitcode`; here `child.join()` says it, and its `Result` is to be handed on.",
        ),
    };
    in_order(seen).or(|| verdict).asked(in_words(asked))
}
