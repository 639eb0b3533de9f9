//! Where stories are told: memory that all processes share, and that stands for the terminal.

use super::record;
use common::process::{Array, Error, Value};
use common::witness::{self, Observed, Seen};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// How many bytes fit on a screen: far more than anybody tells.
const ROOM: usize = 1 << 20;

/// Stands for the terminal: whoever has a handle may write to it, at any time, and each piece goes
/// behind what is there. Like a terminal, it knows nothing of lines or stories.
///
/// A clone is another handle to the same screen. In an argument, it travels to another process.
#[derive(Clone)]
pub struct Screen {
    text: Array<u8>,
    end: Value<u64>,
}

impl Screen {
    /// An empty one.
    pub fn new() -> Result<Screen, Error> {
        let (text, end) = (Array::new(ROOM)?, Value::new(0)?);
        Ok(Screen { text, end })
    }

    /// Writes one piece. It stays whole, but what comes next to it is another matter.
    ///
    /// # Panics
    ///
    /// If the screen is full.
    pub fn write(&self, piece: &str) {
        let _call = witness::enter("write", &format_args!("{}|{piece}", record::held()));
        keep_others_waiting();
        let start = self.end.add(piece.len() as u64) as usize;
        assert!(start + piece.len() <= ROOM, "the screen is full");
        self.text.write(start, piece.as_bytes());
    }

    /// All that was written.
    pub fn text(&self) -> String {
        let mut bytes = vec![0; (self.end.get() as usize).min(ROOM)];
        self.text.read(0, &mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// In one check, the first to write goes on only when all have dug and want to write, too: so those who do
/// not wait for the conch are seen.
fn keep_others_waiting() {
    let crowd = record::marked("all want to write");
    let Some(crowd) = crowd.and_then(|crowd| crowd.parse::<usize>().ok()) else {
        return;
    };
    let me = std::process::id();
    let first = |seen: Observed| {
        let first = seen.calls.into_iter().find(|call| call.work == "write");
        first.is_some_and(|call| call.pid == me && call.end.is_none())
    };
    if witness::so_far().is_some_and(first) {
        let dug = |call: &&Seen| call.work == "dig" && call.end.is_some();
        record::wait_until("all have dug", |seen| {
            seen.calls.iter().filter(dug).count() >= crowd
        });
        let by_others = |call: &Seen| call.work == "write" && call.pid != me;
        record::watch_for(|seen| seen.calls.iter().any(by_others));
    }
}

impl fmt::Debug for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Screen")
    }
}

impl Serialize for Screen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.text, &self.end).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Screen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Screen, D::Error> {
        let (text, end) = Deserialize::deserialize(deserializer)?;
        Ok(Screen { text, end })
    }
}
