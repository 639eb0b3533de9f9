//! Lets a check decide in which order the diggers are done, without a clock.
//!
//! The check says whose digging ends only after whom the board has shown, and the witness's record
//! carries that to all processes. In a normal run there is no record, and nobody is held.

use common::witness::{self, Observed};
use std::thread;
use std::time::{Duration, Instant};

/// How long a digger is held at most while nothing happens. Then the answer does not do what it
/// waits for.
const PATIENCE: Duration = Duration::from_secs(3);

/// What stands in the record when a digger has waited so long.
pub const GAVE_UP: &str = "gave up";

/// Whoever digs this `ground` ends only after `name` has been shown.
pub fn hold(ground: u64, name: &str) {
    drop(witness::enter(
        "held",
        &format_args!("{ground} until {name}"),
    ));
}

/// The board shows `name`.
pub fn show(name: &str) {
    drop(witness::enter("shown", &format_args!("{name}")));
}

/// Waits until whoever digs this `ground` may end.
pub fn pass(ground: u64) {
    let (mut since, mut length) = (Instant::now(), 0);
    while let Some(seen) = witness::so_far() {
        let Some(until) = held_until(&seen, ground) else {
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
            return drop(witness::enter(GAVE_UP, &ground));
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

fn held_until(seen: &Observed, ground: u64) -> Option<&str> {
    let start = format!("{ground} until ");
    seen.calls
        .iter()
        .filter(|call| call.work == "held")
        .find_map(|call| call.item.strip_prefix(&start))
}
