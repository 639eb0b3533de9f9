//! Lets a check decide in which order children are done, without a clock.
//!
//! The check says who goes on only after whom: a digger when the board has shown another one, any
//! other child when another one has ended. The witness's record carries that to all processes. In a
//! normal run there is no record, and nobody is held.

use common::process::active_children;
use common::witness::{self, Observed};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::thread;
use std::time::{Duration, Instant};

/// How long a child is held at most while nothing happens. Then the answer does not do what it
/// waits for.
const PATIENCE: Duration = Duration::from_secs(3);

/// What stands in the record when a child has waited so long.
pub const GAVE_UP: &str = "gave up";
/// What stands in the record of everyone who comes to the gate.
const CAME: &str = "at the gate";

/// Whoever comes with this `key` goes on only after `other` has been shown.
pub fn hold(key: impl Display, other: impl Display) {
    drop(witness::enter("held", &format_args!("{key} until {other}")));
}

/// Whoever waits for `name` may go on.
pub fn show(name: &str) {
    drop(witness::enter("shown", &format_args!("{name}")));
}

/// Holds each of `keys` until the one after it has ended: the last one ends first.
pub fn backwards(keys: &[String]) {
    for pair in keys.windows(2) {
        hold(&pair[0], &pair[1]);
    }
    show_those_who_end();
}

/// From now on every child that has ended is shown, by the key with which it came. The thread ends
/// with the program, which answers one question.
fn show_those_who_end() {
    thread::spawn(|| {
        let mut shown = BTreeSet::new();
        while let Some(seen) = witness::so_far() {
            // A child that is in the record was on this list before, so if it is not, it has ended.
            let mut alive: Vec<u32> = active_children().iter().map(|child| child.pid).collect();
            alive.push(std::process::id());
            for call in seen.of(CAME).calls {
                if !alive.contains(&call.pid) && shown.insert(call.item.clone()) {
                    show(&call.item);
                }
            }
            thread::sleep(Duration::from_millis(2));
        }
    });
}

/// Waits until whoever has this `key` may go on.
pub fn pass(key: impl Display) {
    let is_held = |seen: Observed| of(&seen, "held").next().is_some();
    if !witness::so_far().is_some_and(is_held) {
        return;
    }
    let key = key.to_string();
    drop(witness::enter(CAME, &format_args!("{key}")));
    let (mut since, mut length) = (Instant::now(), 0);
    while let Some(seen) = witness::so_far() {
        let Some(until) = held_until(&seen, &key) else {
            return;
        };
        let is_shown = of(&seen, "shown").any(|name| name == until);
        if is_shown || of(&seen, GAVE_UP).next().is_some() {
            return;
        }
        if seen.calls.len() > length {
            (since, length) = (Instant::now(), seen.calls.len());
        }
        // Who would have to show the other one cannot wait for it.
        let in_vain = seen.calls[0].pid == std::process::id() && is_main();
        if in_vain || since.elapsed() > PATIENCE {
            return drop(witness::enter(GAVE_UP, &key));
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn is_main() -> bool {
    thread::current().name() == Some("main")
}

fn of<'a>(seen: &'a Observed, work: &'a str) -> impl Iterator<Item = &'a str> {
    let calls = seen.calls.iter().filter(move |call| call.work == work);
    calls.map(|call| call.item.as_str())
}

fn held_until<'a>(seen: &'a Observed, key: &str) -> Option<&'a str> {
    let start = format!("{key} until ");
    of(seen, "held").find_map(|held| held.strip_prefix(&start))
}
