//! TODO(2): is each digger shown as soon as it is done, and one that fails, too?

use super::order::{all_shown, as_soon, own_names};
use super::seen::{NOT_STARTED, by_children, handed_on, in_children, kind, left, names, nobody};
use crate::parts::processes::{Answers, Board, CAVE_IN, Digger, ROCK, children, gate};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::time::Duration;

/// A question: the diggers.
pub type Asked = Vec<Digger>;
/// What was shown, in that order; the error if there was one; which children live on.
pub type Shown = (
    Vec<(String, Result<u64, String>)>,
    Option<String>,
    Vec<String>,
);

/// A right answer takes a hundredth of it.
const LIMIT: Duration = Duration::from_secs(10);

const LATE: &str = "If it waits for messages: the channel ends when its last sender is gone. Did you drop your own? \
                    And a digger that fails sends nothing: only `join` hears of it.";

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(2, "shows_each_digger_with_its_stones", some, dig, right),
        Check::new(2, "copes_with_no_diggers", |_| vec![], dig, right),
        Check::new(
            2,
            "shows_each_as_soon_as_it_is_done",
            |seed| diggers(seed, 4),
            backwards,
            last_is_first,
        )
        .points(2),
        Check::new(
            2,
            "is_not_held_up_by_the_first",
            |seed| diggers(seed, 6),
            first_is_last,
            first_waits,
        ),
        Check::new(2, "shows_those_that_fail", some_fail, dig, right).points(2),
        Check::new(2, "hands_an_error_on", impossible_name, dig, an_error).panicked(
            "A child that cannot be started is an error to hand on: `?` in place of `unwrap`.",
        ),
    ];
    let for_all = |check: Check<Answers>| check.in_words(describe).late(LATE).time_limit(LIMIT);
    checks.into_iter().map(for_all).collect()
}

/// Each has ground of its own.
fn diggers(seed: u64, count: usize) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let names = names(seed, count).into_iter().zip(1..);
    names
        .map(|(name, i)| (name, 1_000 * i + random.u64(0..1_000)))
        .collect()
}

fn some(seed: u64) -> Asked {
    diggers(seed, 5)
}

fn some_fail(seed: u64) -> Asked {
    let mut diggers = diggers(seed, 5);
    (diggers[1].1, diggers[3].1) = (ROCK, CAVE_IN);
    diggers
}

/// No program can be started with the name of the last.
fn impossible_name(seed: u64) -> Asked {
    let mut diggers = diggers(seed, 2);
    diggers[1].0.push('\0');
    diggers
}

fn dig(answers: &Answers, diggers: Asked) -> Shown {
    let mut shown = Vec::new();
    let mut board = Board::new(|name, stones| {
        shown.push((name.to_string(), stones.map_err(|error| kind(&error))));
        gate::show(name);
    });
    let dug = (answers.dig_all)(&diggers, &mut board);
    drop(board);
    (shown, dug.err().map(|error| kind(&error)), left())
}

/// Each digger ends only when the one after it has been shown.
fn backwards(answers: &Answers, diggers: Asked) -> Shown {
    for pair in diggers.windows(2) {
        gate::hold(pair[0].1, &pair[1].0);
    }
    dig(answers, diggers)
}

/// The first digger ends only when the last has been shown.
fn first_is_last(answers: &Answers, diggers: Asked) -> Shown {
    if let [first, .., last] = &diggers[..] {
        gate::hold(first.1, &last.0);
    }
    dig(answers, diggers)
}

fn describe(diggers: &Asked) -> String {
    let names: Vec<&str> = diggers.iter().map(|(name, _)| name.as_str()).collect();
    let text = format!("{}: {}", children(names.len()), names.join(" "));
    text.trim_end_matches(": ").to_string()
}

fn judged(diggers: &Asked, answered: &Shown, seen: &Observed) -> Verdict {
    let (shown, error, left) = answered;
    let digging = &seen.of("dig");
    let no_error = || match error {
        None => Verdict::Pass,
        Some(error) => Verdict::wrong(
            "`Ok`: every digger was started, and what became of it is on the board",
            format!("an error: {error}"),
            "One digger that fails is no error of the whole: show it, and go on with the others.",
        ),
    };
    // Whoever stops at an error has not heard of all who dig, so how many did is asked afterwards.
    by_children("dig", diggers.len(), digging)
        .or(no_error)
        .or(|| all_shown(diggers, shown))
        .or(|| in_children("dig", diggers.len(), digging))
        .or(|| own_names(diggers, digging))
        .or(|| as_soon(diggers, answered, seen))
        .or(|| nobody(left))
}

fn right(diggers: &Asked, answered: &Shown, seen: &Observed) -> Verdict {
    judged(diggers, answered, seen).asked(describe(diggers))
}

fn an_error(diggers: &Asked, (_, error, _): &Shown, _: &Observed) -> Verdict {
    let text = format!(
        "{}, the last with a name that cannot be",
        children(diggers.len())
    );
    let so = "A digger without a child was passed over in silence. `?` hands the error on.";
    let answered = error.clone().map_or(Ok(()), Err);
    handed_on(&answered, NOT_STARTED, so).asked(text)
}

fn last_is_first(diggers: &Asked, answered: &Shown, seen: &Observed) -> Verdict {
    let text = format!("{}, each waits until the next is shown", describe(diggers));
    judged(diggers, answered, seen).asked(text)
}

fn first_waits(diggers: &Asked, answered: &Shown, seen: &Observed) -> Verdict {
    let text = format!(
        "{}, the first waits until the last is shown",
        describe(diggers)
    );
    judged(diggers, answered, seen).asked(text)
}
