//! TODO(2): how many cores a piece of work kept busy.

use super::{Answers, Check, ms};
use crate::parts::clocks::Cost;
use common::check::Verdict;
use common::witness::Observed;
use std::time::Duration;

/// In nanoseconds: wall, user, system.
pub type Times = [u64; 3];

pub fn cost(times: Times) -> Cost {
    let [wall, user, system] = times.map(Duration::from_nanos);
    Cost { wall, user, system }
}

const MS: u64 = 1_000_000;

pub fn checks() -> Vec<Check<Answers>> {
    // As bits: a wrong answer may be no number.
    let ask = |answers: &Answers, times: Times| (answers.busy)(&cost(times)).to_bits();
    vec![
        Check::new(
            2,
            "knows_one_full_core",
            |_| [2_000 * MS, 2_000 * MS, 0],
            ask,
            judge,
        ),
        Check::new(
            2,
            "counts_user_and_system_time",
            user_and_system,
            ask,
            judge,
        ),
        Check::new(
            2,
            "may_be_more_than_one_core",
            |seed| [1_000 * MS, (3_000 + seed % 500) * MS, 200 * MS],
            ask,
            judge,
        ),
        Check::new(
            2,
            "knows_work_of_less_than_a_millisecond",
            |_| [400_000, 250_000, 50_000],
            ask,
            judge,
        ),
        Check::new(
            2,
            "knows_work_of_less_than_a_microsecond",
            |_| [800, 500, 100],
            ask,
            judge,
        ),
        Check::new(2, "of_no_time_at_all_is_zero", |_| [0, 0, 0], ask, judge),
        // The clock on the wall may have the longer tick.
        Check::new(
            2,
            "is_zero_when_only_the_clock_on_the_wall_stood_still",
            |_| [0, 5 * MS, 0],
            ask,
            judge,
        ),
    ]
}

fn user_and_system(seed: u64) -> Times {
    let mut random = fastrand::Rng::with_seed(seed);
    [
        random.u64(3_000..4_000),
        random.u64(500..900),
        random.u64(1_000..1_500),
    ]
    .map(|millis| millis * MS)
}

fn judge(times: &Times, busy: &u64, _: &Observed) -> Verdict {
    let [wall, user, system] = times.map(|time| time as f64 / 1e9);
    let busy = f64::from_bits(*busy);
    let is = |other: f64| (busy - other).abs() < 1e-6;
    let right = if wall == 0.0 {
        0.0
    } else {
        (user + system) / wall
    };
    let so = if is(right) {
        return Verdict::Pass;
    } else if wall == 0.0 && !busy.is_finite() {
        "What is divided by nothing is no number. Where the wall time is zero, say 0, whatever the CPU time."
    } else if wall < 1e-3 && (busy == 0.0 || !busy.is_finite()) {
        "`as_secs`, `as_millis` and `as_micros` give whole numbers, of which so little time is none at all. Divide what \
         `as_secs_f64` gives."
    } else if is(user / wall) || is(system / wall) {
        "CPU time is user time and system time together: in both a core was busy for this work."
    } else if is(wall / (user + system)) {
        "Upside down: CPU time divided by wall time. Twice the CPU time in the same time is twice the cores."
    } else if is(right.min(1.0)) {
        "Several threads keep several cores busy: more than 1 is no mistake."
    } else if is(right * 100.0) {
        "In cores, not in per cent."
    } else {
        "CPU time divided by wall time, both in the same unit, and as numbers with a fraction."
    };
    let [wall, user, system] = times.map(ms);
    Verdict::wrong(format!("{right:.3} cores"), format!("{busy:.3}"), so)
        .asked(format!("wall {wall}, user {user}, system {system}"))
}
