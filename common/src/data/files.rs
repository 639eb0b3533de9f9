//! Lists the files of a folder, and names what it leaves out.

use super::Error;
use std::fmt;
use std::fs::{self, FileType, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What a folder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The regular files that can be read, sorted by path. At least one.
    pub files: Vec<PathBuf>,
    /// Everything else that is not a folder, sorted by path, and each folder that cannot be read.
    pub skipped: Vec<Skipped>,
}

/// Something that is not among the files, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where it is.
    pub path: PathBuf,
    /// What it is, or what the system says: "a FIFO", "no permission to read it".
    pub reason: String,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)
    }
}

/// The readable regular files in `dir` and in all folders below it.
///
/// A link to a file counts as that file, as `cat` would have it. A link to a folder is skipped: so
/// no walk leaves the folder that was named, goes round in a circle or meets a folder twice.
///
/// Nothing is opened that could wait for ever, such as a FIFO without a writer. Each regular file
/// is opened once and closed, to know that it can be read; whoever reads it later must still expect
/// an error, because files change. Names that are not UTF-8 stay as they are; [`Path::display`]
/// shows them with `�` in place of what is none.
pub fn files(dir: &Path) -> Result<Listing, Error> {
    let path = dir.to_path_buf();
    match fs::metadata(dir) {
        Ok(found) if !found.is_dir() => return Err(Error::NotAFolder(path)),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(Error::NoSuchFolder(path)),
        Err(source) => return Err(cannot_read(path, source)),
    }
    let mut listing = Listing::default();
    for entry in WalkDir::new(dir) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let path = entry.into_path();
                match check(&path) {
                    Ok(()) => listing.files.push(path),
                    Err(reason) => listing.skipped.push(Skipped { path, reason }),
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(dir).to_path_buf();
                let top = error.depth() == 0;
                let error = io::Error::from(error);
                if top {
                    return Err(cannot_read(path, error));
                }
                let reason = said_by_the_system(&error);
                listing.skipped.push(Skipped { path, reason });
            }
        }
    }
    listing.files.sort();
    listing.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    if listing.files.is_empty() {
        let skipped = listing.skipped.iter().map(Skipped::to_string).collect();
        return Err(Error::NoFiles { path, skipped });
    }
    Ok(listing)
}

fn cannot_read(path: PathBuf, source: io::Error) -> Error {
    let doing = "read the folder";
    Error::Io {
        doing,
        path,
        source,
    }
}

/// Whether `path` is a regular file, or a link to one, and can be read; if not, why.
fn check(path: &Path) -> Result<(), String> {
    let link = path.is_symlink();
    let found = fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound if link => "a link to nothing".to_string(),
        _ => said_by_the_system(&error),
    })?;
    if found.is_dir() {
        return Err("a link to a folder: such links are not followed".to_string());
    }
    if !found.is_file() {
        return Err(kind(found.file_type()).to_string());
    }
    let mut options = OpenOptions::new();
    options.read(true);
    // Should a FIFO have taken the file's place by now, this open still returns at once.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) => Err(said_by_the_system(&error)),
    }
}

fn said_by_the_system(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "no permission to read it".to_string(),
        _ => error.to_string(),
    }
}

#[cfg(unix)]
fn kind(of: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match () {
        () if of.is_fifo() => "a FIFO",
        () if of.is_socket() => "a socket",
        () if of.is_char_device() || of.is_block_device() => "a device",
        () => "not a regular file",
    }
}

#[cfg(not(unix))]
fn kind(_: FileType) -> &'static str {
    "not a regular file"
}
