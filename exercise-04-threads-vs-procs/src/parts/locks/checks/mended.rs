//! Judges how those of TODO(3) undid what a dead process had left: with which lock, and how far.

use super::books::{Asked, transfers};
use super::keys::{Keys, common_to, keys};
use common::check::Verdict;
use common::witness::{Observed, Seen};

/// The calls with which accounts and the journal are mended, and the locks that were held.
fn mending<'a>(seen: &'a Observed, work: &str) -> Vec<(&'a Seen, Keys)> {
    let calls = seen.calls.iter().filter(|call| call.work == work);
    let read = |call: &'a Seen| (call, keys(call.item.trim_start_matches('|')));
    calls.map(read).collect()
}

/// Whoever mends holds the lock of all, and does not let it go before its own transfer.
pub fn under_the_lock(seen: &Observed) -> Verdict {
    let made: Vec<_> = transfers(seen)
        .into_iter()
        .map(|(c, _, k)| (c, k))
        .collect();
    let Some(lock) = common_to(&made).into_iter().next() else {
        return Verdict::Pass;
    };
    let mends = ["set_balance", "strike"].map(|work| mending(seen, work));
    for (mend, held) in mends.iter().flatten() {
        let what = format!("a call of `bank.{}` by a process that", mend.work);
        let Some(taking) = held.get(&lock) else {
            if mend.pid == seen.asked_pid && made.iter().all(|(call, _)| call.start < mend.start) {
                continue; // All is over.
            }
            return Verdict::wrong(
                "what the dead have left undone by whoever holds the lock",
                format!("{what} did not hold it"),
                "Meanwhile somebody else can take the lock and begin a transfer with balances that are \
                 half-changed. Keep the guard that told of the death until all is undone.",
            );
        };
        let own = made.iter().find(|(call, _)| call.pid == mend.pid);
        if own.is_some_and(|(_, keys)| keys[&lock] != *taking) {
            return Verdict::wrong(
                "the lock taken once: to look, to undo and to make the transfer",
                format!("{what} took it anew for its transfer"),
                "Between the two somebody else can have it, and die: then the second guard is the one that \
                 tells of it, and nobody asks it. Keep one guard from the question to the transfer.",
            );
        }
    }
    Verdict::Pass
}

/// If somebody died, and somebody wrote balances back, the entry was struck out, too.
pub fn struck_out(asked: &Asked, seen: &Observed) -> Verdict {
    let called = |work| !mending(seen, work).is_empty();
    match asked.2 > 0 && called("set_balance") && !called("strike") {
        false => Verdict::Pass,
        true => Verdict::wrong(
            "no open entry in the journal after it was undone",
            "balances written back, and no call of `bank.strike`",
            "Whoever looks next will undo it again, with balances that are old by then. \
             `bank.strike(&entry)` when it is done.",
        ),
    }
}

/// Whether anybody has tried to undo anything.
pub fn nobody_mended(seen: &Observed) -> bool {
    mending(seen, "set_balance").is_empty()
}
