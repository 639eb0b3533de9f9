//! Makes sure, under a check, that processes come in each other's way where they can: no luck and no clock.
//!
//! The check says what it wants in the witness's record, which all processes read. In a normal run there is no
//! record, and nobody is held.

use super::stock::Order;
use common::witness::{self, Observed, Seen};
use std::process::id;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long somebody waits while nothing happens. Then what is waited for does not come.
const PATIENCE: Duration = Duration::from_secs(5);

/// What stands in the record when somebody has waited so long.
const GAVE_UP: &str = "gave up";
/// That processes are to be held where they come in each other's way; and which one is the manager.
const RACE: &str = "race";
/// That tasks are held until the check has looked at the board: a certain one, or all.
const HOLD: &str = "hold";
const ALL: &str = "all";
/// That it has looked, while this task was under way.
const LOOKED: &str = "looked";
/// That whoever says that a task is completed is held until the check has looked for its result; and which process is
/// the manager.
const HOLD_SAYING: &str = "hold saying";
/// That whoever reads a text after the first waits until somebody has added a word of that one.
const ADD_FIRST: &str = "add first";
/// A worker's word that this task is completed, on its way to the manager.
pub const SAYING: &str = "saying";

/// Whether this is the process that asks, and no worker.
static ASKS: AtomicBool = AtomicBool::new(false);

/// Says that this process asks the answers.
pub fn ask() {
    ASKS.store(true, Ordering::Relaxed);
}

fn asks() -> bool {
    ASKS.load(Ordering::Relaxed)
}

/// From now on whoever can come between two steps of another does.
pub fn race(manager: u32) {
    drop(witness::enter(RACE, &manager));
}

/// From now on each task waits until the check has [looked](looked) meanwhile.
pub fn hold() {
    drop(witness::enter(HOLD, &format_args!("{ALL}")));
}

/// From now on this one does.
pub fn hold_only(task: u64) {
    drop(witness::enter(HOLD, &task));
}

/// Whether somebody has waited in vain.
pub fn gave_up() -> bool {
    witness::so_far().is_none_or(|seen| has(&seen, GAVE_UP))
}

/// From now on whoever says that a task is completed waits until the check has [looked](looked) for its result.
pub fn hold_saying(manager: u32) {
    drop(witness::enter(HOLD_SAYING, &manager));
}

/// From now on all texts after the first wait until somebody adds. Who adds when all is over comes too late.
pub fn add_first() {
    drop(witness::enter(ADD_FIRST, &()));
}

/// The check has looked while this task was under way.
pub fn looked(task: u64) {
    drop(witness::enter(LOOKED, &task));
}

/// Whether a check is asking. Then nothing need look slow.
pub fn is_asked() -> bool {
    witness::so_far().is_some()
}

/// The manager's process, where a check wants something of this kind.
fn manager(seen: &Observed, wanted: &str) -> Option<u32> {
    let mark = seen.calls.iter().find(|call| call.work == wanted);
    mark?.item.parse().ok()
}

fn has(seen: &Observed, work: &str) -> bool {
    seen.calls.iter().any(|call| call.work == work)
}

/// In a task: waits until the check has looked, if it wants to.
pub fn pass(task: u64) {
    let (Some(seen), item) = (witness::so_far(), task.to_string()) else {
        return;
    };
    let mut holds = seen.calls.iter().filter(|call| call.work == HOLD);
    if holds.any(|call| call.item == ALL || call.item == item) {
        wait(|seen| has_looked(seen, &item));
    }
}

fn has_looked(seen: &Observed, item: &str) -> bool {
    let mut looked = seen.calls.iter().filter(|call| call.work == LOOKED);
    looked.any(|call| call.item == item)
}

/// In a worker that is about to tell the manager that its task is completed. What is in the list at this moment was
/// put there before.
pub fn before_saying() {
    let seen = witness::so_far().unwrap_or_default();
    let manager = manager(&seen, HOLD_SAYING).filter(|&pid| pid != id());
    if manager.is_none() || asks() {
        return;
    }
    // A worker does one task at a time: it speaks of its last one.
    let own = |call: &&Seen| call.work == "work" && call.pid == id();
    let Some(task) = seen.calls.iter().rfind(own).map(|call| call.item.clone()) else {
        return;
    };
    let _call = witness::enter(SAYING, &format_args!("{task}"));
    wait(|seen| has_looked(seen, &task));
}

/// In the reading of a text: waits until a word of another was added, if a check wants that.
pub fn read() {
    let seen = witness::so_far().unwrap_or_default();
    let own = |call: &Seen| call.work == "words" && call.pid == id();
    if has(&seen, ADD_FIRST)
        && !seen
            .calls
            .iter()
            .find(|call| call.work == "words")
            .is_some_and(own)
    {
        wait(|seen| has(seen, "add"));
    }
}

/// In a worker: waits until another has come to the same work.
///
/// The manager does one thing after another, so there nobody comes in between; and the parent is alone.
pub fn meet(work: &str) {
    let seen = witness::so_far().unwrap_or_default();
    let Some(manager) = manager(&seen, RACE).filter(|&pid| pid != id() && !asks()) else {
        return;
    };
    wait(|seen| {
        let mut processes = seen.of(work).processes();
        processes.retain(|&pid| pid != manager);
        processes.len() >= 2
    });
}

/// In a worker that is about to send an order to the manager. If somebody has looked at the stock and has not taken
/// anything yet, the other worker gets the time to look as well. Nobody can tell if it all happens in one step.
pub fn before_sending(order: &Order) {
    let Some(seen) = witness::so_far() else {
        return;
    };
    if asks() || manager(&seen, RACE) == Some(id()) {
        return;
    }
    let _call = witness::enter("send", order);
    if has(&seen, RACE) {
        wait(may_send);
    }
}

/// In a worker that has just got an order. A manager gets them, too: who is who, the check knows.
pub fn order_arrives(order: &Order) {
    if !asks() {
        drop(witness::enter("order", order));
    }
}

fn may_send(seen: &Observed) -> bool {
    let (left, taken) = (seen.of("left").calls.len(), seen.of("take").calls.len());
    let sent = seen.of("send").calls;
    let sent = sent.iter().filter(|call| call.end.is_some());
    // Whoever has not looked yet is the one that others wait for.
    let (own, others): (Vec<_>, Vec<_>) = sent.partition(|call| call.pid == id());
    let is_waited_for = own.is_empty() && !others.is_empty();
    left <= taken || left >= 2 || is_waited_for
}

/// Waits until the record says so, or somebody has waited in vain.
fn wait(until: impl Fn(&Observed) -> bool) {
    let (mut since, mut length) = (Instant::now(), 0);
    while let Some(seen) = witness::so_far() {
        if until(&seen) || has(&seen, GAVE_UP) {
            return;
        }
        let events = seen.calls.len() + seen.calls.iter().filter(|c| c.end.is_some()).count();
        if events > length {
            (since, length) = (Instant::now(), events);
        }
        if since.elapsed() > PATIENCE {
            return drop(witness::enter(GAVE_UP, &()));
        }
        thread::sleep(Duration::from_millis(1));
    }
}
