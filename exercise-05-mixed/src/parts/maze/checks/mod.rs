//! Judges the answers of the part `maze`.

mod best;
mod both_ends;
mod judge;
mod levels;
mod mazes;
mod processes;
mod race;

use super::Answers;
use common::check::Check;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = race::checks();
    checks.extend(processes::checks());
    checks.extend(best::checks());
    checks.extend(levels::checks());
    checks.extend(both_ends::checks());
    checks
}
