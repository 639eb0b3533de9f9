//! Lets a check decide in which order things happen, without a clock: a call of the work waits until something else
//! has happened.
//!
//! The check says who waits for what, and the witness's record carries that to all processes. In a normal run there is
//! no record, and nobody waits. Nobody waits for ever either: when nothing moves any more, `stuck` notices and opens
//! all gates, and the record says so.

use super::stuck::lives;
use common::witness::{self, Observed};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::panic;
use std::sync::Once;
use std::thread;
use std::time::{Duration, Instant};

/// What stands in the record while somebody waits at a gate.
pub const WAITS: &str = "waits";
/// What stands there when all gates were opened, because nothing moved any more.
pub const GAVE_UP: &str = "gave up";
/// What stands there when nobody but those at the gates could move for a while, and no time limit was left to run out.
const STANDSTILL: &str = "standstill";
/// The answer has returned.
const RETURNED: &str = "returned";
const HELD: &str = "held";
const FAILS: &str = "fails";
const FAILED: &str = "failed";
const PANICKED: &str = "panicked";
const LINGER: &str = "children linger";
const ENDED: &str = "ended";

/// How late children end that linger.
const LATE: Duration = Duration::from_millis(200);
/// How long nothing must happen, where the system does not tell of a standstill, or somebody looks again and again.
const STILL: Duration = Duration::from_secs(4);
/// How long a gate waits at most while nothing happens, where nobody can notice that nothing moves.
const PATIENCE: Duration = Duration::from_secs(8);

/// For what a call can wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// The parent has welcomed this name.
    Welcomed(String),
    /// So many other processes have called `total`, and have ended.
    Gone(usize),
    /// So many processes have begun to consume.
    Consumers(usize),
    /// So many blocks are consumed, and nothing moves any more.
    Consumed(usize),
    /// So many blocks have been begun, and nothing moves any more; or even more have been begun.
    Produced(usize),
    /// Nothing moves any more. So whoever does not wait for this call has gone on, also where a time limit had to run
    /// out before.
    Standstill,
}

impl Until {
    fn words(&self) -> String {
        match self {
            Until::Welcomed(name) => format!("welcomed {name}"),
            Until::Gone(n) => format!("gone {n}"),
            Until::Consumers(n) => format!("consumers {n}"),
            Until::Consumed(n) => format!("consumed {n}"),
            Until::Produced(n) => format!("produced {n}"),
            Until::Standstill => "standstill of all".to_string(),
        }
    }

    fn parse(words: &str) -> Option<Until> {
        let (kind, rest) = words.split_once(' ')?;
        let number = || rest.parse().ok();
        Some(match kind {
            "welcomed" => Until::Welcomed(rest.to_string()),
            "gone" => Until::Gone(number()?),
            "consumers" => Until::Consumers(number()?),
            "consumed" => Until::Consumed(number()?),
            "produced" => Until::Produced(number()?),
            "standstill" => Until::Standstill,
            _ => return None,
        })
    }

    /// Whether it has happened; `still`: how long nothing else has.
    fn has_happened(&self, seen: &Observed, still: Duration) -> bool {
        let of = |work| seen.of(work);
        let me = std::process::id();
        let nothing_moves = is_standstill(seen) || still >= STILL;
        match self {
            Until::Welcomed(name) => {
                let welcomed = of("welcome");
                let mut ended = welcomed.calls.iter().filter(|call| call.end.is_some());
                ended.any(|call| call.item == *name)
            }
            Until::Gone(n) => {
                let others = of("total").processes();
                let gone = others.iter().filter(|&&pid| pid != me && !lives(pid));
                gone.count() >= *n
            }
            Until::Consumers(n) => of("consume").processes().len() >= *n,
            Until::Consumed(n) => {
                let consumed = of("consume");
                let ended = consumed.calls.iter().filter(|call| call.end.is_some());
                ended.count() >= *n && nothing_moves
            }
            Until::Produced(n) => match of("produce").calls.len() {
                begun if begun == *n => nothing_moves,
                begun => begun > *n,
            },
            Until::Standstill => nothing_moves,
        }
    }
}

/// Calls of `work` on `item` wait; "any": all its calls.
pub fn hold(work: &str, item: &str, until: &Until) {
    let words = until.words();
    drop(witness::enter(
        HELD,
        &format_args!("{work} {item} until {words}"),
    ));
}

/// The call of `work` on `item` panics, the first time.
pub fn fail(work: &str, item: &str) {
    drop(witness::enter(FAILS, &format_args!("{work} {item}")));
}

/// Children that have worked end a bit later than they might: only who waits for them finds them ended.
pub fn linger() {
    drop(witness::enter(LINGER, &0));
}

/// Whether a child that lingered has come to its end by itself.
pub fn has_ended(seen: &Observed, pid: u32) -> bool {
    let mut ended = seen.calls.iter().filter(|call| call.work == ENDED);
    ended.any(|call| call.pid == pid)
}

/// The answer has returned.
pub fn returned() {
    drop(witness::enter(RETURNED, &0));
}

/// Nothing moves any more.
pub fn standstill() {
    drop(witness::enter(STANDSTILL, &0));
}

/// Whether nothing moved any more, at some time.
pub fn is_standstill(seen: &Observed) -> bool {
    has(seen, STANDSTILL)
}

/// Opens all gates.
pub fn give_up() {
    drop(witness::enter(GAVE_UP, &0));
}

fn has(seen: &Observed, work: &str) -> bool {
    seen.calls.iter().any(|call| call.work == work)
}

/// Whether the gates were opened because nothing moved any more.
pub fn has_given_up(seen: &Observed) -> bool {
    has(seen, GAVE_UP)
}

/// What those said that have panicked. Nobody may ever ask: whoever waits for an item hears of no death.
pub fn panics(seen: &Observed) -> Vec<&str> {
    let panics = seen.calls.iter().filter(|call| call.work == PANICKED);
    panics.map(|call| &call.item[..]).collect()
}

fn record_panics() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            drop(witness::enter(PANICKED, &format_args!("{info}")));
            before(info);
        }));
    });
}

/// Called by the work itself: waits until the call may go on.
///
/// # Panics
///
/// If the check wants it to.
pub fn pass(work: &str, item: &str) {
    let Some(seen) = witness::so_far() else {
        return;
    };
    record_panics();
    if has(&seen, LINGER) {
        LINGERS.with(|lingers| lingers.0.set(true));
    }
    let fails = format!("{work} {item}");
    let mut failing = seen.calls.iter().filter(|call| call.work == FAILS);
    if failing.any(|call| call.item == fails) && !has(&seen, FAILED) {
        drop(witness::enter(FAILED, &0));
        panic!("the check lets this call fail");
    }
    if let Some(until) = until(&seen, work, item) {
        let _waits = witness::enter(WAITS, &format_args!("{work} {item}"));
        wait(&until);
    }
}

fn until(seen: &Observed, work: &str, item: &str) -> Option<Until> {
    let starts = [
        format!("{work} {item} until "),
        format!("{work} any until "),
    ];
    let mut held = seen.calls.iter().filter(|call| call.work == HELD);
    held.find_map(|call| {
        let words = starts
            .iter()
            .find_map(|start| call.item.strip_prefix(start));
        Until::parse(words?)
    })
}

fn wait(until: &Until) {
    let (mut since, mut length) = (Instant::now(), 0);
    while let Some(seen) = witness::so_far() {
        let events = events(&seen);
        if events > length {
            (since, length) = (Instant::now(), events);
        }
        if until.has_happened(&seen, since.elapsed()) || has_given_up(&seen) {
            return;
        }
        if since.elapsed() > PATIENCE {
            return give_up();
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// How many calls have begun and ended so far, other than those at a gate.
pub fn events(seen: &Observed) -> usize {
    let work = seen.calls.iter().filter(|call| call.work != WAITS);
    let counts = work.map(|call| 1 + usize::from(call.end.is_some()));
    counts.sum()
}

/// The processes that wait at a gate.
pub fn waiting(seen: &Observed) -> BTreeSet<u32> {
    let waits = seen.calls.iter().filter(|call| call.work == WAITS);
    let open = waits.filter(|call| call.end.is_none());
    open.map(|call| call.pid).collect()
}

/// Whether anybody is at work, other than at a gate. Work that its process took with it is none.
pub fn at_work(seen: &Observed) -> bool {
    let waiting = waiting(seen);
    let mut open = seen.calls.iter().filter(|call| call.end.is_none());
    open.any(|call| !waiting.contains(&call.pid) && lives(call.pid))
}

/// Makes its thread end late, if it is told to.
struct Lingers(Cell<bool>);

thread_local! {
    static LINGERS: Lingers = const { Lingers(Cell::new(false)) };
}

impl Drop for Lingers {
    fn drop(&mut self) {
        let start = Instant::now();
        let expected = || witness::so_far().is_some_and(|seen| !has(&seen, RETURNED));
        while self.0.get() && start.elapsed() < LATE && expected() {
            thread::sleep(Duration::from_millis(5));
        }
        if self.0.get() {
            drop(witness::enter(ENDED, &0));
        }
    }
}
