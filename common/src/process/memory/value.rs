//! One number that all processes see.

use super::attach::Shared;
use super::element::{Bits, Element, Number, update};
use crate::process::error::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::Ordering;

/// A number in memory that all processes share: Python's `Value`.
///
/// Send a clone with each task: a handle, not a copy. All of them see the same number, and threads
/// of one process may use it just so.
///
/// ```
/// use common::process::{Pool, Value};
///
/// # fn main() -> Result<(), common::process::Error> {
/// let found = Value::new(0)?;
/// let pool = Pool::new(2)?;
/// pool.map(|found: Value<u32>| found.add(1), vec![found.clone(); 100])?;
/// assert_eq!(found.get(), 100);
/// # Ok(())
/// # }
/// ```
///
/// # What one step is, and what is two
///
/// Each method is one step: nobody sees half of it. Two of them are two steps, and another process
/// may come between. So `value.set(value.get() + 1)` loses updates; [`add`](Value::add) does not,
/// nor does [`update`](Value::update). Where several values have to change together, take a
/// [`Lock`](crate::process::Lock), which travels beside them. (Python's `Value` carries one: `get_lock()`.)
///
/// ```
/// use common::process::{Lock, Pool, Value};
///
/// # fn main() -> Result<(), common::process::Error> {
/// let (tries, hits, lock) = (Value::new(0)?, Value::new(0)?, Lock::new()?);
/// let count = |(tries, hits, lock): (Value<u64>, Value<u64>, Lock)| {
///     let _guard = lock.lock().unwrap();
///     tries.set(tries.get() + 1);
///     hits.set(hits.get() + 1);
/// };
/// let pool = Pool::new(2)?;
/// pool.map(count, vec![(tries.clone(), hits.clone(), lock); 100])?;
/// assert_eq!((tries.get(), hits.get()), (100, 100));
/// # Ok(())
/// # }
/// ```
///
/// Whoever reads a number sees also what its writer had written before it, in this and any other
/// shared memory.
///
/// # How long it lives
///
/// The memory goes when the last process lets go of it, in whatever order, and however they end.
/// Nothing is left behind. A value costs a page of memory and, in each process that has it, a file
/// descriptor; for many numbers take an [`Array`](crate::process::Array).
pub struct Value<T> {
    memory: Shared,
    element: PhantomData<T>,
}

impl<T: Element> Value<T> {
    /// A new value in memory of its own.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] when there is no memory or no file descriptor left.
    pub fn new(value: T) -> Result<Value<T>, Error> {
        let memory = Shared::new(1, size_of::<T::Cell>())?;
        let element = PhantomData;
        let new = Value { memory, element };
        new.set(value);
        Ok(new)
    }

    /// The number as it is now.
    pub fn get(&self) -> T {
        T::unpack(self.cell().load(Ordering::Acquire))
    }

    /// Replaces the number.
    pub fn set(&self, value: T) {
        self.cell().store(value.pack(), Ordering::Release);
    }

    /// Replaces the number and returns the one before, in one step.
    pub fn swap(&self, value: T) -> T {
        T::unpack(self.cell().swap(value.pack()))
    }

    /// Replaces the number by what `change` makes of it, and returns the one before.
    ///
    /// `change` runs again when another process was faster.
    pub fn update(&self, change: impl FnMut(T) -> T) -> T {
        update(self.cell(), change)
    }

    fn cell(&self) -> &T::Cell {
        &self.memory.cells()[0]
    }
}

impl<T: Number> Value<T> {
    /// Adds to the number and returns the one before, in one step. An integer that becomes too
    /// large begins again at its smallest.
    pub fn add(&self, number: T) -> T {
        number.add_to(self.cell())
    }
}

impl<T> Clone for Value<T> {
    /// Another handle to the same number.
    fn clone(&self) -> Self {
        Value {
            memory: self.memory.clone(),
            element: PhantomData,
        }
    }
}

impl<T: Element> fmt::Debug for Value<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Value").field(&self.get()).finish()
    }
}

impl<T> Serialize for Value<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.memory.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Value<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (memory, element) = (Shared::deserialize(deserializer)?, PhantomData);
        Ok(Value { memory, element })
    }
}
