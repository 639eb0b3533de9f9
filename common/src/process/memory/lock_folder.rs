//! Where the files of locks lie: a folder for each process that makes some, and how it goes.
//!
//! A process that is killed leaves its folder behind. Its workers remove it, if they have used a lock
//! in it, and else the next process that makes a lock does. A live process holds a lock on a file in its folder, which the system releases when the process
//! ends, however it ends. So nobody has to ask whether a pid is still the same process, and it is
//! true between containers that share the place but not their pids.

#[cfg(unix)]
use crate::process::worker::os_process::within;
use crate::sync::lock;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, SystemTime};

/// How the folders' names begin.
const PREFIX: &str = "many-hands-locks-";
/// The file that a live process holds.
const OWNER: &str = "owner";
/// A folder without that file may be one that is just being made, if it is younger than this.
const YOUNG: Duration = Duration::from_secs(60);

/// The folder of this process. It goes when it is dropped, with the last lock in it.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    _owner: File,
}

static MINE: Mutex<Weak<Folder>> = Mutex::new(Weak::new());

impl Folder {
    /// The folder of this process; made if there is none.
    pub fn mine() -> io::Result<Arc<Folder>> {
        let mut mine = lock(&MINE);
        if let Some(folder) = mine.upgrade() {
            return Ok(folder);
        }
        // Absolute, since a process that opens a lock may work in another folder.
        let place = std::path::absolute(std::env::temp_dir())?;
        sweep(&place);
        let folder = Arc::new(loop {
            // A sweeper may have taken it for an old one.
            if let Some(folder) = Folder::make(&place)? {
                break folder;
            }
        });
        *mine = Arc::downgrade(&folder);
        Ok(folder)
    }

    fn make(place: &Path) -> io::Result<Option<Folder>> {
        let (pid, number) = (std::process::id(), next());
        let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        let path = place.join(format!("{PREFIX}{pid}-{}-{number}", now.as_nanos()));
        make_private(&path)?;
        let owner = path.join(OWNER);
        let held = new_file(&owner).and_then(|file| retry(|| file.lock()).map(|()| file));
        match held {
            Ok(file) if owner.exists() => Ok(Some(Folder { path, _owner: file })),
            Ok(_) => Ok(None),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => {
                remove(&path);
                Err(error)
            }
        }
    }

    /// A new, empty file in the folder, and its path.
    pub fn new_file(&self) -> io::Result<(PathBuf, File)> {
        let path = self.path.join(next().to_string());
        let file = new_file(&path)?;
        Ok((path, file))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

/// Makes a folder that only this user may enter.
fn make_private(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::DirBuilderExt::mode(&mut fs::DirBuilder::new(), 0o700)
        .create(folder);
    #[cfg(not(unix))]
    fs::create_dir(folder)
}

/// Removes a folder of this process. Normally only one file is left in it; then that takes no file
/// descriptor, of which there may be none.
fn remove(folder: &Path) {
    let _ = fs::remove_file(folder.join(OWNER));
    let _ = fs::remove_dir(folder).or_else(|_| fs::remove_dir_all(folder));
}

/// This process ends, with whatever locks it still has.
pub(crate) fn leave() {
    if let Some(folder) = lock(&MINE).upgrade() {
        remove(&folder.path);
    }
}

/// The folders of other processes in which this one has used locks.
static USED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// This process has opened a lock that another process has made.
pub(crate) fn used(file: &Path) {
    let folder = file.parent().map(Path::to_path_buf);
    lock(&USED).extend(folder);
}

/// This process was started by `parent`, which seems to have ended. If it was killed, its folder is
/// still there, and maybe nobody else will ever come by to remove it.
#[cfg(unix)]
pub(crate) fn orphaned(parent: u32) {
    let used = lock(&USED).clone();
    // A process that ends closes its files first, and then its children become somebody else's.
    let gone = || std::os::unix::process::parent_id() != parent;
    if !used.is_empty() && within(Duration::from_millis(200), gone) {
        used.iter().for_each(|folder| drop(remove_if_dead(folder)));
    }
}

/// Numbers that differ.
fn next() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true).open(path)
}

/// Removes the folders of dead processes. What cannot be removed belongs to somebody else.
fn sweep(place: &Path) {
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let ours = |name: &str| name.starts_with(PREFIX);
        if entry.file_name().to_str().is_some_and(ours) {
            let _ = remove_if_dead(&entry.path());
        }
    }
}

fn remove_if_dead(folder: &Path) -> io::Result<()> {
    let about = fs::symlink_metadata(folder)?;
    if !about.is_dir() {
        return Ok(());
    }
    // A clock that was set back makes everything young.
    let age = about.modified()?.elapsed().unwrap_or_default();
    match OpenOptions::new().write(true).open(folder.join(OWNER)) {
        // Held until the folder is gone, so that whoever is just making it waits, and then sees.
        Ok(owner) if owner.try_lock().is_ok() => fs::remove_dir_all(folder),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound && age > YOUNG => {
            fs::remove_dir_all(folder)
        }
        Err(error) => Err(error),
    }
}

/// Does it again when a signal interrupts it.
pub(crate) fn retry<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}
