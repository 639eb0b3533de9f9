//! Judges TODO(5): stories that are sent home, and one process that writes.

use super::stories::*;
use crate::parts::locks::{Answers, record};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::time::Duration;

pub fn checks() -> Vec<Check<Answers>> {
    let check =
        |sentence, input, ask, judge| Check::new(5, sentence, input, ask, judge).in_words(in_words);
    let late = "(A message from each digger is waited for, and one of them will never send any: it has died. \
                What comes back when a process ends says so: `join`, or the results of a pool.)";
    vec![
        check("tells_whole_stories", three, ask_in_step, right).points(2),
        check("lets_all_dig_at_the_same_time", three, ask, parallel).holding(3),
        check("tells_each_story_as_it_comes", three, ask_slow, at_once).points(2),
        check("hands_an_error_on", three, ask_with_a_death, an_error)
            .time_limit(Duration::from_secs(3))
            .late(late),
        check("copes_with_no_diggers", nobody, ask, right),
    ]
}

fn ask(answers: &Answers, asked: Asked) -> Answered {
    ask_on_a_screen(asked, answers.send_home)
}

fn ask_in_step(answers: &Answers, asked: Asked) -> Answered {
    record::mark("in step", &asked.0.to_string());
    ask(answers, asked)
}

fn ask_slow(answers: &Answers, asked: Asked) -> Answered {
    record::mark("slow", "A");
    ask(answers, asked)
}

fn ask_with_a_death(answers: &Answers, asked: Asked) -> Answered {
    record::mark("dies", "B");
    ask(answers, asked)
}

fn right(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    dug(asked, answered, seen)
        .or(|| written_at_home(seen))
        .or(|| by_one_thread(seen))
        .or(|| not_piece_by_piece(asked, answered))
        .asked(in_words(asked))
}

fn written_at_home(seen: &Observed) -> Verdict {
    let writes = seen.of("write");
    let elsewhere = writes.calls.iter().filter(|c| c.pid != seen.asked_pid);
    if elsewhere.count() > 0 {
        return Verdict::wrong(
            "pieces written by the program itself",
            "pieces written by children",
            "Now the screen belongs to this process alone. The children send it what they have to tell.",
        );
    }
    let locked = pieces(seen).iter().any(|((_, keys), _)| !keys.is_empty());
    match locked {
        false => Verdict::Pass,
        true => Verdict::wrong(
            "no lock",
            "pieces written while a lock was held",
            "Who would come between? Only this process writes. Leave the lock out.",
        ),
    }
}

fn by_one_thread(seen: &Observed) -> Verdict {
    match seen.of("write").threads().len() {
        0 | 1 => Verdict::Pass,
        n => Verdict::wrong(
            "pieces written by one thread",
            format!("pieces written by {n} threads of the program"),
            "Threads come between each other as processes do. Let one of them write, and the others send it \
             what they get: an `mpsc::channel` will do. Then nobody needs a lock.",
        ),
    }
}

fn not_piece_by_piece(asked: &Asked, answered: &Answered) -> Verdict {
    match whole(asked, answered) {
        Verdict::Wrong(finding) => Verdict::wrong(
            finding.expected,
            finding.saw,
            "The screen has one owner, and yet the stories are mixed or not complete. Was each piece \
             sent by itself? Pieces of others come between. A message is a whole story.",
        ),
        other => other,
    }
}

fn parallel(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    right(asked, answered, seen)
        .or(|| side_by_side(asked, seen))
        .asked(in_words(asked))
}

/// A digs until two other stories are on the screen.
fn at_once(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let verdict = right(asked, answered, seen).or(|| match record::gave_up(seen) {
        false => Verdict::Pass,
        true => Verdict::wrong(
            "two other stories on the screen while A still digs",
            "fewer before A had ended",
            "Somebody waits for A while others have long had their story ready. Results in the order of \
             the diggers, or all at the end? Take them as they come.",
        ),
    });
    verdict.asked(format!("{}, of which A takes longest", in_words(asked)))
}

fn an_error(asked: &Asked, (told, _): &Answered, _: &Observed) -> Verdict {
    let verdict = match told {
        Err(error) if error.contains("SIGABRT") => Verdict::Pass,
        Err(error) => Verdict::wrong(
            "an error that says how B ended",
            format!("an error: {error}"),
            why(
                error,
                "Hand on the error of the one that died, as `join` or the pool gives it.",
            ),
        ),
        Ok(()) => Verdict::wrong(
            "an error",
            "none",
            "B has died before it could tell anything, and nobody says so.",
        ),
    };
    verdict.asked(format!("{}, of which B dies", in_words(asked)))
}
