//! A dictionary in a manager.

use super::shared::Shared;
use crate::process::Payload;
use crate::process::error::Error;
use crate::process::worker::function::{carries_nothing, conjure};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;

/// A dictionary that lives in a [`Manager`](crate::process::Manager) and that any process can use. It is in
/// the order of its keys.
///
/// Each method is one call to the manager, and fails with [`Error::Gone`] when that is gone.
pub struct Dict<K, V>(pub(super) Shared<BTreeMap<K, V>>);

impl<K: Payload + Ord + Clone, V: Payload + Clone> Dict<K, V> {
    /// Sets the value of a key, and returns the one before.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`], as for all methods.
    pub fn insert(&self, key: K, value: V) -> Result<Option<V>, Error> {
        self.0
            .call(|map, (key, value)| map.insert(key, value), (key, value))
    }

    /// The value of a key.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn get<Q>(&self, key: &Q) -> Result<Option<V>, Error>
    where
        K: Borrow<Q>,
        Q: ToOwned<Owned = K> + ?Sized,
    {
        self.0
            .call(|map, key: K| map.get::<K>(&key).cloned(), key.to_owned())
    }

    /// Removes a key, and returns its value.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn remove<Q>(&self, key: &Q) -> Result<Option<V>, Error>
    where
        K: Borrow<Q>,
        Q: ToOwned<Owned = K> + ?Sized,
    {
        self.0
            .call(|map, key: K| map.remove::<K>(&key), key.to_owned())
    }

    /// Whether there is such a key.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn contains_key<Q>(&self, key: &Q) -> Result<bool, Error>
    where
        K: Borrow<Q>,
        Q: ToOwned<Owned = K> + ?Sized,
    {
        self.0
            .call(|map, key: K| map.contains_key::<K>(&key), key.to_owned())
    }

    /// Replaces a value by what `f(value, argument)` makes of it, in one step, and returns what is
    /// there now. `None` stands for a key that is not there: before and after.
    ///
    /// If `f` panics, the value stays as it was.
    ///
    /// ```
    /// # use common::process::{Error, Manager};
    /// let manager = Manager::new()?;
    /// let stock = manager.dict::<String, u32>()?;
    /// stock.insert("apples".to_string(), 3)?;
    /// let take = |left: Option<u32>, n: u32| left.unwrap_or(0).checked_sub(n).filter(|&n| n > 0);
    /// assert_eq!(stock.update("apples", take, 2)?, Some(1));
    /// assert_eq!(stock.update("apples", take, 1)?, None);
    /// assert!(!stock.contains_key("apples")?);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn update<Q, F, A>(&self, key: &Q, f: F, argument: A) -> Result<Option<V>, Error>
    where
        K: Borrow<Q>,
        Q: ToOwned<Owned = K> + ?Sized,
        F: Fn(Option<V>, A) -> Option<V> + Copy + Send + 'static,
        A: Payload,
    {
        carries_nothing::<F>();
        let _ = f;
        let update = |map: &mut BTreeMap<K, V>, (key, argument): (K, A)| {
            let new = conjure::<F>()(map.get::<K>(&key).cloned(), argument);
            match &new {
                Some(value) => map.insert(key, value.clone()),
                None => map.remove::<K>(&key),
            };
            new
        };
        self.0.call(update, (key.to_owned(), argument))
    }

    /// How many keys there are.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn len(&self) -> Result<usize, Error> {
        self.0.call(|map, ()| map.len(), ())
    }

    /// Whether there are none.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn is_empty(&self) -> Result<bool, Error> {
        self.len().map(|keys| keys == 0)
    }

    /// The keys.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn keys(&self) -> Result<Vec<K>, Error> {
        self.0.call(|map, ()| map.keys().cloned().collect(), ())
    }

    /// The keys and their values, as they are at this moment.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn items(&self) -> Result<Vec<(K, V)>, Error> {
        let items = |map: &mut BTreeMap<K, V>, ()| {
            let items = map.iter();
            items
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect()
        };
        self.0.call(items, ())
    }

    /// Removes all.
    ///
    /// # Errors
    ///
    /// Those of [`Shared::call`].
    pub fn clear(&self) -> Result<(), Error> {
        self.0.call(|map, ()| map.clear(), ())
    }
}

impl<K, V> Clone for Dict<K, V> {
    /// Another handle to the same dictionary.
    fn clone(&self) -> Dict<K, V> {
        Dict(self.0.clone())
    }
}

impl<K, V> fmt::Debug for Dict<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Dict").field(&self.0).finish()
    }
}

impl<K, V> Serialize for Dict<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, K, V> Deserialize<'de> for Dict<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Dict<K, V>, D::Error> {
        Shared::deserialize(deserializer).map(Dict)
    }
}
