//! Where TODO(1) shows each result.

use common::process::Error;
use std::fmt;

/// Takes results, one after the other, as soon as they are there.
pub struct Screen<'a>(Box<dyn FnMut(u64, Result<u64, Error>) + 'a>);

impl<'a> Screen<'a> {
    /// Hands on to `show` what is shown.
    pub fn new(show: impl FnMut(u64, Result<u64, Error>) + 'a) -> Screen<'a> {
        Screen(Box::new(show))
    }

    /// Shows a number, and what came of its task.
    pub fn show(&mut self, number: u64, result: Result<u64, Error>) {
        (self.0)(number, result);
    }
}

impl fmt::Debug for Screen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Screen")
    }
}
