//! Reading and writing files, with failures that name them.

use crate::failure::{Failure, Result};
use std::fs;
use std::io::Write;
use std::path::Path;
use tempfile::TempDir;

/// The text of a file, with line ends as `\n` whatever the checkout made of them.
pub fn read(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).map_err(|e| Failure::at(path, "read", &e))?;
    Ok(text.replace("\r\n", "\n"))
}

/// Like [`read`], and nothing where there is no such file.
pub fn read_if_there(path: &Path) -> Result<Option<String>> {
    match path.exists() {
        true => read(path).map(Some),
        false => Ok(None),
    }
}

/// Writes a file whole or not at all, and the folders above it.
pub fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|e| Failure::at(folder, "make the folder", &e))?;
    let failed = |e: std::io::Error| Failure::at(path, "write", &e);
    let mut file = builder().tempfile_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.persist(path).map_err(|e| failed(e.error))?;
    Ok(())
}

/// Copies a file, and makes the folders above it. The copy keeps the time of the last change, so
/// that cargo does not build again what it has built from an earlier copy.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|e| Failure::at(folder, "make the folder", &e))?;
    fs::copy(from, to).map_err(|e| Failure::at(from, "copy", &e))?;
    let changed = fs::metadata(from).and_then(|metadata| metadata.modified());
    let copy = fs::OpenOptions::new().append(true).open(to);
    if let (Ok(changed), Ok(copy)) = (changed, copy) {
        let _ = copy.set_modified(changed); // If not, cargo builds once more, that is all.
    }
    Ok(())
}

/// A folder of a random name in `parent`, gone when dropped.
pub fn folder_in(parent: &Path) -> Result<TempDir> {
    let made = tempfile::Builder::new()
        .prefix(".making-")
        .tempdir_in(parent);
    made.map_err(|e| Failure::at(parent, "write into", &e))
}

/// Temporary files are private by default; ours become files of the course, so the umask alone
/// decides.
fn builder() -> tempfile::Builder<'static, 'static> {
    #[allow(unused_mut)] // Only Unix has permission bits to set.
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}
