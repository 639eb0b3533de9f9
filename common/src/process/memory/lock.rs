//! A lock that excludes threads and processes, and that outlives its holders.

use super::lock_file::{self, Held, LockFile};
use crate::process::error::Error;
use crate::process::worker::os_process::within;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A lock that at most one thread of one process has at a time: Python's `Lock`.
///
/// ```
/// use common::process::{Lock, Pool, Value};
///
/// # fn main() -> Result<(), common::process::Error> {
/// let (count, lock) = (Value::new(0)?, Lock::new()?);
/// let increment = |(count, lock): (Value<u64>, Lock)| {
///     let _guard = lock.lock().unwrap();
///     count.set(count.get() + 1); // two steps: without the lock, others come between
/// };
/// let pool = Pool::new(2)?;
/// pool.map(increment, vec![(count.clone(), lock.clone()); 100])?;
/// assert_eq!(count.get(), 100);
/// # Ok(())
/// # }
/// ```
///
/// # When its holder dies
///
/// The system releases the lock of a process that ends, however it ends: the next one gets it.
/// (Python's stays locked for ever.) What the dead process was changing may be half-changed, so the
/// [`Guard`] tells of it once. A task that panics releases the lock in good order, and nothing is
/// told.
///
/// # What it promises and does not
///
/// Clones in one process and handles that were sent exclude each other alike. What was written
/// before a release is visible to the next holder. Nobody is sure to be next, so one may wait long
/// while others come and go. Who locks it twice waits for ever. A lock and a release cost about a
/// microsecond when nobody waits, a [`Value::add`](crate::process::Value::add) a hundredth of that.
///
/// # How long it lives
///
/// A lock is a file in a folder below the temporary directory that only this user may enter. It
/// goes with the last handle in the process that made it: those who have it open may go on, but
/// nobody can open it any more. So make it where it will live longest, as a rule in the process
/// that makes the pool. (One that a task makes and returns lasts as long as its worker; one that a
/// [`Child`](crate::process::Child) makes is gone with it.) What a process leaves that was killed is removed
/// by its workers, if they have used such a lock, or when the next lock is made.
#[derive(Clone)]
pub struct Lock(Result<Arc<LockFile>, Missing>);

/// A lock that came in and whose file could not be opened. Whoever wants to lock it is told.
#[derive(Clone)]
struct Missing {
    path: PathBuf,
    why: String,
}

impl Lock {
    /// A new lock, free.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] when its file cannot be made.
    pub fn new() -> Result<Lock, Error> {
        Ok(Lock(Ok(LockFile::new()?)))
    }

    /// Waits until the lock is free and takes it. It is released when the guard is dropped.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] when the lock is gone (the process that made it has dropped it or ended
    /// before this one could open it), or the system cannot lock files there.
    pub fn lock(&self) -> Result<Guard<'_>, Error> {
        self.file()?.hold().map(Guard).map_err(refused)
    }

    /// Takes the lock if it is free.
    ///
    /// # Errors
    ///
    /// As for [`lock`](Lock::lock).
    pub fn try_lock(&self) -> Result<Option<Guard<'_>>, Error> {
        let held = self.file()?.try_hold().map_err(refused)?;
        Ok(held.map(Guard))
    }

    /// Waits at most `limit` for the lock. It looks again and again, so those who wait without a
    /// limit are served first.
    ///
    /// # Errors
    ///
    /// As for [`lock`](Lock::lock).
    pub fn lock_timeout(&self, limit: Duration) -> Result<Option<Guard<'_>>, Error> {
        let mut taken = Ok(None);
        within(limit, || {
            taken = self.try_lock();
            !matches!(taken, Ok(None))
        });
        taken
    }
}

/// A lock that a thread holds: see [`held_locks`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldLock {
    /// Which lock: its file, which is the same in every process.
    pub path: PathBuf,
    /// Which taking. Each one in this process has a number of its own, larger than those before.
    pub taking: u64,
}

/// The locks that this thread holds, in the order in which it took them: for a line in a log, or an
/// assertion in code that must not run without a lock.
///
/// ```
/// use common::process::{Lock, held_locks};
///
/// let lock = Lock::new()?;
/// assert!(!lock.is_held_here());
/// let guard = lock.lock()?;
/// assert!(lock.is_held_here());
/// assert_eq!(held_locks().len(), 1);
/// # drop(guard);
/// # assert!(held_locks().is_empty());
/// # Ok::<(), common::process::Error>(())
/// ```
pub fn held_locks() -> Vec<HeldLock> {
    let held = lock_file::held_here().into_iter();
    held.map(|(path, taking)| HeldLock {
        path: path.to_path_buf(),
        taking,
    })
    .collect()
}

impl Lock {
    /// Whether this thread holds it. See [`held_locks`].
    pub fn is_held_here(&self) -> bool {
        let held = lock_file::held_here();
        held.iter().any(|(path, _)| **path == *self.path())
    }

    fn file(&self) -> Result<&LockFile, Error> {
        let missing = |missing: &Missing| Error::Refused(missing.why.clone());
        self.0.as_deref().map_err(missing)
    }

    fn path(&self) -> &Path {
        match &self.0 {
            Ok(file) => file.path(),
            Err(missing) => &missing.path,
        }
    }
}

fn refused(error: std::io::Error) -> Error {
    Error::Refused(format!("to lock a lock's file ({error})"))
}

/// The right to be the only one, until it is dropped.
#[must_use = "the lock is released as soon as the guard is dropped"]
pub struct Guard<'a>(Held<'a>);

impl Guard<'_> {
    /// Whether the process that had the lock before ended without releasing it. Then what the lock
    /// protects may be half-changed: see to it, for nobody will be told again.
    ///
    /// ```
    /// # use common::process::{Lock, Pool, Value};
    /// # fn main() -> Result<(), common::process::Error> {
    /// let lock = Lock::new()?;
    /// let crash = |lock: Lock| {
    ///     let _guard = lock.lock().unwrap();
    ///     std::process::abort();
    /// };
    /// let crashed: Result<(), _> = Pool::new(1)?.apply(crash, lock.clone());
    /// assert!(crashed.is_err());
    /// assert!(lock.lock()?.last_holder_died());
    /// assert!(!lock.lock()?.last_holder_died());
    /// # Ok(())
    /// # }
    /// ```
    pub fn last_holder_died(&self) -> bool {
        self.0.died
    }
}

impl fmt::Debug for Guard<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let died = self.last_holder_died();
        f.debug_struct("Guard")
            .field("last_holder_died", &died)
            .finish()
    }
}

impl fmt::Debug for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lock").field(&self.path()).finish()
    }
}

impl Serialize for Lock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Not as a text: a path need not be one.
        self.path().as_os_str().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Lock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let path = PathBuf::from(OsString::deserialize(deserializer)?);
        let file = LockFile::open(path.clone());
        Ok(Lock(file.map_err(|why| Missing { path, why })))
    }
}
