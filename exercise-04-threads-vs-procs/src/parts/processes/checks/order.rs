//! Judges what TODO(2) has shown, and when.

use super::seen::{PANICKED, named};
use super::todo_2::{Asked, Shown};
use crate::parts::processes::gate::GAVE_UP;
use crate::parts::processes::{CAVE_IN, ROCK};
use common::check::Verdict;
use common::primes::count_primes;
use common::witness::Observed;

/// What comes of digging: the stones, or the start of the error's kind.
fn outcome(ground: u64) -> Result<u64, &'static str> {
    match ground {
        ROCK => Err(PANICKED),
        CAVE_IN => Err(super::seen::DIED),
        ground => Ok(count_primes(0..ground)),
    }
}

fn is_right(shown: &Result<u64, String>, ground: u64) -> bool {
    match (shown, outcome(ground)) {
        (Ok(stones), Ok(right)) => *stones == right,
        (Err(kind), Err(right)) => kind.starts_with(right),
        _ => false,
    }
}

/// Whether every digger was shown once, with what came of its own ground.
pub fn all_shown(diggers: &Asked, shown: &[(String, Result<u64, String>)]) -> Verdict {
    for (name, ground) in diggers {
        let own: Vec<_> = shown.iter().filter(|(n, _)| n == name).collect();
        let right = outcome(*ground);
        match own[..] {
            [(_, outcome)] if is_right(outcome, *ground) => {}
            [(_, outcome)] => {
                let others = diggers.iter().any(|(_, ground)| is_right(outcome, *ground));
                let so = match others {
                    true => {
                        "That came of another digger. Each finishes when it likes, so send the name \
                         along with the outcome."
                    }
                    false => "Show what `join` gives, as it is, a failure too.",
                };
                let [right, saw] = [format!("{right:?}"), format!("{outcome:?}")];
                return Verdict::wrong(format!("{name} with {right}"), saw, so);
            }
            [] if right.is_err() => {
                return Verdict::wrong(
                    format!("{name} with its error, since there was rock, or the ground caved in"),
                    format!("{name} was never shown"),
                    "The failure of one digger was dropped, and nobody will know. `join` hears of it: \
                     show its error as it is.",
                );
            }
            _ => {
                return Verdict::wrong(
                    format!("each of {} diggers shown once", diggers.len()),
                    format!("{name} was shown {} times", own.len()),
                    "Every digger comes to an end, and each is to be shown once, also when another \
                     has failed.",
                );
            }
        }
    }
    match shown.len() == diggers.len() {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("{} diggers", diggers.len()),
            format!("{} were shown", shown.len()),
            "Somebody was shown who is no digger.",
        ),
    }
}

/// Whether each digger bore its own name.
pub fn own_names(diggers: &Asked, seen: &Observed) -> Verdict {
    let names = named(seen);
    match diggers
        .iter()
        .find(|(name, _)| !names.contains(name.as_str()))
    {
        None => Verdict::Pass,
        Some((name, _)) => Verdict::wrong(
            format!("a child named {name:?} that digs"),
            format!("children named {names:?}"),
            "`named(name).spawn(…)` gives a child its name.",
        ),
    }
}

/// Whether diggers who waited for others to be shown have waited in vain.
pub fn as_soon(diggers: &Asked, (shown, ..): &Shown, seen: &Observed) -> Verdict {
    // Each went on because another had been shown: there is no other way.
    let Some(gave_up) = seen.calls.iter().find(|call| call.work == GAVE_UP) else {
        return Verdict::Pass;
    };
    let mut before = seen.of("dig");
    before.calls.retain(|call| call.start < gave_up.start);
    if before.calls.len() < diggers.len() {
        return Verdict::serial(
            format!("{} diggers at work at the same time", diggers.len()),
            format!(
                "{} of them begun while the first was held",
                before.calls.len()
            ),
            "One after another: a digger is waited for before the next one is started. Start all of \
             them first.",
        );
    }
    let expected = "each digger shown as soon as it is done";
    let order = shown.iter().map(|(name, _)| name);
    match order.eq(diggers.iter().map(|(name, _)| name)) {
        true => Verdict::wrong(
            expected,
            "the diggers in the order in which they were started",
            "An order of start: whoever joins one child after the other is deaf to all others. Let a thread join \
             each, and a channel tell who is done.",
        ),
        false => Verdict::wrong(
            expected,
            "a digger that was done and was not shown, so that another was held in vain",
            "Were all held back until the last was done? Show each inside the loop that receives them. Or \
             does one thread join several children in turn? It is deaf to all but one: a thread for each.",
        ),
    }
}
