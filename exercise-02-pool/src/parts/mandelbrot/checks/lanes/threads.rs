//! Judges whether TODO(4) keeps to the thread that it is called in.

use super::{Asked, Counts, answer};
use crate::parts::mandelbrot::Answers;
use common::check::Verdict;
use common::witness::Observed;
use std::thread;

/// The counts, and how many threads were started meanwhile.
type Found = (Counts, u64);

pub fn counted(answers: &Answers, asked: Asked) -> Found {
    let before = next_thread();
    let counts = answer(answers, asked);
    (counts, next_thread().saturating_sub(before + 1))
}

/// The number that the next thread of this process gets: they are counted through. 0 if a later Rust
/// writes them in another way; then nobody is accused.
fn next_thread() -> u64 {
    let id = thread::spawn(|| thread::current().id()).join();
    let text = id.map(|id| format!("{id:?}")).unwrap_or_default();
    let number = text.trim_matches(|c: char| !c.is_ascii_digit());
    number.parse().unwrap_or(0)
}

pub fn none(_: &Asked, (_, started): &Found, _: &Observed) -> Verdict {
    match started {
        0 => Verdict::Pass,
        n => Verdict::wrong(
            "no thread started",
            format!("{n} threads started"),
            "Here one thread is to have several points under way. The report's last step gives each thread \
             rows of its own, so threads within a row would only get in the way.",
        ),
    }
    .asked("three rows of 64 pixels")
}
