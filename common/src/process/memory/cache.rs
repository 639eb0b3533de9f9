//! What this process has attached: each shared object once, however often its handle comes in.
//!
//! To map memory costs microseconds, but every page of it costs once more when it is first touched:
//! 64 MiB take tens of milliseconds. A worker that gets the same array with every task, and lets it
//! go at the end of each, would pay that each time. So a worker keeps what it was sent last. Other
//! processes keep nothing: there, an object goes with its last handle.

use crate::process::call::place;
use crate::sync::lock;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, Weak};

/// How many objects a worker keeps.
const KEPT: usize = 16;
/// How much memory it keeps in all, in bytes. The last object is kept, however large.
const KEPT_BYTES: usize = 256 << 20;

/// The objects of one kind that this process has attached, by what names them everywhere.
pub(super) struct Cache<K, V>(Mutex<Attached<K, V>>);

struct Attached<K, V> {
    known: BTreeMap<K, Weak<V>>,
    /// What is kept, and how many bytes each has; the last one to come in is at the end.
    kept: VecDeque<(Arc<V>, usize)>,
}

impl<K: Ord, V> Cache<K, V> {
    pub const fn new() -> Self {
        Cache(Mutex::new(Attached {
            known: BTreeMap::new(),
            kept: VecDeque::new(),
        }))
    }

    /// The object with this name, which `attach` attaches if nobody in this process has it.
    pub fn get<E>(&self, name: K, attach: impl FnOnce() -> Result<V, E>) -> Result<Arc<V>, E> {
        let mut attached = lock(&self.0);
        if let Some(known) = attached.known.get(&name).and_then(Weak::upgrade) {
            return Ok(known);
        }
        let new = Arc::new(attach()?);
        attached.known.insert(name, Arc::downgrade(&new));
        Ok(new)
    }

    /// Keeps an object that came in, if this process is a worker, in the place of older ones.
    pub fn keep(&self, object: &Arc<V>, bytes: usize) {
        if !place::in_worker() {
            return;
        }
        let mut attached = lock(&self.0);
        let released = attached.keep(object.clone(), bytes);
        // To release an object may ask for this lock.
        drop(attached);
        drop(released);
    }

    /// An object with this name is gone. (Meanwhile it may have come in anew.)
    pub fn forget(&self, name: &K) {
        let known = &mut lock(&self.0).known;
        if known.get(name).is_some_and(|weak| weak.strong_count() == 0) {
            known.remove(name);
        }
    }
}

impl<K, V> Attached<K, V> {
    /// Puts an object at the end and returns those for which there is no room any more.
    fn keep(&mut self, object: Arc<V>, bytes: usize) -> Vec<Arc<V>> {
        self.kept.retain(|(other, _)| !Arc::ptr_eq(other, &object));
        self.kept.push_back((object, bytes));
        let mut total: usize = self.kept.iter().map(|(_, bytes)| bytes).sum();
        let mut released = Vec::new();
        while self.kept.len() > 1 && (self.kept.len() > KEPT || total > KEPT_BYTES) {
            if let Some((oldest, bytes)) = self.kept.pop_front() {
                total -= bytes;
                released.push(oldest);
            }
        }
        released
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_is_forgotten_and_what_came_in_anew_is_not() {
        let cache = Cache::<u8, &str>::new();
        let get = |object| cache.get(1, || Ok::<_, ()>(object)).unwrap();
        let first = get("first");
        assert_eq!(*get("second"), "first", "it is attached already");
        drop(first);
        let again = get("again");
        cache.forget(&1);
        assert!(Arc::ptr_eq(&again, &get("third")));
        drop(again);
        cache.forget(&1);
        assert!(lock(&cache.0).known.is_empty());
    }

    #[test]
    fn what_cannot_be_attached_leaves_nothing() {
        let cache = Cache::<u8, &str>::new();
        assert_eq!(cache.get(1, || Err("no")), Err("no"));
        assert!(lock(&cache.0).known.is_empty());
    }
}
