//! The board on which TODO(2) writes who is done.

use common::process::Error;
use std::fmt;

/// Takes the names of diggers, one after the other, as soon as they are done.
pub struct Board<'a>(Box<dyn FnMut(&str, Result<u64, Error>) + 'a>);

impl<'a> Board<'a> {
    /// Hands on to `show` what is written on it.
    pub fn new(show: impl FnMut(&str, Result<u64, Error>) + 'a) -> Board<'a> {
        Board(Box::new(show))
    }

    /// This digger is done, well or not.
    pub fn done(&mut self, name: &str, stones: Result<u64, Error>) {
        (self.0)(name, stones);
    }
}

impl fmt::Debug for Board<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Board")
    }
}
