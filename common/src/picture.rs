//! Writes a picture as a PNG file: whole or not at all.
//!
//! The rows go one after another into a temporary file in the same folder, which takes the name of
//! the picture once it is complete. So nobody ever opens half a picture, an older one stays until
//! there is a new one, and a full disk leaves nothing behind.

mod encode;

use crate::data::Error;
use encode::encode;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// How every PNG file begins.
const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Red, green and blue, each from 0 to 255.
pub type Colour = [u8; 3];

/// How the bytes of a row tell the colours of its pixels.
#[derive(Clone, Copy, Debug)]
pub enum Pixels<'a> {
    /// Three bytes each: red, green, blue.
    Rgb,
    /// One byte each: the number of one of these colours, of which there are 1 to 256. The file is
    /// much smaller.
    Palette(&'a [Colour]),
}

/// Writes the picture to `path`, row by row from the top, and says how many bytes the file has.
///
/// An existing picture is replaced, and an empty file; any other file is refused. The same pixels give the same bytes each time. Each row is asked
/// for when it is written, so a large picture need not be in memory as a whole.
///
/// ```no_run
/// # use common::picture::{self, Pixels};
/// let stripes = (0..200u32).map(|y| vec![u8::from(y % 20 < 10); 300]);
/// let palette = [[255, 255, 255], [200, 0, 0]];
/// picture::write("stripes.png".as_ref(), (300, 200), Pixels::Palette(&palette), stripes)?;
/// # Ok::<(), common::data::Error>(())
/// ```
///
/// # Errors
///
/// Each names the path: the folder does not exist or takes no new files, the disk is full, or the
/// path is that of something else than a file or a picture. So does a picture that cannot be: no pixels, too
/// many or too few colours, rows of the wrong length or number.
pub fn write<R: AsRef<[u8]>>(
    path: &Path,
    (width, height): (u32, u32),
    pixels: Pixels<'_>,
    rows: impl IntoIterator<Item = R>,
) -> Result<u64, Error> {
    let to_path = |source| io_error("write the picture", path, source);
    let unfinished = unfinished(path)?;
    encode(unfinished.as_file(), (width, height), pixels, rows).map_err(to_path)?;
    let bytes = unfinished.as_file().metadata().map_err(to_path)?.len();
    unfinished
        .persist(path)
        .map_err(|error| to_path(error.error))?;
    Ok(bytes)
}

/// Whether a picture can be written to `path`, as far as that can be told in advance: better to
/// hear it before the work than after it.
///
/// # Errors
///
/// As for [`write()`].
pub fn check_place(path: &Path) -> Result<(), Error> {
    unfinished(path).map(drop)
}

/// Where a picture goes when nobody says where: into the folder that Cargo builds in, which no
/// repository keeps; elsewhere than in a program of Cargo's into the system's folder for temporary
/// files.
pub fn default_path(name: &str) -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let target = program.ancestors().find(|folder| {
        // Cargo marks its folder for the programs that make backups, unless it was there before Cargo.
        folder.join("CACHEDIR.TAG").is_file() || folder.ends_with("target")
    });
    target
        .map_or_else(std::env::temp_dir, Path::to_path_buf)
        .join(name)
}

/// The folder that the picture goes into.
fn folder_of(path: &Path) -> Result<&Path, Error> {
    // A FIFO or a device would be replaced by the picture, and whoever is used to it taken aback.
    let no_file = match fs::metadata(path) {
        Ok(found) => !found.is_file(),
        Err(_) => path.file_name().is_none(),
    };
    if no_file {
        let so = "this is no name for a file. Name one, such as picture.png";
        let source = io::Error::new(ErrorKind::InvalidInput, so);
        return Err(io_error("write the picture", path, source));
    }
    if is_something_else(path).map_err(|source| io_error("look into the file", path, source))? {
        let so =
            "this file is no PNG picture, and would be lost. Name a new one, such as picture.png";
        let source = io::Error::new(ErrorKind::AlreadyExists, so);
        return Err(io_error("write the picture", path, source));
    }
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    match fs::metadata(folder) {
        Ok(found) if !found.is_dir() => Err(Error::NotAFolder(folder.to_path_buf())),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(Error::NoSuchFolder(folder.to_path_buf()))
        }
        _ => Ok(folder),
    }
}

/// Whether there is a file that holds something, and no PNG.
fn is_something_else(path: &Path) -> io::Result<bool> {
    let Ok(mut file) = fs::File::open(path) else {
        // Nothing there, or nothing for us to see: whether it may be replaced the folder says.
        return Ok(false);
    };
    let mut start = Vec::new();
    file.by_ref().take(8).read_to_end(&mut start)?;
    Ok(!start.is_empty() && start != SIGNATURE)
}

/// The file that is to take the name `path` once it is complete; else it goes when it is dropped.
fn unfinished(path: &Path) -> Result<NamedTempFile, Error> {
    let folder = folder_of(path)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".picture-").suffix(".unfinished");
    // As any other new file: for all to read, but for what the user's mask takes away.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // The message would name the temporary file, which means nothing to anybody.
    let plain = |error: io::Error| match error.kind() {
        ErrorKind::Other => error,
        kind => io::Error::from(kind),
    };
    let in_folder = |source| io_error("write a picture in this folder", folder, source);
    let made = builder.tempfile_in(folder);
    made.map_err(plain).map_err(in_folder)
}

fn io_error(doing: &'static str, path: &Path, source: io::Error) -> Error {
    let path = path.to_path_buf();
    Error::Io {
        doing,
        path,
        source,
    }
}

#[cfg(test)]
mod tests;
