//! What the checks of TODO(2) and TODO(5) share: who dug, what was written, and by whom.

use super::keys::{Keys, keys};
use crate::parts::locks::{Digger, Screen};
use common::check::{Verdict, shortened};
use common::exercise;
use common::process::Error;
use common::witness::{Observed, Seen};

/// How many diggers, and how deep they dig.
pub type Asked = (usize, u64);
/// Nothing, or an error in words; and what was on the screen.
pub type Answered = (Result<(), String>, String);

pub fn ask_on_a_screen(
    (count, feet): Asked,
    answer: impl FnOnce(&[Digger], &Screen) -> Result<(), Error>,
) -> Answered {
    let screen = match Screen::new() {
        Ok(screen) => screen,
        Err(error) => return (Err(error.to_string()), String::new()),
    };
    let told = answer(&Digger::crew(count, feet), &screen);
    (told.map_err(|error| error.to_string()), screen.text())
}

pub fn three(seed: u64) -> Asked {
    (3, 1 + seed % 3)
}

pub fn nobody(seed: u64) -> Asked {
    (0, seed)
}

pub fn in_words((count, _): &Asked) -> String {
    exercise::count(*count, "digger")
}

/// No error, and each digger has dug once, in a process of its own.
pub fn dug((count, _): &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let digs = seen.of("dig");
    let here = digs.calls.iter().filter(|dig| dig.pid == seen.asked_pid);
    if digs.calls.is_empty() && *count > 0 {
        let so = "Your answer never called `dig`, which gives a digger's story and takes a while. Or has it \
                  returned before its children had ended? `join` each.";
        return Verdict::wrong(
            exercise::count(*count, "call") + " of `dig`",
            "none at all",
            so,
        );
    }
    if here.count() > 0 {
        return Verdict::wrong(
            "`dig` called in child processes",
            "calls of `dig` in the program itself",
            "Each digger has a process of its own: `named(&digger.name).spawn(…)`. (A thread is none.)",
        );
    }
    if let Err(error) = &answered.0 {
        let so = why(error, "There is an error where there should be none.");
        return Verdict::wrong("all stories told", format!("an error: {error}"), so);
    }
    let calls = digs.calls.len();
    if calls != *count {
        let so = match calls < *count {
            true => {
                "Each digger digs once. Has your answer returned before its children had ended? `join` each."
            }
            false => "Each digger digs once.",
        };
        let expected = exercise::count(*count, "call") + " of `dig`";
        return Verdict::wrong(expected, calls.to_string(), so);
    }
    Verdict::Pass
}

/// What to say of this error, if nothing is known of it.
pub fn why(error: &str, unknown: &'static str) -> &'static str {
    match error.contains("QueueClosed") || error.contains("queue is closed") {
        true => {
            "A queue was closed while others still had something to send. A child closes no queue that all \
             use: only this process can know when all have sent."
        }
        false => unknown,
    }
}

/// Whether all dug at the same time. Each of them was held until all had come.
pub fn side_by_side((count, _): &Asked, seen: &Observed) -> Verdict {
    let digs = seen.of("dig");
    let (most, who) = (digs.most_at_once(), digs.processes().len());
    if most >= *count && who >= *count {
        return Verdict::Pass;
    }
    let so = match most >= *count {
        true => {
            "Each digger needs a process of its own: threads of one child are no processes. `spawn` one for \
             each."
        }
        false => {
            "So no story is disturbed, but nobody works side by side. Are all started before the first is \
             waited for?"
        }
    };
    let processes = match who {
        1 => "1 process".to_string(),
        who => format!("{who} processes"),
    };
    let saw = match most {
        1 => format!("one after another, in {processes}"),
        most => format!("at most {most} at the same time, in {processes}"),
    };
    Verdict::serial(format!("{count} diggers who dig at the same time"), saw, so)
}

/// The pieces that were written, in order: who wrote it with which locks, and its text.
pub fn pieces<'a>(seen: &'a Observed) -> Vec<((&'a Seen, Keys), &'a str)> {
    let writes = seen.calls.iter().filter(|call| call.work == "write");
    let piece = |call: &'a Seen| {
        let (held, text) = call.item.split_once('|')?;
        Some(((call, keys(held)), text))
    };
    writes.filter_map(piece).collect()
}

/// Whether the screen shows all stories, each of them whole.
pub fn whole((count, feet): &Asked, (_, screen): &Answered) -> Verdict {
    let mut right: Vec<String> = Digger::crew(*count, *feet)
        .iter()
        .map(Digger::line)
        .collect();
    let expected = right.first().map(|line| shortened(line.trim_end()));
    let mut lines: Vec<&str> = screen.split_inclusive('\n').collect();
    let garbled = lines.iter().find(|line| !right.iter().any(|r| r == *line));
    if let Some(line) = garbled {
        return Verdict::wrong(
            expected.unwrap_or_default(),
            shortened(line.trim_end()),
            "Another story came between, or the pieces are not in their order. A story is written from \
             its first piece to its last, and only then the next one.",
        );
    }
    lines.sort_unstable();
    right.sort_unstable();
    match lines == right {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("{count} stories, each of them once"),
            format!("{} stories", lines.len()),
            "None may be missing, and none is told twice.",
        ),
    }
}
