//! A list in a manager.

use super::shared::Shared;
use crate::process::Payload;
use crate::process::error::Error;
use crate::process::worker::function::{carries_nothing, conjure};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A list that lives in a [`Manager`](crate::process::Manager) and that any process can use.
///
/// Each method is one call to the manager, and fails with [`Error::Gone`] when that is gone. Where
/// there is no such place in the list, nothing happens, and the answer is `None`.
///
/// ```
/// use common::process::{Error, List, Manager, Pool};
///
/// let manager = Manager::new()?;
/// let squares = manager.list::<u64>()?;
/// let square = |(squares, n): (List<u64>, u64)| squares.push(n * n).unwrap();
/// Pool::new(2)?.map(square, (1..=3).map(|n| (squares.clone(), n)))?;
/// let mut all = squares.to_vec()?;
/// all.sort();
/// assert_eq!(all, [1, 4, 9]);
/// # Ok::<(), Error>(())
/// ```
pub struct List<T>(pub(super) Shared<Vec<T>>);

impl<T: Payload + Clone> List<T> {
    /// Appends an item.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`], as for all methods.
    pub fn push(&self, item: T) -> Result<(), Error> {
        self.0.call(|list, item| list.push(item), item)
    }

    /// Appends all items, and nobody comes in between.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn extend(&self, items: impl IntoIterator<Item = T>) -> Result<(), Error> {
        let items: Vec<T> = items.into_iter().collect();
        self.0.call(|list, items: Vec<T>| list.extend(items), items)
    }

    /// Takes the last item out.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn pop(&self) -> Result<Option<T>, Error> {
        self.0.call(|list, ()| list.pop(), ())
    }

    /// The item at a place.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn get(&self, index: usize) -> Result<Option<T>, Error> {
        self.0
            .call(|list, index: usize| list.get(index).cloned(), index)
    }

    /// Replaces the item at a place, and returns the one before.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn set(&self, index: usize, item: T) -> Result<Option<T>, Error> {
        let set = |list: &mut Vec<T>, (index, item): (usize, T)| {
            let place = list.get_mut(index);
            place.map(|place| std::mem::replace(place, item))
        };
        self.0.call(set, (index, item))
    }

    /// Replaces the item at a place by what `f(item, argument)` makes of it, in one step, and
    /// returns what is there now. If `f` panics, the item stays as it was.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn update<F, A>(&self, index: usize, f: F, argument: A) -> Result<Option<T>, Error>
    where
        F: Fn(T, A) -> T + Copy + Send + 'static,
        A: Payload,
    {
        carries_nothing::<F>();
        let _ = f;
        let update = |list: &mut Vec<T>, (index, argument): (usize, A)| {
            let place = list.get_mut(index)?;
            let new = conjure::<F>()(place.clone(), argument);
            *place = new.clone();
            Some(new)
        };
        self.0.call(update, (index, argument))
    }

    /// How many items there are.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn len(&self) -> Result<usize, Error> {
        self.0.call(|list, ()| list.len(), ())
    }

    /// Whether there are none.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn is_empty(&self) -> Result<bool, Error> {
        self.len().map(|items| items == 0)
    }

    /// The items, as they are at this moment.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn to_vec(&self) -> Result<Vec<T>, Error> {
        self.0.call(|list, ()| list.clone(), ())
    }

    /// Removes all.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn clear(&self) -> Result<(), Error> {
        self.0.call(|list, ()| list.clear(), ())
    }
}

impl<T> Clone for List<T> {
    /// Another handle to the same list.
    fn clone(&self) -> List<T> {
        List(self.0.clone())
    }
}

impl<T> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("List").field(&self.0).finish()
    }
}

impl<T> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<List<T>, D::Error> {
        Shared::deserialize(deserializer).map(List)
    }
}
