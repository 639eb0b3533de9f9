//! Judges the answers of the part `locks`.

mod books;
mod keys;
mod mended;
mod stories;
mod todo_1;
mod todo_2;
mod todo_3;
mod todo_4;
mod todo_5;

use super::Answers;
use common::check::Check;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = todo_1::checks();
    checks.extend(todo_2::checks());
    checks.extend(todo_3::checks());
    checks.extend(todo_4::checks());
    checks.extend(todo_5::checks());
    checks
}
