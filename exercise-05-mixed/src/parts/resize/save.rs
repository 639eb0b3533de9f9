//! Saves a file whole or not at all: the way of saving that a run has until the fourth TODO is solved.

use std::fs::File;
use std::io;
use std::path::Path;
use tempfile::NamedTempFile;

/// Writes the content into the file that it is given.
pub type Fill<'a> = &'a mut dyn FnMut(&mut File) -> io::Result<()>;
/// TODO(4): saves what `fill` writes as `target`, whole or not at all.
pub type Save = fn(target: &Path, fill: Fill<'_>) -> io::Result<()>;

/// What [`Save`] asks for. A crate looks after the temporary file.
pub fn save(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".unfinished-");
    // As any other new file: for all to read, but for what the user's mask takes away.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut unfinished: NamedTempFile = builder.tempfile_in(folder)?;
    fill(unfinished.as_file_mut())?;
    unfinished.persist(target)?;
    Ok(())
}
