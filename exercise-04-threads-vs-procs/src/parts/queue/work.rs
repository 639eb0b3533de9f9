//! The work that children and parent do. Each call is on record under a check, and may be held there.

use super::gate;
use common::primes::count_primes;
use common::witness;
use std::hint::black_box;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// TODO(1), in a child: what it does before it can tell its name. It takes as long as `delay`.
pub fn get_ready(name: &str, delay: Duration) {
    let _call = witness::enter("get_ready", &format_args!("{name}"));
    thread::sleep(delay);
    gate::pass("get_ready", name);
}

/// TODO(1), in the parent: a name has come.
pub fn welcome(name: &str) {
    drop(witness::enter("welcome", &format_args!("{name}")));
}

/// What some numbers come to: their sum, and two numbers that depend on their order, the factor and the digest.
///
/// The digest begins at 0, and each number `n` makes `31 × digest + n` of it. All three are computed modulo 2⁶⁴.
pub type Total = (u64, u64, u64);

/// What no numbers come to.
pub const NOTHING: Total = (0, 1, 0);

/// TODO(2), in a child: what the numbers of a part come to.
pub fn total(part: Range<u64>) -> Total {
    let _call = witness::enter("total", &part);
    gate::pass("total", &format!("{part:?}"));
    part.fold(NOTHING, |before, n| merge(before, (n, 31, n)))
}

/// TODO(2), in the parent: what two neighbours come to together. `left` stands before `right`.
///
/// Whoever goes on from `left` with the numbers of `right` multiplies what there was by 31 for each of them: that is
/// the factor of `right`.
pub fn merge(left: Total, right: Total) -> Total {
    (
        left.0.wrapping_add(right.0),
        left.1.wrapping_mul(right.1),
        left.2.wrapping_mul(right.1).wrapping_add(right.2),
    )
}

/// A block of numbers that was made ready: its own number, and when that was, in nanoseconds.
pub type Item = (u64, u64);
/// A block that is done: its number, and how many primes there are in it.
pub type Done = (u64, u64);

/// How many numbers there are in a block.
pub const BLOCK: u64 = 10_000;
/// What it takes to make a block ready: as much as to count the primes below this number.
const EFFORT: u64 = 4_000;

/// TODO(3) and TODO(4), in a producer: makes a block ready. That takes about a fifth of what it takes to consume it.
pub fn produce(block: u64) -> Item {
    let _call = witness::enter("produce", &block);
    gate::pass("produce", &block.to_string());
    black_box(count_primes(0..black_box(EFFORT)));
    (block, now())
}

/// TODO(3) and TODO(4), in a consumer: counts the primes of a block.
pub fn consume(item: Item) -> Done {
    let begun = now();
    let _call = witness::enter("consume", &item.0);
    gate::pass("consume", &item.0.to_string());
    let done = (item.0, primes_in(item.0));
    let way = Way {
        made: item.1,
        begun,
        ended: now(),
    };
    WAYS.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(way);
    done
}

/// How many primes there are in a block.
pub fn primes_in(block: u64) -> u64 {
    count_primes(BLOCK * block..BLOCK * (block + 1))
}

/// The way of an item that was consumed in this process, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    pub made: u64,
    pub begun: u64,
    pub ended: u64,
}

static WAYS: Mutex<Vec<Way>> = Mutex::new(Vec::new());

/// The ways of all items since the last call.
pub fn take_ways() -> Vec<Way> {
    std::mem::take(&mut *WAYS.lock().unwrap_or_else(PoisonError::into_inner))
}

/// All processes have this clock in common.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.unwrap_or_default().as_nanos() as u64
}
