//! Judges the answers of the part `resize`.

mod judge;
mod processes;
mod saving;
mod scene;
mod staged;
mod threads;
mod together;

use super::Answers;
use common::check::Check;

pub fn checks() -> Vec<Check<Answers>> {
    let all = [
        threads::checks(),
        processes::checks(),
        staged::checks(),
        saving::checks(),
    ];
    all.into_iter().flatten().collect()
}
