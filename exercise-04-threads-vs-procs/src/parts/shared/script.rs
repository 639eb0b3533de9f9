//! What a check has the writer of a board do: be slow, end at once, fail. It goes by what the reader
//! does, not by a clock. In a normal run the writer takes its time, and that is all.

use super::gate::mark;
use common::witness::{self, Observed, Seen};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A check puts one of these into the record. The writer does not write before somebody has looked
/// at the flag a few times; it ends at once, between a look and the next; it fails after it has written.
pub const SLOW: &str = "slow";
pub const ENDS: &str = "ends at once";
pub const FAILS: &str = "fails";

/// What stands in the record: somebody set the flag, somebody saw it down, and nobody has read in time.
pub const SET: &str = "flag set";
pub const LOOKED: &str = "looked in vain";
pub const NOT_READ: &str = "not read";

/// How often the reader has to look before a slow writer writes: more often than one who has set a limit.
const LOOKS: usize = 3;
/// How long writing takes in a normal run, and what the writer does afterwards.
const A_WHILE: Duration = Duration::from_millis(50);
/// How long the writer waits for a reader who does not come.
const PATIENCE: Duration = Duration::from_secs(3);
/// While a writer waits for looks, no limit is longer than that, except one without end.
const SHORT: Duration = Duration::from_millis(10);
const WITHOUT_END: Duration = Duration::from_secs(3600);

/// In the writer: there is room, and now it writes.
pub fn writes() {
    match witness::so_far() {
        None => thread::sleep(A_WHILE),
        Some(seen) if said(&seen, SLOW) => await_looks(LOOKS),
        Some(seen) if said(&seen, ENDS) => await_looks(1),
        Some(_) => (),
    }
}

fn await_looks(looks: usize) {
    wait_for(|seen| seen.of(LOOKED).calls.len() >= looks);
}

/// In the writer: its other work. Under a check, that lasts until somebody has read.
pub fn goes_on() {
    let Some(seen) = witness::so_far() else {
        return thread::sleep(A_WHILE);
    };
    if !said(&seen, ENDS) && !wait_for(|seen| said(seen, "read")) {
        mark(NOT_READ);
    }
    assert!(!said(&seen, FAILS), "the disk is full");
}

/// Somebody set the flag.
pub fn is_set() {
    mark(SET);
}

/// In the reader: it saw the flag down. What it does next, it does with what it saw, even if the flag
/// is up and the writer has ended before it comes to that.
pub fn looked_in_vain() {
    static LOOKED_SO_FAR: AtomicUsize = AtomicUsize::new(0);
    let before = LOOKED_SO_FAR.fetch_add(1, Ordering::Relaxed);
    let Some(seen) = (before < LOOKS).then(witness::so_far).flatten() else {
        return;
    };
    mark(LOOKED);
    if before == 0 && said(&seen, ENDS) {
        wait_for(|seen| seen.of("carry on").calls.iter().any(has_ended));
    }
}

/// In the reader: it never stops looking.
pub fn waits_for_ever() {
    (0..LOOKS).for_each(|_| mark(LOOKED));
}

/// The limit of a reader that waits for a while.
pub fn shortened(limit: Duration) -> Duration {
    match witness::so_far() {
        Some(_) if limit >= WITHOUT_END => waits_for_ever(),
        Some(seen) if said(&seen, SLOW) || said(&seen, ENDS) => return limit.min(SHORT),
        _ => (),
    }
    limit
}

fn said(seen: &Observed, what: &str) -> bool {
    seen.calls.iter().any(|call| call.work == what)
}

/// Waits until the record says it. `false`: nothing has come any more for a long time.
fn wait_for(is_so: impl Fn(&Observed) -> bool) -> bool {
    let (mut since, mut calls) = (Instant::now(), 0);
    loop {
        let seen = witness::so_far().unwrap_or_default();
        if is_so(&seen) {
            return true;
        }
        if seen.calls.len() > calls {
            (since, calls) = (Instant::now(), seen.calls.len());
        }
        if since.elapsed() > PATIENCE {
            return false;
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Whether the process that made this call has ended and was cleared away.
fn has_ended(call: &Seen) -> bool {
    call.end.is_some() && !Path::new(&format!("/proc/{}", call.pid)).exists()
}
