//! A pipe in both directions.

use super::{PipeReceiver, PipeSender, pipe};
use crate::process::Payload;
use crate::process::error::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::time::Duration;

/// A pipe in both directions: one end sends `A` and receives `B`, the other one sends `B` and
/// receives `A`. All that is said of [`pipe`](pipe()) holds for each direction.
///
/// ```
/// use common::process::{Duplex, Error, Pool, duplex};
///
/// let pool = Pool::new(1)?;
/// let (here, there) = duplex::<String, usize>()?;
/// let measure = |end: Duplex<usize, String>| {
///     while let Ok(text) = end.recv() {
///         end.send(text.len()).unwrap();
///     }
/// };
/// let task = pool.submit(measure, there);
/// here.send("four".to_string())?;
/// assert_eq!(here.recv()?, 4);
/// drop(here);
/// task.get()?;
/// # Ok::<(), Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Refused`] when the system has no channel left.
pub fn duplex<A: Payload, B: Payload>() -> Result<(Duplex<A, B>, Duplex<B, A>), Error> {
    let (there, from_here) = pipe()?;
    let (here, from_there) = pipe()?;
    Ok((Duplex(there, from_there), Duplex(here, from_here)))
}

/// One end of a pipe in both directions: sends `A`, receives `B`.
#[derive(Debug)]
pub struct Duplex<A, B>(PipeSender<A>, PipeReceiver<B>);

impl<A: Payload, B: Payload> Duplex<A, B> {
    /// Sends an item. See [`PipeSender::send`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn send(&self, item: A) -> Result<(), Error> {
        self.0.send(item)
    }

    /// Waits for an item. See [`PipeReceiver::recv`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn recv(&self) -> Result<B, Error> {
        self.1.recv()
    }

    /// Receives an item if one is there.
    ///
    /// # Errors
    ///
    /// As for [`PipeReceiver::recv`].
    pub fn try_recv(&self) -> Result<Option<B>, Error> {
        self.1.try_recv()
    }

    /// Waits for an item, at most `limit`.
    ///
    /// # Errors
    ///
    /// As for [`PipeReceiver::recv`].
    pub fn recv_timeout(&self, limit: Duration) -> Result<Option<B>, Error> {
        self.1.recv_timeout(limit)
    }

    /// The two directions, each by itself.
    pub fn split(self) -> (PipeSender<A>, PipeReceiver<B>) {
        (self.0, self.1)
    }
}

impl<A, B> Serialize for Duplex<A, B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.0, &self.1).serialize(serializer)
    }
}

impl<'de, A, B> Deserialize<'de> for Duplex<A, B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (sender, receiver) = Deserialize::deserialize(deserializer)?;
        Ok(Duplex(sender, receiver))
    }
}
