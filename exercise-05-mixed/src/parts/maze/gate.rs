//! Holds threads between a look and the step that follows it, so that a check proves what luck would only show.
//!
//! Two threads that both look before either of them writes: on most days that happens once in a million times. A check
//! names a place in memory and a number of threads; whoever loads from there, outside of a search, is held until so
//! many have, or for a quarter of a second. An answer that decides in one step never notices.

use std::cell::Cell;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread::ThreadId;
use std::time::Duration;

/// How long to wait for a thread that may never come.
const LIMIT: Duration = Duration::from_millis(250);

static ARMED: AtomicBool = AtomicBool::new(false);
static GUARDED: Mutex<Option<Guarded>> = Mutex::new(None);
static CAME: Condvar = Condvar::new();

thread_local! { static INSIDE: Cell<bool> = const { Cell::new(false) } }

/// The place that is guarded, how many are to look at it, and who has.
struct Guarded {
    place: usize,
    parties: usize,
    looked: HashSet<ThreadId>,
}

/// From now on, threads that look at `place` are held until `parties` of them have.
pub fn guard<T>(place: &T, parties: usize) {
    *lock() = Some(Guarded {
        place: address(place),
        parties,
        looked: HashSet::new(),
    });
    ARMED.store(true, Ordering::Release);
}

/// This thread has just loaded what is at `place`. In a run, that is one relaxed load.
#[inline]
pub fn looked<T>(place: &T) {
    if ARMED.load(Ordering::Relaxed) {
        hold(address(place));
    }
}

/// Says that this thread is inside a search, where looks are questions whether to stop, and are not held.
pub fn inside() -> Inside {
    INSIDE.set(true);
    Inside
}

/// Until it is dropped, the thread is inside a search.
pub struct Inside;

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.set(false);
    }
}

#[cold]
fn hold(place: usize) {
    let mut guarded = lock();
    let is_new = guarded.as_mut().is_some_and(|guarded| {
        guarded.place == place
            && !INSIDE.get()
            && guarded.looked.insert(std::thread::current().id())
    });
    if is_new {
        CAME.notify_all();
        let too_few = |guarded: &mut Option<Guarded>| {
            let guarded = guarded.as_ref();
            guarded.is_some_and(|guarded| guarded.looked.len() < guarded.parties)
        };
        drop(CAME.wait_timeout_while(guarded, LIMIT, too_few));
    }
}

fn address<T>(place: &T) -> usize {
    std::ptr::from_ref(place).addr()
}

fn lock() -> MutexGuard<'static, Option<Guarded>> {
    GUARDED
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}
