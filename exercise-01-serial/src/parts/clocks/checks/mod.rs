//! Judges the answers of the part `clocks`.

mod bench;
mod bound;
mod busy;
mod cost;
mod summary;

use super::Answers;
use common::check::Check;
use std::time::Duration;

pub fn checks() -> Vec<Check<Answers>> {
    let checks = [
        cost::checks(),
        busy::checks(),
        bound::checks(),
        summary::checks(),
        bench::checks(),
    ];
    checks.into_iter().flatten().collect()
}

/// As messages show times: in milliseconds.
fn ms(nanos: u64) -> String {
    format!("{} ms", nanos as f64 / 1e6)
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
