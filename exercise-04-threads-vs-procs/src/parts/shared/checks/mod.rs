//! Judges the answers of the part `shared`.

mod counters;
mod parts;
mod place;
mod publish;
mod seen;
mod slots;
mod sums;

use super::Answers;
use common::check::Check;

pub fn checks() -> Vec<Check<Answers>> {
    let all = [
        counters::checks(),
        parts::checks(),
        place::checks(),
        slots::checks(),
        sums::checks(),
        publish::checks(),
    ];
    all.into_iter().flatten().collect()
}
