//! What is known of a part without its answers.

use super::Choice;

/// How much work a part is: minutes of a lesson, or homework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Belongs to the lesson.
    Core {
        /// How long it takes.
        minutes: u32,
    },
    /// Homework.
    Lab {
        /// How long it takes, in words: "1 h".
        time: &'static str,
    },
}

/// One thing to do in a part.
#[derive(Clone, Copy, Debug)]
pub struct Todo {
    /// Its number in the part, from 1.
    pub number: u8,
    /// What it asks, in a few words.
    pub what: &'static str,
    /// Each a bit more than the one before; the last nearly tells it.
    pub hints: [&'static str; 3],
}

/// What `--size` means in a part.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// What it counts: "numbers, from 0".
    pub unit: &'static str,
    /// When nothing is said.
    pub default: u64,
    /// At least.
    pub min: u64,
    /// At most: what the part can hold, or would run for ever.
    pub max: u64,
}

/// How many workers a part uses when nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workers {
    /// As many as the machine has cores for us.
    Cores,
    /// A number of its own: waiting threads cost no core.
    Fixed(usize),
    /// One, whatever is asked: the part has no workers to choose.
    One,
}

/// Everything that is known of a part without its answers.
#[derive(Clone, Copy, Debug)]
pub struct PartInfo {
    /// As on the command line: "primes". Also the answer file's name.
    pub name: &'static str,
    /// Lesson or homework.
    pub kind: Kind,
    /// What the learner is to do.
    pub todos: &'static [Todo],
    /// What `--size` means; `None`: it has none.
    pub size: Option<Size>,
    /// Workers when nothing is said.
    pub workers: Workers,
    /// Where `--data` points when nothing is said, below `data/`; `None`: the part reads no files. Empty: `--data` names one
    /// file, and without it the part makes its own input.
    pub data: Option<&'static str>,
    /// Options of its own.
    pub choices: &'static [Choice],
    /// What the lesson has to say once all is solved.
    pub afterwards: &'static str,
}

impl PartInfo {
    /// Whether it belongs to the lesson.
    pub fn is_core(&self) -> bool {
        matches!(self.kind, Kind::Core { .. })
    }
}
