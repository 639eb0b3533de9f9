//! Judges the answers of the part `maze`.
use super::Answers;
use common::check::Check;
pub fn checks() -> Vec<Check<Answers>> {
    vec![]
}
