//! What the checks of TODO(3) and TODO(4) share: a bank, transfers, and what was seen of them.

use super::keys::{Keys, keys};
use crate::parts::locks::{Bank, Transfer, record};
use common::check::Verdict;
use common::exercise::count;
use common::process::Error;
use common::witness::{Observed, Seen};

/// The balances, the transfers, and which of them ends its process half-way, in the order in which they
/// begin (0: none).
pub type Asked = (Vec<u64>, Vec<(usize, usize, u64)>, u64);
/// Which transfers were done, or an error in words; the balances; whether the journal is clean.
pub type Answered = (Result<Vec<bool>, String>, Vec<u64>, bool);

pub fn ask_in_a_bank(
    (balances, transfers, dies): Asked,
    answer: impl FnOnce(&Bank, &[Transfer]) -> Result<Vec<bool>, Error>,
) -> Answered {
    let bank = match Bank::new(&balances, dies) {
        Ok(bank) => bank,
        Err(error) => return (Err(error.to_string()), balances, true),
    };
    let transfer = |&(from, to, amount)| Transfer { from, to, amount };
    let transfers: Vec<Transfer> = transfers.iter().map(transfer).collect();
    let done = answer(&bank, &transfers).map_err(|error| error.to_string());
    (done, bank.balances(), bank.unfinished().is_none())
}

/// The same, and no transfer goes on before all children are there.
pub fn ask_a_crowd(
    asked: Asked,
    answer: impl FnOnce(&Bank, &[Transfer]) -> Result<Vec<bool>, Error>,
) -> Answered {
    record::mark("crowd", &asked.1.len().to_string());
    ask_in_a_bank(asked, answer)
}

pub fn in_words((balances, transfers, dies): &Asked) -> String {
    let dies = match dies {
        0 => String::new(),
        n => format!("; number {n} to begin ends half-way"),
    };
    let transfers = count(transfers.len(), "transfer");
    let accounts = count(balances.len(), "account");
    format!("{transfers} between {accounts}{dies}")
}

/// The calls of `transfer`: each with the accounts whose locks were held, and all locks that were.
pub fn transfers(seen: &Observed) -> Vec<(&Seen, Vec<usize>, Keys)> {
    let calls = seen.calls.iter().filter(|call| call.work == "transfer");
    let read = |call| {
        let call: &Seen = call;
        let mut parts = call.item.split('|').skip(1);
        let accounts = parts.next()?.trim_matches(['[', ']']);
        let accounts = accounts.split(", ").filter_map(|at| at.parse().ok());
        Some((call, accounts.collect(), keys(parts.next()?)))
    };
    calls.filter_map(read).collect()
}

/// From which account, to which one, how much: as the work has written it down.
pub fn what(call: &Seen) -> Option<(usize, usize, u64)> {
    let mut numbers = call.item.split(['|', ' ']).map(|n| n.parse::<u64>().ok());
    let mut next = || numbers.next().flatten();
    Some((next()? as usize, next()? as usize, next()?))
}

/// No transfer was made by the program itself.
pub fn in_children(seen: &Observed) -> Verdict {
    let calls = seen.calls.iter().filter(|call| call.work == "transfer");
    match calls.filter(|call| call.pid == seen.asked_pid).count() {
        0 => Verdict::Pass,
        _ => Verdict::wrong(
            "`transfer` called in child processes",
            "calls of `transfer` in the program itself",
            "Each transfer has a process of its own: `named(…).spawn(…)`. (A thread is none.)",
        ),
    }
}

/// All children were there at the same time. Whoever was in `transfer` waited for the others to come.
pub fn side_by_side(seen: &Observed) -> Verdict {
    match record::gave_up(seen) {
        false => Verdict::Pass,
        true => Verdict::serial(
            "all transfers under way at the same time",
            "one that waited in vain for the others to begin",
            "Nobody is in anybody's way if they go one after another. Start all children, each with a \
             process of its own, then wait for the first.",
        ),
    }
}

/// Each transfer was made once, by a child of its own.
pub fn made_once(asked: &Asked, seen: &Observed) -> Verdict {
    let made = transfers(seen);
    let all = asked.1.len();
    if made.is_empty() && all > 0 {
        let so = "Your answer never called `transfer`, which moves an amount and takes a while. Or has it \
                  returned before its children had ended? `join` each.";
        return Verdict::wrong(count(all, "call") + " of `transfer`", "none at all", so);
    }
    if let wrong @ Verdict::Wrong(_) = in_children(seen) {
        return wrong;
    }
    let mut was: Vec<_> = made.iter().filter_map(|(call, ..)| what(call)).collect();
    let mut should = asked.1.clone();
    was.sort_unstable();
    should.sort_unstable();
    if was != should {
        let so = match made.len() < all {
            true => {
                "Each transfer is made once. Has your answer returned before its children had ended? `join` \
                 each."
            }
            false => {
                "Each transfer is made once. One that has failed is not tried again, and a pool that sends \
                 several to one worker begins again with those whose results had not come yet."
            }
        };
        return Verdict::wrong(
            count(all, "call") + " of `transfer`, one for each",
            count(made.len(), "call"),
            so,
        );
    }
    let pids = seen.of("transfer").processes().len();
    if pids < all {
        return Verdict::wrong(
            format!("{all} processes"),
            format!("{pids} for {}", count(all, "transfer")),
            "Each transfer has a process of its own. If one dies, it takes nothing else with it.",
        );
    }
    Verdict::Pass
}

/// The balances after those transfers that were done.
pub fn balances_after(asked: &Asked, done: &[bool]) -> Vec<u64> {
    let mut balances = asked.0.clone();
    for (&(from, to, amount), _) in asked.1.iter().zip(done).filter(|(_, done)| **done) {
        balances[from] -= amount;
        balances[to] += amount;
    }
    balances
}
