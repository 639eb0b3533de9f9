//! TODO(1): is there a child for each name, and are all there before the first is joined?

use super::seen::{NOT_STARTED, PANICKED};
use super::seen::{at_once, handed_on, held_for, in_children, kind, left, names, nobody};
use crate::parts::processes::{Answers, Greeting, MUTE, children, gate};
use common::check::{Check, Verdict};
use common::witness::Observed;

/// A question: the names.
type Asked = Vec<String>;
/// The greetings or the kind of error, and which children live on.
type Answered = (Result<Vec<Greeting>, String>, Vec<String>);

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            1,
            "has_one_child_say_who_it_is",
            |seed| names(seed, 1),
            greet,
            right,
        ),
        Check::new(
            1,
            "has_three_say_who_they_are",
            |seed| names(seed, 3),
            greet,
            right,
        ),
        Check::new(
            1,
            "keeps_the_order_of_the_names",
            |seed| names(seed, 6),
            backwards,
            last_ends_first,
        ),
        Check::new(
            1,
            "starts_all_before_it_joins_any",
            |seed| names(seed, 3),
            greet,
            all_at_once,
        )
        .holding(3)
        .points(2),
        Check::new(1, "copes_with_no_names", |_| vec![], greet, right),
        Check::new(
            1,
            "hands_an_error_on",
            |seed| names(seed, 2),
            bad_names,
            errors,
        )
        .panicked(
            "A child that cannot be started, or fails, is an error to hand on: `?` in place of `unwrap`.",
        ),
    ];
    let with_words = |check: Check<Answers>| check.in_words(describe);
    checks.into_iter().map(with_words).collect()
}

fn greet(answers: &Answers, names: Asked) -> Answered {
    let greetings = (answers.greet)(&names);
    (greetings.map_err(|error| kind(&error)), left())
}

/// Each child ends only when the one after it has ended.
fn backwards(answers: &Answers, names: Asked) -> Answered {
    gate::backwards(&names);
    greet(answers, names)
}

/// One more name with which no program can be started; then one more child that fails.
fn bad_names(answers: &Answers, names: Asked) -> [Answered; 2] {
    ["\0", MUTE].map(|bad| {
        let mut names = names.clone();
        names.push(bad.to_string());
        greet(answers, names)
    })
}

fn describe(names: &Asked) -> String {
    format!("a child for each of {names:?}")
}

fn right(names: &Asked, (greetings, left): &Answered, seen: &Observed) -> Verdict {
    let seen = &seen.of("hello");
    in_children("hello", names.len(), seen)
        .or(|| greeted(names, greetings, seen))
        .or(|| nobody(left))
        .asked(describe(names))
}

fn last_ends_first(names: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    right(names, answered, seen)
        .or(|| held_for("hello", names.len(), seen))
        .asked(format!(
            "{}, each waits until the next has ended",
            describe(names)
        ))
}

fn all_at_once(names: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    right(names, answered, seen)
        .or(|| at_once("hello", names.len(), &seen.of("hello")))
        .asked(describe(names))
}

fn greeted(names: &Asked, greetings: &Result<Vec<Greeting>, String>, seen: &Observed) -> Verdict {
    let expected = format!("the greetings of {names:?}");
    let greetings = match greetings {
        Ok(greetings) => greetings,
        Err(error) => {
            let so = "There is an error where there should be none.";
            return Verdict::wrong(expected, format!("an error: {error}"), so);
        }
    };
    let said: Vec<&str> = greetings.iter().map(|(name, ..)| name.as_str()).collect();
    if said != *names {
        let sorted = |names: Vec<&str>| {
            let mut names = names;
            names.sort_unstable();
            names.join(" ")
        };
        let wanted = names.iter().map(String::as_str).collect();
        let so = if sorted(said.clone()) == sorted(wanted) {
            "All are there, but not in the order of `names`: an order of arrival, or sorted?"
        } else if said.iter().any(|name| name.starts_with("child ")) {
            "`spawn` makes up a name. `named(name).spawn(…)` gives the child yours."
        } else {
            "One greeting for each name, in the order of `names`."
        };
        return Verdict::wrong(expected, format!("those of {said:?}"), so);
    }
    for (name, pid, parent) in greetings {
        let call = seen.calls.iter().find(|call| call.thread.1 == *name);
        let own = call.map_or(0, |call| call.pid);
        if *pid != own {
            let so = "The pid is not that of the child. Is it the parent's, or another child's? Hand \
                      on what `hello` returns in the child.";
            return Verdict::wrong(format!("{name} with the pid {own}"), pid.to_string(), so);
        }
        if cfg!(unix) && *parent != seen.asked_pid {
            let so = "The child was not started by the program, but by another child, or its greeting \
                      was made up. Each is to be a child of the process that calls your function.";
            let expected = format!("{name} with the program as parent, {}", seen.asked_pid);
            return Verdict::wrong(expected, parent.to_string(), so);
        }
    }
    Verdict::Pass
}

fn errors(names: &Asked, [not_started, failed]: &[Answered; 2], _: &Observed) -> Verdict {
    let asked = |last| format!("{}, and one more {last}", children(names.len()));
    handed_on(
        &not_started.0,
        NOT_STARTED,
        "A name without a child was passed over in silence. `?` hands the error on.",
    )
    .asked(asked("with a name that cannot be"))
    .or(|| {
        let so = "A child failed, and nobody will know. `join` tells: hand its error on.";
        handed_on(&failed.0, PANICKED, so).asked(asked("that panics"))
    })
}
