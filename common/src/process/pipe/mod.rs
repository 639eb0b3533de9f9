//! The pipe: what one end sends, the other end receives.

pub(super) mod duplex;

use super::Payload;
use super::error::Error;
use super::hub::make_door;
use super::hub::sheet::{Body, Failure, Sheet, Silence, Value, receive_opaque, send_value};
use crate::sync::lock;
use ipc_channel::ipc::{OpaqueIpcReceiver, OpaqueIpcSender};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A pipe between two processes or threads, in one direction. For both, see
/// [`duplex`](fn@crate::process::duplex); for more than two, see [`Queue`](super::Queue).
///
/// ```
/// use common::process::{Error, PipeSender, Pool, pipe};
///
/// let pool = Pool::new(1)?;
/// let (sender, receiver) = pipe()?;
/// let count = |(sender, end): (PipeSender<u64>, u64)| {
///     for n in 1..=end {
///         sender.send(n).unwrap();
///     }
/// };
/// let task = pool.submit(count, (sender, 3));
/// let numbers: Result<Vec<u64>, Error> = receiver.iter().collect();
/// assert_eq!(numbers?, [1, 2, 3]);
/// task.get()?;
/// # Ok::<(), Error>(())
/// ```
///
/// Each end is there **once**. Sent inside an argument, a result, a queue or another pipe, it
/// moves: nothing of it stays behind. So the pipe ends when the process that has the other end
/// drops it, or ends, or is killed, and nobody waits for ever. (In Python the parent has to close
/// its copy of the end that it gave away, or it never hears of the end.) To send an end a second
/// time is an error, and so is to use one that was sent.
///
/// What was sent can be received even if the sender is gone. A `send` waits while the receiver is
/// far behind: by a few hundred messages, or less if they are large. Two processes that both send
/// that much before they receive wait for each other.
///
/// # Errors
///
/// [`Error::Refused`] when the system has no channel left.
pub fn pipe<T: Payload>() -> Result<(PipeSender<T>, PipeReceiver<T>), Error> {
    let (sender, receiver) = make_door()?;
    Ok((
        PipeSender {
            channel: Mutex::new(Some(sender)),
            items: PhantomData,
        },
        PipeReceiver {
            channel: RefCell::new(Some(receiver)),
            items: PhantomData,
        },
    ))
}

/// The end of a [`pipe`](pipe()) that sends.
pub struct PipeSender<T> {
    /// `None` once it was sent away.
    channel: Mutex<Option<OpaqueIpcSender>>,
    items: PhantomData<fn(T)>,
}

/// The end of a [`pipe`](pipe()) that receives.
pub struct PipeReceiver<T> {
    /// `None` once it was sent away.
    channel: RefCell<Option<OpaqueIpcReceiver>>,
    items: PhantomData<fn() -> T>,
}

fn sent_away() -> Error {
    Error::Gone("this end of the pipe was sent to another process".to_string())
}

fn broken() -> Error {
    Error::Gone("the pipe is broken: its other end is gone".to_string())
}

impl<T: Payload> PipeSender<T> {
    /// Sends an item.
    ///
    /// # Errors
    ///
    /// [`Error::Gone`] when nobody can receive it any more, [`Error::Unsendable`] if it cannot be
    /// written to bytes.
    pub fn send(&self, item: T) -> Result<(), Error> {
        let channel = lock(&self.channel).clone().ok_or_else(sent_away)?;
        send_value(&channel, Sheet::default(), &item).map_err(|failure| match failure {
            Failure::Gone => broken(),
            Failure::Refused(why) => Error::Unsendable(why),
        })
    }
}

impl<T: Payload> PipeReceiver<T> {
    /// Waits for an item.
    ///
    /// # Errors
    ///
    /// [`Error::Gone`] when all has been received and nobody can send any more, and
    /// [`Error::Unsendable`] for an item that cannot be read.
    pub fn recv(&self) -> Result<T, Error> {
        let item = self.recv_until(None)?;
        item.ok_or_else(broken)
    }

    /// Receives an item if one is there.
    ///
    /// # Errors
    ///
    /// As for [`recv`](PipeReceiver::recv).
    pub fn try_recv(&self) -> Result<Option<T>, Error> {
        self.recv_until(Some(Instant::now()))
    }

    /// Waits for an item, at most `limit`.
    ///
    /// # Errors
    ///
    /// As for [`recv`](PipeReceiver::recv).
    pub fn recv_timeout(&self, limit: Duration) -> Result<Option<T>, Error> {
        // A limit beyond what the clock can count is no limit.
        self.recv_until(Instant::now().checked_add(limit))
    }

    fn recv_until(&self, end: Option<Instant>) -> Result<Option<T>, Error> {
        let mut channel = self.channel.borrow_mut();
        if channel.is_none() {
            return Err(sent_away());
        }
        match receive_opaque::<Value<T>>(&mut channel, end).map(|received| received.body) {
            Ok(Body::Opened(Value(item))) => item.map(Some).map_err(Error::Unsendable),
            Ok(_) | Err(Silence::Gone) => Err(broken()),
            Err(Silence::Yet) => Ok(None),
            Err(Silence::Garbled(why)) => Err(Error::Unsendable(why)),
        }
    }

    /// The items as they come, until the other end is gone.
    pub fn iter(&self) -> impl Iterator<Item = Result<T, Error>> {
        std::iter::from_fn(|| match self.recv() {
            Err(Error::Gone(_)) => None,
            item => Some(item),
        })
    }
}

impl<T> Serialize for PipeSender<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match lock(&self.channel).take() {
            Some(channel) => channel.serialize(serializer),
            None => Err(S::Error::custom(sent_away())),
        }
    }
}

impl<T> Serialize for PipeReceiver<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.channel.take() {
            Some(channel) => channel.serialize(serializer),
            None => Err(S::Error::custom(sent_away())),
        }
    }
}

impl<'de, T> Deserialize<'de> for PipeSender<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(PipeSender {
            channel: Mutex::new(Some(Deserialize::deserialize(deserializer)?)),
            items: PhantomData,
        })
    }
}

impl<'de, T> Deserialize<'de> for PipeReceiver<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(PipeReceiver {
            channel: RefCell::new(Some(Deserialize::deserialize(deserializer)?)),
            items: PhantomData,
        })
    }
}

impl<T> fmt::Debug for PipeSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PipeSender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for PipeReceiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PipeReceiver").finish_non_exhaustive()
    }
}
