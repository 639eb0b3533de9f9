//! Many numbers that all processes see.

use super::attach::Shared;
use super::element::{Bits, Element, Number, update};
use crate::process::error::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::atomic::{Ordering, fence};

/// Numbers in memory that all processes share: Python's `Array`.
///
/// Send a clone with each task: a handle, not a copy, however many elements there are.
///
/// ```
/// use common::process::{Array, Pool};
///
/// # fn main() -> Result<(), common::process::Error> {
/// let squares = Array::new(1000)?;
/// let pool = Pool::new(2)?;
/// let fill = |(squares, start): (Array<u64>, usize)| {
///     for i in start..start + 250 {
///         squares.set(i, (i * i) as u64);
///     }
/// };
/// pool.map(fill, [0, 250, 500, 750].map(|start| (squares.clone(), start)))?;
/// assert_eq!(squares.get(999), 998_001);
/// # Ok(())
/// # }
/// ```
///
/// There is no `&mut [T]` of it, because other processes may write at any moment. Each element is
/// read and written in one step, and none is ever seen half-written. [`read`](Array::read) and
/// [`write`](Array::write) copy many, one after another: another process may see some of them old
/// and some new. Where elements have to change together, take a [`Lock`](crate::process::Lock) (Python's
/// `get_lock()`, which here is an object of its own), or give each worker a part of its own.
///
/// ```
/// use common::process::{Array, Lock, Pool};
///
/// # fn main() -> Result<(), common::process::Error> {
/// let (accounts, lock) = (Array::from_slice(&[100, 0])?, Lock::new()?);
/// let transfer = |(accounts, lock): (Array<i64>, Lock)| {
///     let _guard = lock.lock().unwrap();
///     accounts.add(0, -1);
///     accounts.add(1, 1);
/// };
/// Pool::new(2)?.map(transfer, vec![(accounts.clone(), lock); 30])?;
/// assert_eq!(accounts.to_vec(), [70, 30]);
/// # Ok(())
/// # }
/// ```
///
/// Whoever reads an element sees also what its writer had written before it. An index that is out
/// of range panics, as in a slice.
///
/// # What it costs
///
/// A process maps the memory once, however often the handle comes in, and pays for each page when
/// it first touches it. To pass the handle on costs some ten microseconds for each call. A loop
/// over elements of eight bytes is as fast as one over a `Vec`. Smaller ones take longer: the
/// compiler may not read several at once, so a sum over `u32` takes up to two and one over `u8` up
/// to ten times as long. [`iter`](Array::iter), [`read`](Array::read) and [`write`](Array::write) are the
/// fastest then.
///
/// # How long it lives
///
/// The memory goes when the last process lets go of it, in whatever order, and however they end. A
/// pool's worker holds on to the last 16 objects that it was sent, at most 256 MiB in all, yet
/// always to the last one: the next task may bring it again. Each array costs a file descriptor in
/// each process that has it.
pub struct Array<T> {
    memory: Shared,
    element: PhantomData<T>,
}

impl<T: Element> Array<T> {
    /// `len` elements, all zero (or `false`).
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] when there is not so much memory, or no file descriptor left.
    pub fn new(len: usize) -> Result<Array<T>, Error> {
        let memory = Shared::new(len, size_of::<T::Cell>())?;
        let element = PhantomData;
        Ok(Array { memory, element })
    }

    /// A copy of `elements` in shared memory.
    ///
    /// # Errors
    ///
    /// As for [`new`](Array::new).
    pub fn from_slice(elements: &[T]) -> Result<Array<T>, Error> {
        let array = Array::new(elements.len())?;
        array.write(0, elements);
        Ok(array)
    }

    /// How many elements it has. That never changes.
    pub fn len(&self) -> usize {
        self.cells().len()
    }

    /// Whether it has no elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at `index` as it is now.
    #[track_caller]
    pub fn get(&self, index: usize) -> T {
        T::unpack(self.cell(index).load(Ordering::Acquire))
    }

    /// Replaces the element at `index`.
    #[track_caller]
    pub fn set(&self, index: usize, value: T) {
        self.cell(index).store(value.pack(), Ordering::Release);
    }

    /// Replaces the element at `index` by what `change` makes of it, and returns the one before.
    ///
    /// `change` runs again when another process was faster.
    #[track_caller]
    pub fn update(&self, index: usize, change: impl FnMut(T) -> T) -> T {
        update(self.cell(index), change)
    }

    /// The elements, each as it is when its turn comes.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = T> + ExactSizeIterator {
        let cells = self.cells().iter();
        cells.map(|cell| T::unpack(cell.load(Ordering::Acquire)))
    }

    /// Copies as many elements as `into` has room for, from `start` on.
    #[track_caller]
    pub fn read(&self, start: usize, into: &mut [T]) {
        let cells = self.part(start, into.len());
        for (to, cell) in into.iter_mut().zip(cells) {
            *to = T::unpack(cell.load(Ordering::Relaxed));
        }
        // What their writers had written before is visible from here on.
        fence(Ordering::Acquire);
    }

    /// Copies `elements` into the array, from `start` on.
    #[track_caller]
    pub fn write(&self, start: usize, elements: &[T]) {
        let cells = self.part(start, elements.len());
        // Whoever reads one of them sees what we have written before.
        fence(Ordering::Release);
        for (cell, element) in cells.iter().zip(elements) {
            cell.store(element.pack(), Ordering::Relaxed);
        }
    }

    /// A copy of all elements.
    pub fn to_vec(&self) -> Vec<T> {
        self.iter().collect()
    }

    fn cells(&self) -> &[T::Cell] {
        self.memory.cells()
    }

    /// What a slice does with an index that is out of range, but in the caller's name.
    #[track_caller]
    fn cell(&self, index: usize) -> &T::Cell {
        let cells = self.cells();
        match cells.get(index) {
            Some(cell) => cell,
            None => outside(index, cells.len()),
        }
    }

    #[track_caller]
    fn part(&self, start: usize, count: usize) -> &[T::Cell] {
        let cells = self.cells();
        let end = start.saturating_add(count);
        match cells.get(start..end) {
            Some(part) => part,
            None => part_outside(start..end, cells.len()),
        }
    }
}

#[cold]
#[track_caller]
fn outside(index: usize, len: usize) -> ! {
    panic!("index out of bounds: the len is {len} but the index is {index}");
}

#[cold]
#[track_caller]
fn part_outside(part: Range<usize>, len: usize) -> ! {
    panic!("range {part:?} out of bounds: the len is {len}");
}

impl<T: Number> Array<T> {
    /// Adds to the element at `index` and returns the one before, in one step. An integer that
    /// becomes too large begins again at its smallest.
    #[track_caller]
    pub fn add(&self, index: usize, number: T) -> T {
        number.add_to(self.cell(index))
    }
}

impl<T> Clone for Array<T> {
    /// Another handle to the same elements.
    fn clone(&self) -> Self {
        Array {
            memory: self.memory.clone(),
            element: PhantomData,
        }
    }
}

impl<T: Element> fmt::Debug for Array<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Array").field("len", &self.len()).finish()
    }
}

impl<T> Serialize for Array<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.memory.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Array<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (memory, element) = (Shared::deserialize(deserializer)?, PhantomData);
        Ok(Array { memory, element })
    }
}
