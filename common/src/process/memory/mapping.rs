//! Memory that other processes have mapped as well: the one place that turns its bytes into
//! references.
//!
//! What another process may change at any moment can be no `&[u8]`. It can be a slice of atomics:
//! those may change under a shared reference, and any bytes are a valid number. So that is all that
//! leaves this file.
#![allow(unsafe_code)]

use ipc_channel::ipc::IpcSharedMemory;
use memmap2::MmapRaw;
use std::fmt;
use std::fs::File;
use std::io;
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64};

/// A mapping, and what keeps it mapped. Where it lies stands in each clone, so that a loop over its
/// elements need not look it up again and again.
pub(crate) struct Memory<H> {
    start: NonNull<u8>,
    bytes: usize,
    holder: Arc<H>,
}

// SAFETY: the address is that of a mapping, which belongs to no thread, and what is there is only
// ever touched as atomics.
unsafe impl<H: Send + Sync> Send for Memory<H> {}
// SAFETY: as above.
unsafe impl<H: Send + Sync> Sync for Memory<H> {}

/// A number that several processes may change at once.
///
/// # Safety
///
/// Its alignment is at most 8, any bytes of its size are a valid one, and it may change behind a
/// shared reference.
pub(crate) unsafe trait Atomic {}
// SAFETY: that is what atomic integers are.
unsafe impl Atomic for AtomicU8 {}
// SAFETY: as above.
unsafe impl Atomic for AtomicU16 {}
// SAFETY: as above.
unsafe impl Atomic for AtomicU32 {}
// SAFETY: as above.
unsafe impl Atomic for AtomicU64 {}

impl Memory<IpcSharedMemory> {
    /// Memory whose handle can travel inside a message.
    pub fn sent(mut holder: IpcSharedMemory) -> Self {
        // SAFETY: nobody else has a reference to these bytes, and we only take their address.
        let bytes = unsafe { holder.deref_mut() };
        let (start, length) = (bytes.as_mut_ptr(), bytes.len());
        Memory::new(start, length, holder)
    }
}

impl Memory<MmapRaw> {
    /// A whole file. It must not become shorter while it is mapped: the system ends a process that
    /// reaches behind the end.
    pub fn of_file(file: &File) -> io::Result<Self> {
        let holder = MmapRaw::map_raw(file)?;
        Ok(Memory::new(holder.as_mut_ptr(), holder.len(), holder))
    }
}

impl<H> Memory<H> {
    fn new(start: *mut u8, bytes: usize, holder: H) -> Self {
        // Nothing is mapped for no bytes.
        let start = match bytes {
            0 => NonNull::<u64>::dangling().cast(),
            _ => NonNull::new(start).expect("a mapping has an address"),
        };
        let aligned = start.cast::<u64>().is_aligned();
        assert!(aligned, "a mapping begins at a page");
        Memory {
            start,
            bytes,
            holder: Arc::new(holder),
        }
    }

    /// The bytes as atomics, as many as there is room for.
    pub fn cells<A: Atomic>(&self) -> &[A] {
        let count = self.bytes / size_of::<A>();
        // SAFETY: `start` is aligned for any `Atomic`, `count` of them lie within the mapping,
        // which lives as long as `self`, any bytes are valid, and they may change meanwhile.
        unsafe { std::slice::from_raw_parts(self.start.cast().as_ptr(), count) }
    }

    /// How many bytes there are.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// What keeps it mapped.
    pub fn holder(&self) -> &H {
        &self.holder
    }
}

impl<H> Clone for Memory<H> {
    fn clone(&self) -> Self {
        Memory {
            start: self.start,
            bytes: self.bytes,
            holder: self.holder.clone(),
        }
    }
}

impl<H> fmt::Debug for Memory<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes of shared memory", self.bytes)
    }
}
