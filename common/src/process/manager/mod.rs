//! The manager: a process that does nothing but keep values for others.

pub(super) mod dict;
pub(super) mod list;
pub(super) mod objects;
pub(super) mod shared;

use super::Payload;
use super::error::Error;
use super::hub;
use super::hub::line::{Kind, Lines};
use super::pool::Pool;
use super::pool::task::Task;
use dict::Dict;
use ipc_channel::ipc::{OpaqueIpcReceiver, OpaqueIpcSender};
use list::List;
use objects::Objects;
use shared::{Access, Shared};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// How long what runs in the manager may go on when it is dropped. Then it is killed.
const GRACE: Duration = Duration::from_secs(2);

/// A process that keeps values which many processes use: dictionaries, lists, or anything else.
///
/// ```
/// use common::process::{Dict, Error, Manager, Pool};
///
/// let manager = Manager::new()?;
/// let counts: Dict<String, u64> = manager.dict()?;
/// let count = |(counts, word): (Dict<String, u64>, String)| {
///     let add = |old: Option<u64>, n: u64| Some(old.unwrap_or(0) + n);
///     counts.update(&word, add, 1).unwrap();
/// };
/// let words = "to be or not to be".split(' ');
/// Pool::new(2)?.map(count, words.map(|word| (counts.clone(), word.to_string())))?;
/// assert_eq!(counts.get("be")?, Some(2));
/// assert_eq!(counts.len()?, 4);
/// # Ok::<(), Error>(())
/// ```
///
/// Its handles ([`Dict`], [`List`], [`Shared`]) travel in arguments, and their clones are handles
/// to the same value. Every call is a message to the manager and one back: that is slower than
/// anything else that processes can share, so use it only where a
/// [`Value`](super::Value), an [`Array`](super::Array) or a result that comes back will not do.
///
/// # What it promises
///
/// * Calls are made one after another, so each of them is atomic. `counts.get(..)` and then
///   `counts.insert(..)` are two of them, and another process may come in between: that is what
///   `update` is for.
/// * A panic in a call is that caller's error. The manager lives on.
/// * A client that dies hurts nobody. A call that has reached the manager is made all the same.
/// * When the manager is killed, all calls fail with [`Error::Gone`], which names it; nobody waits
///   for ever. Its values are lost.
/// * It ends when the `Manager` and all handles made from it are dropped in the process that
///   started it, or when that process ends. (A handle that came out of a message does not count.)
///   A value lives as long as its manager.
#[derive(Clone)]
pub struct Manager {
    access: Arc<Access>,
}

/// The manager's process.
pub(super) struct Running {
    pool: Pool,
    serving: Task<()>,
    door: OpaqueIpcSender,
}

/// What runs in that process, for all its life.
fn serve((inside, door): (OpaqueIpcReceiver, OpaqueIpcSender)) {
    hub::serve(inside, door, Objects::default());
}

impl Manager {
    /// Starts a manager.
    ///
    /// # Errors
    ///
    /// [`Error::Start`] when its process cannot be started, [`Error::Refused`] when the system has
    /// no channel left.
    pub fn new() -> Result<Manager, Error> {
        let pool = Pool::new(1)?;
        let (door, inside) = hub::make_door()?;
        let serving = pool.submit(serve, (inside, door.clone()));
        let pid = pool.worker_pids().first().copied().unwrap_or_default();
        let lines = Lines::new(door.clone(), Kind::Manager, pid);
        let _running = Some(Running {
            pool,
            serving,
            door,
        });
        // Does it answer?
        lines.with(|_| Ok(()))?;
        let access = Arc::new(Access { lines, _running });
        Ok(Manager { access })
    }

    /// A new, empty dictionary.
    ///
    /// # Errors
    ///
    /// [`Error::Gone`].
    pub fn dict<K: Payload + Ord, V: Payload>(&self) -> Result<Dict<K, V>, Error> {
        self.access.share(BTreeMap::new()).map(Dict)
    }

    /// A new, empty list.
    ///
    /// # Errors
    ///
    /// [`Error::Gone`].
    pub fn list<T: Payload>(&self) -> Result<List<T>, Error> {
        self.access.share(Vec::new()).map(List)
    }

    /// A value of any type, which moves to the manager.
    ///
    /// # Errors
    ///
    /// [`Error::Gone`], and [`Error::Unsendable`] if it cannot be written to bytes.
    pub fn share<S: Payload>(&self, state: S) -> Result<Shared<S>, Error> {
        self.access.share(state)
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.access.lines.pid()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        hub::stop(&self.door);
        if self.serving.get_timeout(GRACE).is_none() {
            self.pool.terminate();
        }
    }
}

impl fmt::Debug for Manager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Manager in process {}", self.pid())
    }
}
