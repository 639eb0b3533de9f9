//! What goes over the channels, and in which form.
//!
//! Nothing long is sent through a channel itself: `ipc-channel` waits
//! for ever when the receiver dies in the middle of a long message. It goes through shared memory,
//! and only the handle is sent.

use crate::process::memory::attach;
use ipc_channel::ipc::{IpcSharedMemory, OpaqueIpcSender};
use serde::de::Deserializer;
use serde::{Deserialize, Serialize, Serializer};
use std::sync::atomic::{AtomicU64, Ordering};

/// The longest message that is sent through a channel itself, in bytes.
pub(crate) const INLINE: usize = 64 * 1024;

static SENT: AtomicU64 = AtomicU64::new(0);

/// How many bytes this process has sent to its workers so far: the arguments of tasks and of
/// initializers, as they are written. (In a worker: results, to the process that started it.)
///
/// The difference between two calls is what lies between them cost. What stands in an
/// [`Array`](crate::process::Array) or a [`Value`](crate::process::Value) is not sent, only the handle is.
///
/// ```
/// use common::process::{Pool, bytes_sent};
///
/// let pool = Pool::new(1)?;
/// let before = bytes_sent();
/// pool.apply(|numbers: Vec<u64>| numbers.len(), vec![0; 1000])?;
/// assert!((8000..8200).contains(&(bytes_sent() - before)));
/// # Ok::<(), common::process::Error>(())
/// ```
pub fn bytes_sent() -> u64 {
    SENT.load(Ordering::Relaxed)
}

/// So much more is about to be sent.
pub(super) fn count(bytes: usize) {
    SENT.fetch_add(bytes as u64, Ordering::Relaxed);
}

/// Something that one side writes and the other reads.
pub(crate) trait Cross: Sized {
    fn write(&self, out: &mut Vec<u8>);
    fn read(bytes: &[u8]) -> Self;
}

/// The message: bytes, or shared memory that holds them.
///
/// Writing and reading happen while `ipc-channel` encodes or decodes the message, because only then
/// can it take the handles (senders, receivers, shared memory) that stand inside arguments.
pub(crate) struct Packet<T>(pub T);

/// Bytes that serde shall write as bytes, not one by one.
pub(crate) struct Bytes<'a>(pub &'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

impl<T: Cross> Serialize for Packet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut bytes = Vec::new();
        attach::while_writing(|| self.0.write(&mut bytes));
        count(bytes.len());
        let (inline, shared) = match bytes.len() <= INLINE {
            true => (Some(Bytes(&bytes)), None),
            false => (None, Some(IpcSharedMemory::from_bytes(&bytes))),
        };
        (inline, shared).serialize(serializer)
    }
}

impl<'de, T: Cross> Deserialize<'de> for Packet<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Packet<T>, D::Error> {
        let (inline, shared): (Option<&[u8]>, Option<IpcSharedMemory>) =
            Deserialize::deserialize(deserializer)?;
        let bytes = shared.as_deref().or(inline).unwrap_or_default();
        Ok(Packet(attach::while_reading(|| T::read(bytes))))
    }
}

/// What a worker does for one call, once it has read the arguments: all tasks, then the reply.
pub(crate) type Work = Box<dyn FnOnce(&OpaqueIpcSender)>;

/// Writes the arguments of a call.
pub(crate) type Writer = Box<dyn Fn(&mut Vec<u8>)>;

/// A call: on the parent's side what to write, on the worker's side the work that was read.
pub(crate) enum Request {
    Outgoing {
        function: crate::process::worker::function::Entry,
        call: u32,
        arguments: Writer,
    },
    Incoming(Work),
}

impl Cross for Request {
    fn write(&self, out: &mut Vec<u8>) {
        if let Request::Outgoing {
            function,
            call,
            arguments,
        } = self
        {
            out.extend(
                (crate::process::worker::function::distance(*function) as i64).to_le_bytes(),
            );
            out.extend(call.to_le_bytes());
            arguments(out);
        }
    }

    fn read(bytes: &[u8]) -> Request {
        let (distance, rest) = bytes.split_first_chunk().expect("a call names a function");
        let (call, arguments) = rest.split_first_chunk().expect("a call has a number");
        let function = crate::process::worker::function::at(i64::from_le_bytes(*distance) as isize);
        Request::Incoming(function(u32::from_le_bytes(*call), arguments))
    }
}
