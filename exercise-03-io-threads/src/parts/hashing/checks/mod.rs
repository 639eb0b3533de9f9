//! Judges the answers of the part `hashing`.

mod chunks;
mod disk;
mod files;
mod find;
mod mapped;

use super::Answers;
use common::check::Check;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = chunks::checks();
    checks.extend(mapped::checks());
    checks.extend(files::checks());
    checks.extend(find::checks());
    checks
}
