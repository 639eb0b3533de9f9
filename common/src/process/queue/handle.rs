//! The handle as a value: copied, shown, and sent to another process.

use super::Queue;
use crate::process::hub::line::{Kind, Lines};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

impl<T> Clone for Queue<T> {
    /// Another handle to the same queue.
    fn clone(&self) -> Queue<T> {
        Queue::over(self.lines.afresh(), self.hub.clone(), self.capacity)
    }
}

impl<T> fmt::Debug for Queue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue")
            .field("capacity", &self.capacity)
            .finish_non_exhaustive()
    }
}

impl<T> Serialize for Queue<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.lines.handle(), self.capacity).serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Queue<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Queue<T>, D::Error> {
        let (handle, capacity) = Deserialize::deserialize(deserializer)?;
        Ok(Queue::over(
            Lines::from_handle(handle, Kind::Queue),
            None,
            capacity,
        ))
    }
}
