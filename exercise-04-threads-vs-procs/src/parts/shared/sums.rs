//! Sums of parts of an array that a worker has attached once, and what its memory looks like then.

use super::gate;
use common::process::Array;
use common::witness;
use std::fs;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The sum of a part, and the memory of the process that computed it.
pub type Share = (u64, Usage);
/// A process: its pid, and how many bytes it has for itself and how many it shares with others;
/// `None` where the system does not tell.
pub type Usage = (u32, Option<(u64, u64)>);

/// The array of this process. Each worker has a static of its own, with a handle to the same memory.
static KEPT: Mutex<Option<Array<u64>>> = Mutex::new(None);

/// Keeps an array for the tasks to come: an initializer for workers.
pub fn keep(array: Array<u64>) {
    let _call = witness::enter("keep", &array);
    *kept() = Some(array);
}

/// The sum of a part of the array that this process keeps; a sum that is too large begins again at 0.
///
/// # Panics
///
/// If it keeps none, or if the part reaches beyond its end.
pub fn sum_part(part: Range<usize>) -> Share {
    let _call = witness::enter("sum_part", &part);
    let array = kept().clone();
    let array = array.expect("this process keeps no array: was `keep` its initializer?");
    gate::between();
    let sum = part.map(|i| array.get(i)).fold(0, u64::wrapping_add);
    (sum, usage())
}

/// Lets go of the array: without workers, it is the program itself that keeps it.
pub fn let_go() {
    *kept() = None;
}

fn kept() -> MutexGuard<'static, Option<Array<u64>>> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The memory of this process, as Linux tells it in `/proc/self/status`. Shared memory counts from the
/// moment when a process first touches it, page by page.
pub fn usage() -> Usage {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let bytes = |key: &str| -> Option<u64> {
        let line = status.lines().find_map(|line| line.strip_prefix(key))?;
        let kib: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
        Some(kib << 10)
    };
    let known = bytes("RssAnon:").zip(bytes("RssShmem:"));
    (std::process::id(), known)
}
