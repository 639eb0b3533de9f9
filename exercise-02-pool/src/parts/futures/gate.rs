//! Lets a check decide which task ends first, without a clock, and which one fails.
//!
//! The check says which number is held until when, and the witness's record carries that to all
//! threads and processes. In a normal run there is no record, and nobody is held.

use common::witness::{self, Observed};
use std::sync::OnceLock;
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

/// How long a task is held at most. Then the answer has not done what the task waits for.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a slow task takes: longer than a second, and far less than a minute.
const SLOW: Duration = Duration::from_millis(1500);

/// What stands in the record when a task has waited so long.
pub const GAVE_UP: &str = "gave up";
/// What stands there for each [`mark`].
pub const MARK: &str = "mark";

/// The thread that asks the answer: it must not wait for what it would have to do itself.
static ASKING: OnceLock<ThreadId> = OnceLock::new();

/// The task on `number` ends only after `until`: "mark TEXT", or a work function and its number.
pub fn hold(number: u64, until: &str) {
    ASKING.get_or_init(|| thread::current().id());
    drop(witness::enter(
        "held",
        &format_args!("{number} until {until}"),
    ));
}

/// The task on `number` panics.
pub fn fail(number: u64) {
    drop(witness::enter("fails", &number));
}

/// The task on `number` takes a while.
pub fn slow(number: u64) {
    drop(witness::enter("slow", &number));
}

/// Says that something has happened.
pub fn mark(what: &str) {
    drop(witness::enter(MARK, &format_args!("{what}")));
}

/// Says that what the tasks wait for will never come.
pub fn give_up() {
    drop(witness::enter(GAVE_UP, &0));
}

/// Waits until the task on `number` may end.
///
/// # Panics
///
/// If the check wants it to.
pub fn pass(number: u64) {
    let Some(seen) = witness::so_far() else {
        return;
    };
    if is_said(&seen, "slow", number) {
        thread::sleep(SLOW);
    }
    assert!(
        !is_said(&seen, "fails", number),
        "the check lets this task fail"
    );
    let start = Instant::now();
    let in_vain = ASKING.get() == Some(&thread::current().id());
    while witness::so_far().is_some_and(|seen| is_held(&seen, number)) {
        let gave_up = || has_given_up(&witness::so_far().unwrap_or_default());
        if (in_vain || start.elapsed() > PATIENCE) && !gave_up() {
            return give_up();
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn is_said(seen: &Observed, work: &str, number: u64) -> bool {
    let item = number.to_string();
    let mut said = seen.calls.iter().filter(|call| call.work == work);
    said.any(|call| call.item == item)
}

/// Whether a task has waited in vain.
pub fn has_given_up(seen: &Observed) -> bool {
    seen.calls.iter().any(|call| call.work == GAVE_UP)
}

fn is_held(seen: &Observed, number: u64) -> bool {
    let start = format!("{number} until ");
    let held = seen.calls.iter().filter(|call| call.work == "held");
    let mut untils = held.filter_map(|call| call.item.strip_prefix(&start));
    match has_given_up(seen) {
        false => untils.any(|until| !has_ended(seen, until)),
        // From now on nobody waits for what the answer does not do, yet the tasks that run keep
        // their order.
        true => untils.any(|until| is_running(seen, until)),
    }
}

fn has_ended(seen: &Observed, what: &str) -> bool {
    let ended = seen.calls.iter().filter(|call| call.end.is_some());
    ended
        .map(|call| format!("{} {}", call.work, call.item))
        .any(|ended| ended == what)
}

/// Whether a task works on the number that `what` ends with.
fn is_running(seen: &Observed, what: &str) -> bool {
    let number = what.rsplit(' ').next().unwrap_or_default();
    let mut open = seen.calls.iter().filter(|call| call.end.is_none());
    open.any(|call| call.item == number)
}
