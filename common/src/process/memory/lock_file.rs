//! The file of a lock, as a process has it open: once, however many handles there are.
//!
//! A lock belongs to whoever opened the file, so every process opens it anew: a descriptor that was
//! sent or inherited would share the lock and exclude nobody.

use super::cache::Cache;
use super::lock_folder::{self, Folder, retry};
use super::mapping::Memory;
use crate::process::error::Error;
use memmap2::MmapRaw;
use std::cell::RefCell;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError as Taken};

/// The lock files that this process has open.
static OPEN: Cache<Arc<Path>, LockFile> = Cache::new();

thread_local! {
    /// The locks that this thread holds, with the number of the taking.
    static HELD: RefCell<Vec<(Arc<Path>, u64)>> = const { RefCell::new(Vec::new()) };
}

/// The locks that this thread holds, in the order in which it took them: which, and which taking.
pub(super) fn held_here() -> Vec<(Arc<Path>, u64)> {
    HELD.with_borrow(Vec::clone)
}

/// An open lock file.
#[derive(Debug)]
pub(super) struct LockFile {
    path: Arc<Path>,
    file: File,
    /// The threads of this process exclude each other by this: they share the file.
    threads: Mutex<()>,
    /// The file's content: the pid of the holder, or 0. Mapped, it costs nothing to write.
    holder: Memory<MmapRaw>,
    /// In the process that made the lock: the folder, which goes with the last file in it.
    folder: Option<Arc<Folder>>,
}

impl LockFile {
    /// A new one. Its file goes when the last handle of this process is dropped.
    pub fn new() -> Result<Arc<LockFile>, Error> {
        let make = || {
            let folder = Folder::mine()?;
            let (path, file) = folder.new_file()?;
            file.set_len(size_of::<AtomicU32>() as u64)?;
            LockFile::over(path.into(), file, Some(folder))
        };
        let file = make().map_err(|error| {
            let place = std::env::temp_dir();
            Error::Refused(format!("a lock's file in {} ({error})", place.display()))
        })?;
        let file = OPEN.get(file.path.clone(), || Ok(file))?;
        // A task may return a lock that it has made. It must still be there when it is opened.
        OPEN.keep(&file, 0);
        Ok(file)
    }

    /// The one at this path, which another process has made.
    pub fn open(path: PathBuf) -> Result<Arc<LockFile>, String> {
        let path: Arc<Path> = path.into();
        let file = OPEN.get(path.clone(), || {
            let open = || OpenOptions::new().read(true).write(true).open(&path);
            let lock = retry(open).and_then(|file| LockFile::over(path.clone(), file, None));
            lock.map_err(|error| {
                let path = path.display();
                format!(
                    "the lock's file {path} cannot be opened ({error}); has the process that made \
                     it dropped it or ended?"
                )
            })
        })?;
        OPEN.keep(&file, 0);
        lock_folder::used(&path);
        Ok(file)
    }

    fn over(path: Arc<Path>, file: File, folder: Option<Arc<Folder>>) -> io::Result<LockFile> {
        let holder = Memory::of_file(&file)?;
        if holder.bytes() < size_of::<AtomicU32>() {
            return Err(io::Error::other("it is no lock's file"));
        }
        Ok(LockFile {
            path,
            file,
            threads: Mutex::new(()),
            holder,
            folder,
        })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Waits for the lock.
    pub fn hold(&self) -> io::Result<Held<'_>> {
        let thread = crate::sync::lock(&self.threads);
        retry(|| self.file.lock())?;
        Ok(self.held(thread))
    }

    /// Takes the lock if nobody has it.
    pub fn try_hold(&self) -> io::Result<Option<Held<'_>>> {
        let thread = match self.threads.try_lock() {
            Ok(thread) => thread,
            Err(Taken::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(Taken::WouldBlock) => return Ok(None),
        };
        let taken = retry(|| match self.file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        })?;
        Ok(taken.then(|| self.held(thread)))
    }

    fn held<'a>(&'a self, thread: MutexGuard<'a, ()>) -> Held<'a> {
        // Whoever releases the lock sets this to 0 before: if it is not, its process died.
        let last = self.holder().swap(std::process::id(), Ordering::AcqRel);
        static TAKINGS: AtomicU64 = AtomicU64::new(1);
        let taking = TAKINGS.fetch_add(1, Ordering::Relaxed);
        HELD.with_borrow_mut(|held| held.push((self.path.clone(), taking)));
        Held {
            file: self,
            died: last != 0,
            taking,
            _thread: thread,
        }
    }

    fn holder(&self) -> &AtomicU32 {
        &self.holder.cells()[0]
    }
}

impl Drop for LockFile {
    fn drop(&mut self) {
        OPEN.forget(&self.path);
        if self.folder.is_some() {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// The lock, held by this thread.
#[derive(Debug)]
pub(super) struct Held<'a> {
    file: &'a LockFile,
    /// Whether the process that held it before died with it.
    pub died: bool,
    taking: u64,
    /// Released last, after the file.
    _thread: MutexGuard<'a, ()>,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        // At the end of a thread there may be no list any more.
        let _ = HELD.try_with(|held| held.borrow_mut().retain(|(_, n)| *n != self.taking));
        self.file.holder().store(0, Ordering::Release);
        // That cannot fail: the file is open and locked.
        let _ = retry(|| self.file.file.unlock());
    }
}
