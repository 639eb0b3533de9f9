//! The children of TODO(3), which have manners of their own when they are asked to end.

use common::process::{Child, Error, Event, Exit, named, signal};
use std::thread;
use std::time::Duration;

/// A child that somebody waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sleeper {
    /// Returns at once.
    Quick,
    /// Returns after a tenth of a second.
    Slow,
    /// Panics at once.
    Fails,
    /// Never ends by itself. Asked to, it ends, as any process does that has no other plans.
    Hangs,
    /// Never ends by itself. Asked to, it clears up and returns a result.
    Tidy,
    /// The same, and it has much to clear up.
    Thorough,
    /// Never ends, and does not mind being asked to.
    Deaf,
}

/// What those return that return anything.
pub const RESULT: u64 = 42;

impl Sleeper {
    const ALL: [Sleeper; 7] = [
        Sleeper::Quick,
        Sleeper::Slow,
        Sleeper::Fails,
        Sleeper::Hangs,
        Sleeper::Tidy,
        Sleeper::Thorough,
        Sleeper::Deaf,
    ];

    /// Starts it, and waits until it is as deaf or as tidy as it is going to be.
    pub fn start(self) -> Result<Child<u64>, Error> {
        let ready = Event::new()?;
        let child = named(self.name()).spawn(sleep, (self as u8, ready.clone()))?;
        // Somebody may have killed it before it could say so.
        while !ready.wait_timeout(Duration::from_millis(100)) && child.is_alive() {}
        Ok(child)
    }

    /// How it ends if it is given the time it needs, asked, and killed if nothing else helps.
    pub fn exit(self) -> Exit {
        match self {
            Sleeper::Quick | Sleeper::Slow | Sleeper::Tidy | Sleeper::Thorough => Exit::Code(0),
            Sleeper::Fails => Exit::Code(101),
            Sleeper::Hangs => Exit::Signal(15),
            Sleeper::Deaf => Exit::Signal(9),
        }
    }

    /// In a word.
    pub fn name(self) -> &'static str {
        [
            "quick", "slow", "fails", "hangs", "tidy", "thorough", "deaf",
        ][self as usize]
    }

    pub(crate) fn from_number(number: u8) -> Sleeper {
        Sleeper::ALL[usize::from(number)]
    }
}

/// How many milliseconds a thorough one needs for it, at least.
const THINGS_TO_CLEAR_UP: u64 = 700;

fn until_asked() {
    while !signal::asked_to_end() {
        thread::sleep(Duration::from_millis(1));
    }
}

fn sleep((number, ready): (u8, Event)) -> u64 {
    let sleeper = Sleeper::from_number(number);
    if matches!(sleeper, Sleeper::Tidy | Sleeper::Thorough | Sleeper::Deaf) {
        signal::outlive_terminate();
    }
    ready.set();
    match sleeper {
        Sleeper::Quick => {}
        Sleeper::Slow => thread::sleep(Duration::from_millis(100)),
        Sleeper::Fails => panic!("I had a bad dream"),
        Sleeper::Tidy => until_asked(),
        Sleeper::Thorough => {
            until_asked();
            // Many short pauses: on a busy machine they take longer, as everything does.
            (0..THINGS_TO_CLEAR_UP).for_each(|_| thread::sleep(Duration::from_millis(1)));
        }
        Sleeper::Hangs | Sleeper::Deaf => loop {
            thread::park();
        },
    }
    RESULT
}
