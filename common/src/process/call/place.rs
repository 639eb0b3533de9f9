//! Where a worker is: one number in memory that the parent can still read when the worker is dead.
//!
//! It says which call the worker is at, and which task of that call. So when a worker dies in the
//! middle of a chunk, exactly the task that it was at is blamed.

use crate::process::memory::mapping::Memory;
use ipc_channel::ipc::IpcSharedMemory;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Eight bytes of shared memory: the call in the upper half, the task in the lower.
#[derive(Debug)]
pub(crate) struct Place(Memory<IpcSharedMemory>);

/// What the worker does with the call that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    /// It has not begun it.
    NotBegun,
    /// It is at the task with this place in the call: reading its argument, running it or writing
    /// its result.
    Task(usize),
    /// It has done all of them and sends the results.
    Replying,
}

const REPLYING: u32 = u32::MAX;

impl Place {
    /// New memory, which says that nothing has begun.
    pub fn new() -> (Place, IpcSharedMemory) {
        let memory = IpcSharedMemory::from_byte(0, size_of::<AtomicU64>());
        (Place::over(memory.clone()), memory)
    }

    /// The other side's view of the same memory.
    pub fn over(memory: IpcSharedMemory) -> Place {
        assert_eq!(memory.len(), size_of::<AtomicU64>());
        Place(Memory::sent(memory))
    }

    fn cell(&self) -> &AtomicU64 {
        &self.0.cells()[0]
    }

    /// What the worker does with the call number `call`.
    pub fn of(&self, call: u32) -> At {
        let now = self.cell().load(Ordering::Acquire);
        match ((now >> 32) as u32 == call, now as u32) {
            (false, _) => At::NotBegun,
            (true, REPLYING) => At::Replying,
            (true, task) => At::Task(task as usize),
        }
    }

    fn set(&self, call: u32, task: u32) {
        let now = u64::from(call) << 32 | u64::from(task);
        self.cell().store(now, Ordering::Release);
    }
}

/// The memory of this process, if it is a worker.
static MINE: OnceLock<Place> = OnceLock::new();

/// This worker will say where it is through `place`.
pub(crate) fn publish_through(place: Place) {
    let _ = MINE.set(place);
}

/// Whether this process is a worker.
pub(crate) fn in_worker() -> bool {
    MINE.get().is_some()
}

/// This worker is now at this task of this call.
pub(crate) fn at(call: u32, task: usize) {
    if let Some(place) = MINE.get() {
        place.set(call, task as u32);
    }
}

/// This worker has only to send the results of this call.
pub(crate) fn replying(call: u32) {
    if let Some(place) = MINE.get() {
        place.set(call, REPLYING);
    }
}
