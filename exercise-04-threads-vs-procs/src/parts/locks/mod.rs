//! Part `locks`: what several threads or processes use, one at a time.

mod bank;
#[cfg(feature = "checks")]
mod checks;
mod demo;
mod diggers;
mod hints;
mod record;
mod screen;
mod traffic;
mod work;

pub use bank::{Bank, Entry, Transfer};
pub use diggers::{Digger, Story, dig};
pub use screen::Screen;
pub use traffic::Held;
pub use work::{add, transfer};

use common::exercise::{Kind, Part, PartInfo, Size, Workers};
use common::process::Error;
use std::sync::Mutex;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): `add` for each deposit, in a thread of its own.
    pub deposit: fn(account: &Mutex<u64>, deposits: &[u64]),
    /// TODO(2): each digger digs and tells in a process of its own, one story at a time.
    pub tell_in_turn: fn(diggers: &[Digger], screen: &Screen) -> Result<(), Error>,
    /// TODO(3): `transfer` in a process each, of which some die half-way. Which were done?
    pub survive: fn(bank: &Bank, transfers: &[Transfer]) -> Result<Vec<bool>, Error>,
    /// TODO(4): `transfer` in a process each, holding the locks of both accounts.
    pub both_locks: fn(bank: &Bank, transfers: &[Transfer]) -> Result<(), Error>,
    /// TODO(5): each digger digs in a process, and this process alone writes.
    pub send_home: fn(diggers: &[Digger], screen: &Screen) -> Result<(), Error>,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "locks",
        kind: Kind::Lab { time: "1 h" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "diggers, deposits and transfers",
            default: 10,
            min: 0,
            max: 100,
        }),
        workers: Workers::One,
        data: None,
        choices: &[],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --size 3 · --size 100 · --runs 1",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
