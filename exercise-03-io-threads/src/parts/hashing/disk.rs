//! Opens files for those who hash them, and notices what happens to a file meanwhile.

use super::outcomes::MEANWHILE;
use super::{Entry, Outcome};
use common::{cache, hash};
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::sync::atomic::{AtomicU64, Ordering};

/// The disk, and how many bytes have been read from it so far.
pub struct Disk {
    /// Whether the system is to forget each file before it is read.
    pub cold: bool,
    bytes: AtomicU64,
}

impl Disk {
    pub fn new(cold: bool) -> Disk {
        let bytes = AtomicU64::new(0);
        Disk { cold, bytes }
    }

    /// Bytes that were read since this was asked last.
    pub fn take_bytes(&self) -> u64 {
        self.bytes.swap(0, Ordering::Relaxed)
    }

    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Hashes a file in chunks, in the course's own way.
    pub fn hash(&self, entry: &Entry, chunk: usize) -> Outcome {
        // Room for the whole file, and to see that there is no more, is enough.
        let whole = entry
            .then
            .and_then(|(bytes, _)| usize::try_from(bytes).ok());
        let chunk = whole.map_or(chunk, |bytes| chunk.min(bytes.saturating_add(1)));
        self.checked(entry, |file| hash::from(self.counted(file), chunk))
    }

    /// Opens the file, hands it to `hash`, and sees whether it is still the same afterwards. An
    /// error names the file.
    pub fn checked(
        &self,
        entry: &Entry,
        hash: impl FnOnce(&File) -> io::Result<String>,
    ) -> Outcome {
        let name = entry.path.display();
        let failed = |error: io::Error| match error.kind() {
            ErrorKind::NotFound => format!("{name}: gone {MEANWHILE}"),
            _ => format!("{name}: {error}"),
        };
        let file = open(entry).map_err(failed)?;
        let is_same = |found: Metadata| match (entry.then, found.modified()) {
            _ if !found.is_file() => Err(format!("{name}: no regular file {MEANWHILE}")),
            (Some((bytes, _)), _) if found.len() < bytes => Err(format!(
                "{name}: shrank from {bytes} to {} bytes {MEANWHILE}",
                found.len()
            )),
            (Some(then), Ok(now)) if then != (found.len(), now) => {
                Err(format!("{name}: changed {MEANWHILE}"))
            }
            _ => Ok(()),
        };
        is_same(file.metadata().map_err(failed)?)?;
        if self.cold {
            cache::forget(&file);
        }
        let outcome = hash(&file);
        is_same(file.metadata().map_err(failed)?)?;
        outcome.map_err(failed)
    }

    /// The same file, with what is read from it counted.
    pub fn counted<'a>(&'a self, file: &'a File) -> Counted<'a> {
        Counted { file, disk: self }
    }

    /// Counts what is read without being asked for.
    pub fn count(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// A file whose bytes are counted as they are read.
#[derive(Debug)]
pub struct Counted<'a> {
    file: &'a File,
    disk: &'a Disk,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.disk.count(count as u64);
        Ok(count)
    }
}

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a disk")
    }
}

/// Should a FIFO have taken the file's place by now, this still returns at once.
fn open(entry: &Entry) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    options.open(&entry.path)
}
