//! Something that happens once and that everybody may wait for.

use super::attach::Shared;
use crate::process::error::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// The lowest bit: it is set. The others count how often it was.
const SET: u32 = 1;

/// Whether those who wait are woken; if not, they look again and again.
const WOKEN: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// How long a waiter sleeps at first, and at most, before it looks by itself. One who is woken
/// looks as well: whoever set the event may have been killed before it could wake anybody.
const PAUSES: (Duration, Duration) = match WOKEN {
    true => (Duration::from_secs(1), Duration::from_secs(1)),
    false => (Duration::from_micros(20), Duration::from_millis(5)),
};

/// A flag that processes and threads can wait for: Python's `Event`.
///
/// ```
/// use common::process::{Event, Executor};
///
/// # fn main() -> Result<(), common::process::Error> {
/// let start = Event::new()?;
/// let runners = Executor::processes(2)?;
/// let run = |(start, lane): (Event, u32)| {
///     start.wait();
///     lane
/// };
/// let tasks = [1, 2].map(|lane| runners.submit(run, (start.clone(), lane)));
/// start.set();
/// assert_eq!(tasks.map(|task| task.get()), [Ok(1), Ok(2)]);
/// # Ok(())
/// # }
/// ```
///
/// Whoever waits when the event is set goes on, even if it is cleared again at once. (Python's
/// waiters may miss that.) What was written before `set` is visible after `wait`. A process that is
/// killed while it waits hurts nobody, and nothing is left locked: there is no lock.
///
/// It does not promise who goes on first.
#[derive(Clone)]
pub struct Event(Shared);

impl Event {
    /// A new event, not set.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] when there is no memory or no file descriptor left.
    pub fn new() -> Result<Event, Error> {
        Shared::new(1, size_of::<AtomicU32>()).map(Event)
    }

    /// Sets it and wakes all who wait.
    pub fn set(&self) {
        let count = |word: u32| (word & SET == 0).then(|| word.wrapping_add(2) | SET);
        let word = self.word();
        // If it is set already, we wake all the same: whoever set it may not have come to that.
        let _ = word.fetch_update(Ordering::AcqRel, Ordering::Acquire, count);
        wake_all(word);
    }

    /// From now on, those who wait have to wait until it is set anew.
    pub fn clear(&self) {
        self.word().fetch_and(!SET, Ordering::AcqRel);
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.word().load(Ordering::Acquire) & SET != 0
    }

    /// Waits until it is set. Returns at once if it is.
    pub fn wait(&self) {
        while !self.wait_timeout(Duration::MAX) {}
    }

    /// Waits until it is set, at most `limit`. `false`: the time was over first.
    pub fn wait_timeout(&self, limit: Duration) -> bool {
        let word = self.word();
        let before = word.load(Ordering::Acquire);
        if before & SET != 0 {
            return true;
        }
        let (start, (mut pause, longest)) = (Instant::now(), PAUSES);
        // Once it is set, the word is another one, and stays so even if it is cleared.
        while word.load(Ordering::Acquire) == before {
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                return false;
            }
            sleep(word, before, pause.min(left));
            pause = (pause * 2).min(longest);
        }
        true
    }

    fn word(&self) -> &AtomicU32 {
        &self.0.cells()[0]
    }
}

/// Sleeps while the word stays as it was, at most `pause`.
fn sleep(word: &AtomicU32, before: u32, pause: Duration) {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    crate::sys::futex_wait(word, before, pause);
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        let _ = (word, before);
        std::thread::sleep(pause);
    }
}

fn wake_all(word: &AtomicU32) {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    crate::sys::futex_wake_all(word);
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let _ = word;
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = self.is_set();
        f.debug_struct("Event").field("is_set", &set).finish()
    }
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Shared::deserialize(deserializer).map(Event)
    }
}
