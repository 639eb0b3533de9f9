//! Whole lines on standard error.

use std::io::{self, Write};

/// Writes a line to standard error in one piece, so that lines of several processes do not mix.
///
/// It goes past the lock of `std::io::stderr`: who holds that lock may be waiting for the very
/// worker that has something to say. What cannot be written is lost: there is nobody left to tell.
pub(crate) fn line(text: &str) {
    let line = format!("{text}\n");
    #[cfg(unix)]
    if let Ok(stderr) = std::os::fd::AsFd::as_fd(&io::stderr()).try_clone_to_owned() {
        let _ = std::fs::File::from(stderr).write_all(line.as_bytes());
        return;
    }
    let _ = io::stderr().write_all(line.as_bytes());
}
