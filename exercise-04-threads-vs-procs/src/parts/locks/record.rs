//! What the work says to the checks, and they to it, through the witness's record.
//!
//! The work writes down which locks it holds. So a check sees that nobody else *could* have come between,
//! instead of waiting for somebody who does. In a normal run there is no record.

use common::process::held_locks;
use common::witness::{self, Observed};
use std::time::{Duration, Instant};

/// How long somebody waits under a check for what the answer does not do.
const PATIENCE: Duration = Duration::from_secs(3);
/// What stands in the record when somebody has waited so long.
pub const IN_VAIN: &str = "in vain";

/// The toolkit's locks that this thread holds, each as "name#taking".
pub fn held() -> String {
    let name = |path: &std::path::Path| {
        let names = path.iter().rev().take(2).map(|name| name.to_string_lossy());
        names.collect::<Vec<_>>().join("/")
    };
    let held = held_locks().into_iter();
    let held = held.map(|lock| format!("{}#{}", name(&lock.path), lock.taking));
    held.collect::<Vec<_>>().join(" ")
}

/// Says to the work that `whom` is to do something out of the ordinary. For checks.
pub fn mark(what: &'static str, whom: &str) {
    drop(witness::enter(what, &format_args!("{whom}")));
}

/// To whom a check has said so.
pub fn marked(what: &str) -> Option<String> {
    let calls = witness::so_far()?.calls;
    let mark = calls.into_iter().find(|call| call.work == what);
    mark.map(|call| call.item)
}

/// Whether a check has said so to this one.
pub fn is_marked(what: &str, whom: &str) -> bool {
    marked(what).is_some_and(|marked| marked == whom)
}

/// Waits, under a check, until the record says so.
pub fn wait_until(what: &str, done: impl Fn(&Observed) -> bool) {
    let start = Instant::now();
    while witness::so_far().is_some_and(|seen| !done(&seen) && !gave_up(&seen)) {
        if start.elapsed() > PATIENCE {
            return drop(witness::enter(IN_VAIN, &format_args!("{what}")));
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Whether somebody has waited in vain.
pub fn gave_up(seen: &Observed) -> bool {
    seen.calls.iter().any(|call| call.work == IN_VAIN)
}
