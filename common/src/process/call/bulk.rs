//! Vectors of numbers go as they lie in memory. serde would write and read each number by itself,
//! which for 64 MiB takes half a second.
//!
//! That a value is such a vector is known when the code for it is made, so asking costs nothing.

use super::wire::{self, INLINE};
use bytemuck::allocation::pod_collect_to_vec;
use bytemuck::{Pod, cast_slice};
use ipc_channel::ipc::IpcSharedMemory;
use std::any::Any;

/// The first byte: where the numbers are.
const HERE: u8 = 0;
const SHARED: u8 = 1;

/// Appends `value`, if it is a vector of numbers; `None`: it is not.
pub(super) fn write<T: 'static>(out: &mut Vec<u8>, value: &T) -> Option<postcard::Result<()>> {
    let bytes = bytes_of(value)?;
    if bytes.len() <= INLINE {
        out.push(HERE);
        out.extend_from_slice(bytes);
        return Some(Ok(()));
    }
    // Straight to where it has to go in the end.
    out.push(SHARED);
    wire::count(bytes.len());
    let memory = IpcSharedMemory::from_bytes(bytes);
    Some(super::pieces::write_plain(out, &memory))
}

/// Reads what [`write`] has written, if `T` is a vector of numbers.
pub(super) fn read<T: 'static>(piece: &[u8]) -> Option<postcard::Result<T>> {
    let mut value: Option<T> = None;
    if !fill(&mut value, &[]) {
        return None;
    }
    let read = match piece.split_first() {
        Some((&HERE, bytes)) => Ok(fill(&mut value, bytes)),
        Some((_, handle)) => {
            postcard::from_bytes(handle).map(|memory: IpcSharedMemory| fill(&mut value, &memory))
        }
        None => Ok(false),
    };
    let missing = postcard::Error::DeserializeUnexpectedEnd;
    Some(read.and_then(|filled| value.filter(|_| filled).ok_or(missing)))
}

/// For each type of number, whether the vector is one of it.
macro_rules! numbers {
    ($($number:ty)*) => {
        fn bytes_of<T: 'static>(value: &T) -> Option<&[u8]> {
            let value: &dyn Any = value;
            $(if let Some(vector) = value.downcast_ref::<Vec<$number>>() {
                return Some(cast_slice(vector));
            })*
            None
        }

        /// Makes `value` the vector that consists of these bytes; `false`: it is no vector.
        fn fill<T: 'static>(value: &mut Option<T>, bytes: &[u8]) -> bool {
            let value: &mut dyn Any = value;
            $(if let Some(value) = value.downcast_mut::<Option<Vec<$number>>>() {
                *value = Some(numbers(bytes));
                return true;
            })*
            false
        }
    };
}

numbers!(u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 usize isize f32 f64);

fn numbers<N: Pod>(bytes: &[u8]) -> Vec<N> {
    let whole = bytes.len() - bytes.len() % size_of::<N>();
    pod_collect_to_vec(&bytes[..whole])
}
