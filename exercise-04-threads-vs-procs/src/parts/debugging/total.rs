//! The number that the workers of program 2 share.

use common::process::{Error, Value, current};
use common::witness;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::thread;
use std::time::{Duration, Instant};

/// A total in memory that all processes see; a clone is a handle to the same one.
///
/// It is a `common::process::Value`, with the names that atomics have as well, and with an eye on who reads it.
#[derive(Clone, Debug)]
pub struct Total(Value<u64>);

impl Total {
    /// A total of 0.
    ///
    /// # Errors
    ///
    /// When the system has no memory to share.
    pub fn new() -> Result<Total, Error> {
        Value::new(0).map(Total)
    }

    /// The number as it is now.
    pub fn load(&self) -> u64 {
        let now = self.0.get();
        log::debug!("loads {now}");
        if current().is_worker {
            let _call = witness::enter("load", &now);
            wait_for_another();
        }
        now
    }

    /// Replaces the number.
    pub fn store(&self, number: u64) {
        log::debug!("stores {number}");
        self.0.set(number);
    }

    /// Adds to the number, in one step.
    pub fn add(&self, number: u64) {
        self.fetch_add(number);
    }

    /// The same, and gives the number that was there before.
    pub fn fetch_add(&self, number: u64) -> u64 {
        let before = self.0.add(number);
        log::debug!("adds {number} to {before}");
        before
    }

    /// Replaces the number if it is `expected`, in one step; else gives the one that is there.
    pub fn compare_exchange(&self, expected: u64, new: u64) -> Result<u64, u64> {
        let keep_or_change = |now| if now == expected { new } else { now };
        match self.0.update(keep_or_change) {
            before if before == expected => Ok(before),
            before => Err(before),
        }
    }
}

/// So long nothing may happen before somebody believes that nobody else can come.
const PATIENCE: Duration = Duration::from_millis(900);

/// Under a check, whoever has read the number goes on only when a second one has, too. So if anything can come between
/// a look and the step that follows, it does, on any machine.
///
/// Where only one at a time may read, the first one waits in vain, and says so: nobody has to wait any more.
fn wait_for_another() {
    let (mut since, mut events) = (Instant::now(), 0);
    while let Some(seen) = witness::so_far() {
        if seen.of("load").threads().len() >= 2 || !seen.of("alone").calls.is_empty() {
            return;
        }
        if seen.calls.len() > events {
            (since, events) = (Instant::now(), seen.calls.len());
        }
        if since.elapsed() > PATIENCE {
            return drop(witness::enter("alone", &""));
        }
        thread::sleep(Duration::from_millis(1));
    }
}

impl Serialize for Total {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Total {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Total, D::Error> {
        Value::deserialize(deserializer).map(Total)
    }
}
