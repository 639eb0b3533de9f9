//! Judges the answers of the part `hashing`.
use super::Answers;
use common::check::Check;
pub fn checks() -> Vec<Check<Answers>> {
    Vec::new()
}
