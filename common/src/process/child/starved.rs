//! A process that cannot start another: for checks of what a program makes of that.

#[cfg(unix)]
use crate::process::pool::builder::free_files;

/// Enough to write down an answer, too few to start a process.
#[cfg(unix)]
const FILES: usize = 16;

/// While it lives, this process may open so few files that [`spawn`](fn@crate::process::spawn) gives
/// [`Error::Start`](crate::process::Error::Start). Where there is no such limit, it does nothing.
#[derive(Debug)]
pub struct Starved {
    #[cfg(unix)]
    before: u64,
}

impl Starved {
    /// From now on.
    #[must_use = "it ends when this is dropped"]
    #[expect(clippy::new_without_default, reason = "it is an act, not a value")]
    pub fn new() -> Starved {
        #[cfg(unix)]
        {
            let before = crate::sys::open_files_limit();
            if let Some(too_many) = free_files().and_then(|free| free.checked_sub(FILES)) {
                crate::sys::limit_open_files(before.saturating_sub(too_many as u64));
            }
            Starved { before }
        }
        #[cfg(not(unix))]
        Starved {}
    }
}

#[cfg(unix)]
impl Drop for Starved {
    fn drop(&mut self) {
        crate::sys::limit_open_files(self.before);
    }
}
