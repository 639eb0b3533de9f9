//! TODO(2): how many cores a piece of work kept busy.

use super::{Answers, Check};
use crate::parts::clocks::Cost;
use common::check::Verdict;
use common::witness::Observed;
use std::time::Duration;

/// In milliseconds: wall, user, system.
pub type Millis = [u64; 3];

pub fn cost([wall, user, system]: Millis) -> Cost {
    Cost {
        wall: Duration::from_millis(wall),
        user: Duration::from_millis(user),
        system: Duration::from_millis(system),
    }
}

pub fn checks() -> Vec<Check<Answers>> {
    // As bits: a wrong answer may be no number.
    let ask = |answers: &Answers, times: Millis| (answers.busy)(&cost(times)).to_bits();
    vec![
        Check::new(2, "knows_one_full_core", |_| [2_000, 2_000, 0], ask, judge),
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
            |seed| [1_000, 3_000 + seed % 500, 200],
            ask,
            judge,
        ),
        Check::new(2, "of_no_time_at_all_is_zero", |_| [0, 0, 0], ask, judge),
    ]
}

fn user_and_system(seed: u64) -> Millis {
    let mut random = fastrand::Rng::with_seed(seed);
    [
        random.u64(3_000..4_000),
        random.u64(500..900),
        random.u64(1_000..1_500),
    ]
}

fn judge(times: &Millis, busy: &u64, _: &Observed) -> Verdict {
    let [wall, user, system] = times.map(|time| time as f64 / 1e3);
    let busy = f64::from_bits(*busy);
    let is = |other: f64| (busy - other).abs() < 1e-6;
    let right = if wall == 0.0 {
        0.0
    } else {
        (user + system) / wall
    };
    let so = if is(right) {
        return Verdict::Pass;
    } else if !busy.is_finite() {
        "Nothing divided by nothing is no number. Where the wall time is zero, say 0."
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
    let [wall, user, system] = times;
    Verdict::wrong(format!("{right:.3} cores"), format!("{busy:.3}"), so).asked(format!(
        "wall {wall} ms, user {user} ms, system {system} ms"
    ))
}
