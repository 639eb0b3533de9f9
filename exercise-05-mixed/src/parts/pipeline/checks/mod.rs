//! Judges the answers of the part `pipeline`.

mod computing;
mod items;
mod joining;
mod reading;
mod scene;

use super::Answers;
use common::check::Check;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = reading::checks();
    checks.extend(computing::checks());
    checks.extend(joining::checks());
    checks
}
