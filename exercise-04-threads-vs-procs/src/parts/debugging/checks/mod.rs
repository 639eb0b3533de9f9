//! Judges the mended programs.

mod todo_1;
mod todo_2;
mod todo_3;
mod todo_4;
mod todo_5;

use super::Answers;
use super::sync::explore::Explored;
use common::check::{Check, Verdict};

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = todo_1::checks();
    checks.extend(todo_2::checks());
    checks.extend(todo_3::checks());
    checks.extend(todo_4::checks());
    checks.extend(todo_5::checks());
    checks
}

/// Every way in which threads come between each other was tried: this one goes wrong.
fn explored(
    asked: &str,
    expected: &str,
    (why, complaint, story): &Explored,
    so: fn(why: &str) -> &'static str,
) -> Verdict {
    let saw = match complaint.as_str() {
        "" => format!("this order of events: {story}"),
        complaint => format!("{complaint}, in this order of events: {story}"),
    };
    Verdict::wrong(expected, saw, so(why)).asked(asked)
}
