//! A board of shared bytes, with a flag that says whether there is something to be read.

use super::flag::Flag;
use super::script;
use common::process::{Array, Error};
use common::witness;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Room for a text, and a flag. Clones are handles to the same board, also in other processes.
#[derive(Clone, Debug)]
pub struct Board {
    /// The text as bytes; behind it, zeros.
    pub text: Array<u8>,
    /// Set once the text is there: an `Event`.
    pub ready: Flag,
}

impl Board {
    /// An empty board for texts of at most `room` bytes, its flag down.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] when there is no memory or no file descriptor left.
    pub fn new(room: usize) -> Result<Board, Error> {
        let (text, ready) = (Array::new(room)?, Flag::new()?);
        Ok(Board { text, ready })
    }
}

/// Writes `text` on the board, byte by byte. Does not touch the flag.
///
/// # Panics
///
/// If the board has no room for it.
pub fn write(board: &Board, text: &str) {
    let _call = witness::enter("write", &Shown(board));
    let (bytes, room) = (text.len(), board.text.len());
    assert!(
        bytes <= room,
        "{bytes} bytes on a board with room for {room}"
    );
    script::writes();
    board.text.write(0, text.as_bytes());
    drop(witness::enter("written", &Shown(board)));
}

/// The text on the board, up to the first zero, as it is now.
pub fn read(board: &Board) -> String {
    let _call = witness::enter("read", &Shown(board));
    let bytes: Vec<u8> = board.text.iter().take_while(|&byte| byte != 0).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What the writer does afterwards: it has other work, for a while.
///
/// # Panics
///
/// If a check wants it to.
pub fn carry_on() {
    let _call = witness::enter("carry on", &format_args!(""));
    script::goes_on();
}

/// How the witness writes down the flag. It asks only when it keeps a record.
struct Shown<'a>(&'a Board);

pub const UP: &str = "flag up";
pub const DOWN: &str = "flag down";

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.ready.0.is_set() { UP } else { DOWN })
    }
}

/// Crosses as a tuple, by hand: deriving it would make every learner build serde's macros.
impl Serialize for Board {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.text, &self.ready.0).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Board {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Board, D::Error> {
        let (text, ready) = Deserialize::deserialize(deserializer)?;
        Ok(Board {
            text,
            ready: Flag(ready),
        })
    }
}
