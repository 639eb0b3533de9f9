//! Judges TODO(5): what is read was there, and a child that fails is heard of.

use super::seen::{UNWRAPPED, no_error};
use crate::parts::shared::board::{DOWN, UP};
use crate::parts::shared::gate::mark;
use crate::parts::shared::script::{ENDS, FAILS, LOOKED, NOT_READ, SET, SLOW};
use crate::parts::shared::{Answers, Board};
use common::check::{Check, Verdict};
use common::process::Error;
use common::witness::{Observed, Seen};
use std::time::Duration;

/// The text, how many bytes the board has, and what the child does: a word of the script, or nothing.
type Asked = (String, usize, String);
/// What was read, or an error in words, and whether it was the child's panic.
type Answered = Result<String, (String, bool)>;

pub fn checks() -> Vec<Check<Answers>> {
    let late = "(A child that has failed sets no flag any more. Wait for either: the flag, or the child's end.)";
    let check = |sentence, input, judge| {
        let check = Check::new(5, sentence, input, ask, judge);
        check.late(late).panicked(UNWRAPPED).in_words(in_words)
    };
    vec![
        check("waits_as_long_as_the_child_lives", slow, after_the_flag).points(2),
        check("reads_while_the_child_goes_on", fits, at_once),
        check(
            "looks_once_more_when_the_child_has_ended",
            ends,
            after_the_flag,
        ),
        check(
            "does_not_wait_for_a_flag_that_never_comes",
            no_room,
            told_of_it,
        )
        .points(2)
        .time_limit(Duration::from_secs(6)),
        check("hears_of_a_child_that_fails_later", fails, told_of_it),
    ]
}

fn ask(answers: &Answers, (text, room, script): Asked) -> Answered {
    [SLOW, ENDS, FAILS]
        .into_iter()
        .filter(|word| *word == script)
        .for_each(mark);
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

fn scripted(text: String, script: &str) -> Asked {
    let room = text.len() + 1;
    (text, room, script.to_string())
}

fn slow(seed: u64) -> Asked {
    scripted(text(seed), SLOW)
}

/// `read` stops at the zero, so what is on the board is not what was given.
fn fits(seed: u64) -> Asked {
    scripted(text(seed) + "\0, and more", "")
}

fn ends(seed: u64) -> Asked {
    scripted(text(seed), ENDS)
}

fn no_room(seed: u64) -> Asked {
    let text = text(seed);
    let room = text.len() - 1;
    (text, room, String::new())
}

fn fails(seed: u64) -> Asked {
    scripted(text(seed), FAILS)
}

fn in_words((text, room, script): &Asked) -> String {
    let then = match script.as_str() {
        SLOW => "; the child is slow",
        ENDS => "; the child sets the flag and ends at once",
        FAILS => "; afterwards the child panics",
        _ => "",
    };
    format!("{} bytes on a board with room for {room}{then}", text.len())
}

/// Whether a child wrote, and set the flag behind it.
fn written(seen: &Observed) -> Verdict {
    let of = |work: &str| seen.of(work).calls;
    let (writes, written) = (of("write"), of("written"));
    let Some(write) = writes.first() else {
        let so = "Your answer never called `shared::write`. The child calls it.";
        return Verdict::wrong("a call of `write` in a child", "no call at all", so);
    };
    if write.pid == seen.asked_pid {
        return Verdict::wrong(
            "a call of `write` in a child",
            "a call in the program itself",
            "Start a process for it: `common::process::spawn(work, argument)?`.",
        );
    }
    if writes.iter().chain(&written).any(|call| call.item == UP) {
        return Verdict::wrong(
            "the flag down until the text is written",
            "the flag up while the child wrote",
            "Whoever sees the flag reads, and may find half a text, or none. First write, then set the flag.",
        );
    }
    let (set, other_work) = (of(SET), of("carry on"));
    let ends = other_work.first().and_then(|call| call.end);
    match set.first() {
        None if !written.is_empty() => Verdict::wrong(
            "the flag up when the text is written",
            "a flag that was never set",
            "After `shared::write`, the child calls `board.ready.set()`.",
        ),
        Some(set) if ends.is_some_and(|end| end < set.start) => Verdict::wrong(
            "the flag up before the child goes on",
            "the flag down until the end of `carry_on`",
            "The child set the flag only after its other work. Whoever waits for the text waits for that, too.",
        ),
        _ => Verdict::Pass,
    }
}

/// Whether the program read, and what was there when the flag was up.
fn read_behind(seen: &Observed) -> Verdict {
    let reads = seen.of("read").calls;
    let mine = |call: &&Seen| call.pid == seen.asked_pid;
    if reads.iter().any(|call| !mine(&call)) {
        return Verdict::wrong(
            "a call of `read` in the program",
            "a call in the child",
            "The child writes, and the program reads: that is what the board is for.",
        );
    }
    if reads.iter().all(|call| call.item != DOWN) {
        return Verdict::Pass;
    }
    match seen.of(LOOKED).calls.iter().any(|call| mine(&call)) {
        true => Verdict::wrong(
            "a call of `read` when the flag is up",
            "a call while it was down",
            SLOW_NOT_DEAD,
        ),
        false => Verdict::wrong(
            "a call of `read` when the flag is up",
            "a call while it was down",
            "What is on the board then may be half a text, or none. Wait for the flag before you read.",
        ),
    }
}

const SLOW_NOT_DEAD: &str = "The child was slow, not dead. A limit says nothing about the child, so look at it: as long as \
     `is_alive()`, wait for the flag again.";

fn after_the_flag(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let right = asked.0.split('\0').next().unwrap_or_default();
    let is_unread = seen.of("read").calls.is_empty();
    written(seen)
        .or(|| read_behind(seen))
        .or(|| no_error(&plain(answered)))
        .or(|| match answered {
            Ok(read) if *read == right => Verdict::Pass,
            other => Verdict::wrong(
                format!("{right:?}"),
                format!("{:?}", other.as_deref().unwrap_or_default()),
                match asked.2.as_str() {
                    SLOW if is_unread => SLOW_NOT_DEAD,
                    ENDS if is_unread => {
                        "The child set the flag and ended, both after you had looked at the flag and before you looked at \
                         the child. So look at the flag once more when the child has ended: `is_set()`."
                    }
                    _ => "Give back what `shared::read` finds on the board: that is not always what you were given.",
                },
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
    written(seen)
        .or(|| read_behind(seen))
        .or(|| verdict)
        .asked(in_words(asked))
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
    // Who reads what a dead child has left does no harm, if the answer is its error.
    written(seen).or(|| verdict).asked(in_words(asked))
}
