//! Shared memory with a name: made by one process, attached once by every other that gets a handle.
//!
//! A handle crosses as its name and the place of its descriptor in the message. A message holds at
//! most 64 descriptors, so memory that stands in many tasks of a chunk crosses once: the others
//! repeat the place. The receiver holds what it has attached until the whole message is read.

use super::cache::Cache;
use super::mapping::{Atomic, Memory};
use crate::memory::available;
use crate::panics;
use crate::process::error::Error;
use ipc_channel::ipc::IpcSharedMemory;
use memmap2::MmapMut;
use serde::de::{Error as _, IntoDeserializer};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::LocalKey;
use std::time::SystemTime;

/// From this size on we look whether there is so much memory at all, in bytes.
const LARGE: usize = 16 << 20;

/// Names the memory in all processes: who made it, when, and how many it had made before.
type Name = u128;

/// All that this process has attached.
static ATTACHED: Cache<Name, Segment> = Cache::new();

/// Shared memory as a process has it, once.
#[derive(Debug)]
struct Segment {
    name: Name,
    memory: Memory<IpcSharedMemory>,
}

/// A handle to shared memory: cheap to clone, and it can travel.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    memory: Memory<IpcSharedMemory>,
    segment: Arc<Segment>,
}

impl Shared {
    /// New memory, all zero: `count` numbers of `size` bytes.
    pub fn new(count: usize, size: usize) -> Result<Shared, Error> {
        let refused = |why: &str| {
            let what = format!("shared memory for {count} elements of {size} bytes ({why})");
            Err(Error::Refused(what))
        };
        let Some(bytes) = count
            .checked_mul(size)
            .filter(|&n| n <= isize::MAX as usize)
        else {
            return refused("that is more than there are addresses");
        };
        if bytes >= LARGE && available().is_some_and(|available| bytes as u64 > available) {
            return refused("that is more than the memory that is free");
        }
        // ipc-channel panics when there is no room or no descriptor.
        let Ok(Some(memory)) = panics::catch(|| zeros(bytes).map(Memory::sent)) else {
            return refused("no memory or no file descriptor is left");
        };
        let name = new_name();
        let made = || Ok(Segment { name, memory });
        ATTACHED.get(name, made).map(Shared::over)
    }

    fn over(segment: Arc<Segment>) -> Shared {
        let memory = segment.memory.clone();
        Shared { memory, segment }
    }

    /// The memory as atomics.
    pub fn cells<A: Atomic>(&self) -> &[A] {
        self.memory.cells()
    }
}

/// Copied from pages that hold nothing but zero. (ipc-channel's way to fill memory goes byte by
/// byte, which takes long where it is not optimised.)
fn zeros(bytes: usize) -> Option<IpcSharedMemory> {
    if bytes == 0 {
        return Some(IpcSharedMemory::from_bytes(&[]));
    }
    let zeros = MmapMut::map_anon(bytes).ok()?;
    Some(IpcSharedMemory::from_bytes(&zeros))
}

fn new_name() -> Name {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    u128::from(std::process::id()) << 96
        | u128::from(MADE.fetch_add(1, Ordering::Relaxed)) << 64
        | u128::from(now.as_nanos() as u64)
}

impl Drop for Segment {
    fn drop(&mut self) {
        ATTACHED.forget(&self.name);
    }
}

thread_local! {
    /// While a message is written: the memory that stands in it, and where.
    static WRITTEN: RefCell<Option<Vec<(Name, usize)>>> = const { RefCell::new(None) };
    /// While a message is read: the memory that stood in it.
    static READ: RefCell<Option<Vec<Shared>>> = const { RefCell::new(None) };
}

/// Writes what belongs to one message: the same memory crosses once in it.
pub(crate) fn while_writing<R>(write: impl FnOnce() -> R) -> R {
    in_one_message(&WRITTEN, write)
}

/// Reads what belongs to one message.
pub(crate) fn while_reading<R>(read: impl FnOnce() -> R) -> R {
    in_one_message(&READ, read)
}

fn in_one_message<T: 'static, R>(
    list: &'static LocalKey<RefCell<Option<Vec<T>>>>,
    work: impl FnOnce() -> R,
) -> R {
    /// Puts back what was there, also after a panic.
    struct PutBack<T: 'static>(&'static LocalKey<RefCell<Option<Vec<T>>>>, Option<Vec<T>>);
    impl<T> Drop for PutBack<T> {
        fn drop(&mut self) {
            drop(self.0.replace(self.1.take()));
        }
    }
    let _put_back = PutBack(list, list.replace(Some(Vec::new())));
    work()
}

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let name = self.segment.name;
        let find = |list: &Vec<(Name, usize)>| list.iter().find(|(n, _)| *n == name).copied();
        let place = match WRITTEN.with_borrow(|list| list.as_ref().and_then(find)) {
            Some((_, place)) => place,
            None => {
                let place = append(self.memory.holder()).map_err(S::Error::custom)?;
                WRITTEN.with_borrow_mut(|list| list.as_mut().map(|list| list.push((name, place))));
                place
            }
        };
        (name, place).serialize(serializer)
    }
}

/// Appends the descriptor to the message that this thread writes, and says at which place it is.
fn append(memory: &IpcSharedMemory) -> Result<usize, String> {
    // It panics when there is no descriptor left for the copy that is sent.
    let place = panics::catch(|| postcard::to_stdvec(memory));
    let place = place.map_err(|_| "no file descriptor is left for a copy of shared memory")?;
    let place = place.and_then(|place| postcard::from_bytes(&place));
    place.map_err(|error| error.to_string())
}

impl<'de> Deserialize<'de> for Shared {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Shared, D::Error> {
        let (name, place): (Name, usize) = Deserialize::deserialize(deserializer)?;
        let segment = ATTACHED.get(name, || {
            let memory = IpcSharedMemory::deserialize(place.into_deserializer())?;
            let memory = panics::catch(|| Memory::sent(memory));
            let memory = memory.map_err(|panic| D::Error::custom(panic.message))?;
            Ok(Segment { name, memory })
        })?;
        ATTACHED.keep(&segment, segment.memory.bytes());
        let shared = Shared::over(segment);
        READ.with_borrow_mut(|list| list.as_mut().map(|list| list.push(shared.clone())));
        Ok(shared)
    }
}
