//! What the work says to the checks, and they to it, through the witness's record.
//!
//! The work writes down which locks it holds. So a check sees that nobody else *could* have come between,
//! instead of waiting for somebody who does. In a normal run there is no record.

use common::process::{current, held_locks};
use common::witness::{self, Observed};
use std::collections::BTreeSet;
use std::time::Duration;

/// How often somebody looks, under a check, for what a right answer does. (Between two looks lies a
/// millisecond, and more on a busy machine, on which others need more, too.)
const PATIENCE: usize = 2_500;
/// How often for what only a wrong answer does: a right one waits so long for nothing.
const BRIEFLY: usize = 250;
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
    if !comes(PATIENCE, |seen| done(seen) || gave_up(seen)) {
        drop(witness::enter(IN_VAIN, &format_args!("{what}")));
    }
}

/// Gives others the time, under a check, to do what only a wrong answer does.
pub fn watch_for(wrong: impl Fn(&Observed) -> bool) {
    comes(BRIEFLY, wrong);
}

fn comes(looks: usize, done: impl Fn(&Observed) -> bool) -> bool {
    for _ in 0..looks {
        if witness::so_far().is_none_or(|seen| done(&seen)) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    false
}

/// Says that this process is there, if a check has said how many are to come.
pub fn has_come() {
    if marked("crowd").is_some() {
        mark("come", "");
    }
}

/// In such a check, nobody goes on before all have come: so all are started before one is waited for, and
/// no worker of a pool gets two.
pub fn wait_for_all() {
    let crowd = marked("crowd").filter(|_| current().is_worker);
    if let Some(crowd) = crowd.and_then(|crowd| crowd.parse::<usize>().ok()) {
        let came = |seen: &Observed| {
            let came = seen.calls.iter().filter(|call| call.work == "come");
            came.map(|call| call.pid).collect::<BTreeSet<_>>().len()
        };
        wait_until("all children have been started", |seen| came(seen) >= crowd);
    }
}

/// Whether somebody has waited in vain.
pub fn gave_up(seen: &Observed) -> bool {
    seen.calls.iter().any(|call| call.work == IN_VAIN)
}
