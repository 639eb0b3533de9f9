//! What clients and servers send each other: a few numbers, and bytes that mean something to them.
//!
//! Bytes may be opened while the message is decoded, and only then can the handles (senders,
//! receivers, shared memory) that stand in them be taken. Or they stay closed: then whoever has
//! them can pass them on without knowing what they are. What is long goes through shared memory.

use crate::panics;
use crate::process::call::wire::{Bytes, INLINE};
use crate::process::memory::attach;
use ipc_channel::ipc::{IpcReceiver, IpcSharedMemory, OpaqueIpcReceiver, OpaqueIpcSender, channel};
use ipc_channel::{IpcError, TryRecvError};
use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Serialize, Serializer};
use std::io::ErrorKind;
use std::time::{Duration, Instant};

/// The longest that we wait in one piece.
const LONG: Duration = Duration::from_secs(3600);

/// What opened bytes are.
pub(crate) trait Content {
    fn open(bytes: &[u8]) -> Self;
}

/// Nothing is ever opened.
impl Content for () {
    fn open(_: &[u8]) {}
}

/// A value, or why it cannot be read.
pub(crate) struct Value<T>(pub Result<T, String>);

impl<T: DeserializeOwned + 'static> Content for Value<T> {
    fn open(bytes: &[u8]) -> Value<T> {
        Value(read(bytes))
    }
}

/// The message as it is written.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sheet<'a> {
    /// What it is about; client and server agree on the numbers.
    pub kind: u8,
    /// Which line it comes from.
    pub line: u32,
    /// A number that belongs to it.
    pub number: u64,
    /// Whether the bytes are to be opened.
    pub open: bool,
    pub bytes: &'a [u8],
    /// In place of the bytes.
    pub memory: Option<&'a IpcSharedMemory>,
    /// The ends of a new line.
    pub ends: Option<&'a Ends>,
}

/// What the server gets of a new line.
pub(crate) struct Ends {
    /// Where the answers go.
    pub answers: OpaqueIpcSender,
    /// Closes when the client is gone.
    pub leash: OpaqueIpcReceiver,
    /// The memory of its account.
    pub account: IpcSharedMemory,
}

/// The message as it is read.
pub(crate) struct Received<C> {
    pub kind: u8,
    pub line: u32,
    pub number: u64,
    pub body: Body<C>,
    pub ends: Option<Ends>,
}

pub(crate) enum Body<C> {
    Bytes(Box<[u8]>),
    Memory(IpcSharedMemory),
    Opened(C),
}

/// Why nothing was sent.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The other side is not there any more.
    Gone,
    /// It cannot be written, or the system would not send it.
    Refused(String),
}

/// Sends what stands in memory already, or handles that can be written again.
pub(crate) fn send(to: &OpaqueIpcSender, sheet: Sheet) -> Result<(), Failure> {
    loop {
        if let Some(sent) = try_send(to, sheet) {
            return sent;
        }
    }
}

/// Sends `value` to be opened at once. The handles that stand in it go along: they wait in this
/// thread from when the value is written to when the message is sent.
pub(crate) fn send_value<T: Serialize + 'static>(
    to: &OpaqueIpcSender,
    sheet: Sheet,
    value: &T,
) -> Result<(), Failure> {
    let mut bytes = sheet.bytes.to_vec();
    loop {
        bytes.truncate(sheet.bytes.len());
        attach::while_writing(|| write(&mut bytes, value)).map_err(|why| {
            forget_handles();
            Failure::Refused(why)
        })?;
        let (open, bytes) = (true, &bytes[..]);
        let sheet = Sheet {
            open,
            bytes,
            ..sheet
        };
        if let Some(sent) = try_send(to, sheet) {
            return sent;
        }
    }
}

/// Sends a sheet; `None`: a signal came in between, and nothing was sent.
pub(crate) fn try_send(to: &OpaqueIpcSender, sheet: Sheet) -> Option<Result<(), Failure>> {
    // ipc-channel panics on more than 64 handles in a message, and when there is no memory or
    // descriptor left.
    let sent = panics::catch(|| to.clone().to().send(sheet)).map_err(|panic| panic.message);
    Some(match sent {
        Ok(Ok(())) => Ok(()),
        Ok(Err(IpcError::Io(error))) if error.kind() == ErrorKind::Interrupted => return None,
        Ok(Err(IpcError::Io(error)))
            if [ErrorKind::BrokenPipe, ErrorKind::ConnectionReset].contains(&error.kind()) =>
        {
            Err(Failure::Gone)
        }
        Ok(Err(error)) => Err(Failure::Refused(format!("a message ({error})"))),
        Err(message) => Err(Failure::Refused(format!("a message ({message})"))),
    })
}

/// The handles of a value that could not be written to its end must not go along with the next
/// message: this takes them away.
fn forget_handles() {
    let _ = panics::catch(|| channel::<()>().map(|(sender, receiver)| (sender.send(()), receiver)));
}

/// Why nothing was received.
#[derive(Debug)]
pub(crate) enum Silence {
    /// Nothing has come so far.
    Yet,
    /// The other side is not there any more.
    Gone,
    /// The message cannot be read.
    Garbled(String),
}

/// Waits for a message, until `end` if there is one.
pub(crate) fn receive<C: Content>(
    from: &IpcReceiver<Received<C>>,
    end: Option<Instant>,
) -> Result<Received<C>, Silence> {
    loop {
        let left = end.map(|end| end.saturating_duration_since(Instant::now()));
        // ipc-channel panics when there is no descriptor left for what comes along.
        let received = panics::catch(|| match left {
            None => from.recv().map_err(TryRecvError::IpcError),
            Some(Duration::ZERO) => from.try_recv(),
            // The system waits in milliseconds.
            Some(left) => from.try_recv_timeout(left.clamp(Duration::from_millis(1), LONG)),
        });
        let error = match received {
            Ok(Ok(received)) => return Ok(received),
            Ok(Err(TryRecvError::Empty)) if left == Some(Duration::ZERO) => {
                return Err(Silence::Yet);
            }
            Ok(Err(TryRecvError::Empty)) => continue,
            Ok(Err(TryRecvError::IpcError(error))) => error,
            Err(panic) => return Err(Silence::Garbled(panic.message)),
        };
        match error {
            IpcError::Io(error) if error.kind() == ErrorKind::Interrupted => {}
            IpcError::SerializationError(error) => return Err(Silence::Garbled(error.to_string())),
            IpcError::Io(_) | IpcError::Disconnected => return Err(Silence::Gone),
        }
    }
}

/// As [`receive`], from a receiver that has no type in between, and is put back.
pub(crate) fn receive_opaque<C: Content>(
    from: &mut Option<OpaqueIpcReceiver>,
    end: Option<Instant>,
) -> Result<Received<C>, Silence> {
    let typed: IpcReceiver<Received<C>> = from.take().ok_or(Silence::Gone)?.to();
    let received = receive(&typed, end);
    *from = Some(typed.to_opaque());
    received
}

/// Appends `value`, or says why not.
pub(crate) fn write<T: Serialize + 'static>(out: &mut Vec<u8>, value: &T) -> Result<(), String> {
    match panics::catch(|| crate::process::call::pieces::write(out, value)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(format!("it cannot be written ({error})")),
        Err(panic) => {
            let (place, message) = (panic.location, panic.message);
            Err(format!("writing it panicked at {place}: {message}"))
        }
    }
}

/// Reads what [`write`] has written.
pub(crate) fn read<T: DeserializeOwned + 'static>(bytes: &[u8]) -> Result<T, String> {
    match panics::catch(|| crate::process::call::pieces::read(bytes)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(format!("it cannot be read ({error})")),
        Err(panic) => {
            let (place, message) = (panic.location, panic.message);
            Err(format!("reading it panicked at {place}: {message}"))
        }
    }
}

impl Serialize for Sheet<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The handles of an opened value were written before; these come after them.
        let spilled = (self.bytes.len() > INLINE).then(|| IpcSharedMemory::from_bytes(self.bytes));
        let memory = spilled.as_ref().or(self.memory);
        let bytes = memory.is_none().then_some(Bytes(self.bytes));
        let ends = self.ends.map(|e| (&e.answers, &e.leash, &e.account));
        let numbers = (self.kind, self.line, self.number);
        (numbers, self.open, bytes, memory, ends).serialize(serializer)
    }
}

impl<'de, C: Content> Deserialize<'de> for Received<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        type Parts<'a> = (
            (u8, u32, u64),
            bool,
            Option<&'a [u8]>,
            Option<IpcSharedMemory>,
            Option<(OpaqueIpcSender, OpaqueIpcReceiver, IpcSharedMemory)>,
        );
        let parts: Parts = Deserialize::deserialize(deserializer)?;
        let ((kind, line, number), open, bytes, memory, ends) = parts;
        let body = match (open, bytes, memory) {
            (true, bytes, memory) => {
                let bytes = memory.as_deref().or(bytes).unwrap_or_default();
                Body::Opened(attach::while_reading(|| C::open(bytes)))
            }
            (false, _, Some(memory)) => Body::Memory(memory),
            (false, bytes, None) => Body::Bytes(bytes.unwrap_or_default().into()),
        };
        let ends = ends.map(|(answers, leash, account)| Ends {
            answers,
            leash,
            account,
        });
        Ok(Received {
            kind,
            line,
            number,
            body,
            ends,
        })
    }
}

// ipc-channel wants messages that can be both written and read. Each of these is one half.

impl<C> Serialize for Received<C> {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("it is only read"))
    }
}

impl<'de> Deserialize<'de> for Sheet<'_> {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("it is only written"))
    }
}
