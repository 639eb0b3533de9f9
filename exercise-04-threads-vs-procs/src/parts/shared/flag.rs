//! The flag of a board: an `Event` that a check can follow.

use super::script;
use common::process::{Error, Event};
use std::ops::Deref;
use std::time::Duration;

/// An [`Event`], with all its methods. Under a check it tells who set it and who looked in vain.
#[derive(Clone, Debug)]
pub struct Flag(pub(super) Event);

impl Flag {
    /// A flag that is down.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] when there is no memory or no file descriptor left.
    pub fn new() -> Result<Flag, Error> {
        Event::new().map(Flag)
    }

    /// Sets it and wakes all who wait.
    pub fn set(&self) {
        self.0.set();
        script::is_set();
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        let found = self.0.is_set();
        if !found {
            script::looked_in_vain();
        }
        found
    }

    /// Waits until it is set. Returns at once if it is.
    pub fn wait(&self) {
        script::waits_for_ever();
        self.0.wait();
    }

    /// Waits until it is set, at most `limit`. `false`: the time was over first.
    pub fn wait_timeout(&self, limit: Duration) -> bool {
        let found = self.0.wait_timeout(script::shortened(limit));
        if !found {
            script::looked_in_vain();
        }
        found
    }
}

impl Deref for Flag {
    type Target = Event;

    fn deref(&self) -> &Event {
        &self.0
    }
}
