//! Clears away the sockets of programs that were interrupted while a worker of theirs was starting.
//!
//! ipc-channel listens for a worker's first message on the file `socket` in a temporary folder, and
//! removes both when it has come. Ctrl-C may end the program and the worker before that.

use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::fs::FileTypeExt;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Once;
use std::time::Duration;

/// Nobody takes as long between making a socket and listening on it.
const OLD: Duration = Duration::from_secs(60);

/// Removes what is left in the folder for temporary files, once in the life of this process.
pub(super) fn sweep() {
    static SWEPT: Once = Once::new();
    SWEPT.call_once(|| {
        for entry in fs::read_dir(std::env::temp_dir())
            .into_iter()
            .flatten()
            .flatten()
        {
            // The name that the crate tempfile makes up.
            let name = entry.file_name();
            if name.len() == ".tmpXXXXXX".len() && name.as_encoded_bytes().starts_with(b".tmp") {
                let _ = remove_if_left(&entry.path());
            }
        }
    });
}

fn remove_if_left(folder: &Path) -> io::Result<()> {
    let socket = folder.join("socket");
    let about = fs::symlink_metadata(&socket)?;
    // A clock that was set back makes everything young.
    let age = about.modified()?.elapsed().unwrap_or_default();
    // A socket on which somebody listens refuses us for another reason: it is of another kind.
    let is_left = || matches!(UnixStream::connect(&socket), Err(e) if e.kind() == ErrorKind::ConnectionRefused);
    if about.file_type().is_socket() && age > OLD && is_left() {
        fs::remove_file(&socket)?;
        fs::remove_dir(folder)?; // Stays if it holds anything else.
    }
    Ok(())
}
