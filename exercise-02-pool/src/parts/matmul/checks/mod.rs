//! Judges the answers of the part `matmul`.

mod alone;
mod ask;
mod processes;
mod threads;
mod together;

use super::Answers;
use common::check::Check;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = alone::checks();
    checks.extend(threads::checks());
    checks.extend(processes::checks());
    checks.sort_by_key(|check| check.question.todo);
    checks
}
