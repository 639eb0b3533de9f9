//! TODO(1): by a meter that moves only when the work says so.

use super::{Answers, Check, ms, nanos};
use crate::parts::clocks::Meter;
use common::check::Verdict;
use common::timing::Reading;
use common::witness::Observed;
use std::cell::Cell;
use std::time::Duration;

/// In milliseconds: wall, user, system, and user and system of the children.
type Clocks = [u64; 5];
/// What the clocks show before the work, and what they gain by it.
type Script = (Clocks, Clocks);
/// How often the work was called, and what it is said to have cost, in nanoseconds: wall, user, system.
type Answered = (u32, [u64; 3]);

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(
            1,
            "tells_wall_user_and_system_time_apart",
            |seed| ([0; 5], gains(seed, false)),
            ask,
            judge,
        ),
        Check::new(
            1,
            "leaves_out_what_was_spent_before",
            |seed| (start(seed), gains(seed, false)),
            ask,
            judge,
        ),
        Check::new(
            1,
            "counts_the_children",
            |seed| (start(seed), gains(seed, true)),
            ask,
            judge,
        )
        .points(2),
    ]
}

fn gains(seed: u64, children: bool) -> Clocks {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut some = |from: u64| random.u64(from..from + 100);
    let own = [some(2_000), some(1_000), some(300)];
    match children {
        true => [own[0], own[1], own[2], some(500), some(150)],
        false => [own[0], own[1], own[2], 0, 0],
    }
}

fn start(seed: u64) -> Clocks {
    let mut random = fastrand::Rng::with_seed(seed ^ 1);
    [90_000, 20_000, 4_000, 7_000, 800].map(|from| random.u64(from..from + 500))
}

struct ScriptedMeter(Cell<Clocks>);

impl Meter for ScriptedMeter {
    fn read(&self) -> Reading {
        let [wall, user, system, children_user, children_system] =
            self.0.get().map(Duration::from_millis);
        Reading {
            wall,
            user,
            system,
            children_user,
            children_system,
        }
    }
}

fn ask(answers: &Answers, (start, gains): Script) -> Answered {
    let meter = ScriptedMeter(Cell::new(start));
    let mut calls = 0;
    let cost = (answers.cost_of)(&meter, &mut || {
        calls += 1;
        let now = meter.0.get();
        meter.0.set(std::array::from_fn(|i| now[i] + gains[i]));
    });
    (calls, [cost.wall, cost.user, cost.system].map(nanos))
}

fn judge((start, gains): &Script, (calls, cost): &Answered, _: &Observed) -> Verdict {
    let show = |[wall, user, system]: [u64; 3]| {
        let [wall, user, system] = [wall, user, system].map(ms);
        format!("wall {wall}, user {user}, system {system}")
    };
    let asked = match gains[3] {
        0 => "work without children, by a meter that the check moves",
        _ => "work with a child, by a meter that the check moves",
    };
    let in_all = |clocks: &Clocks| {
        let [wall, user, system, children_user, children_system] =
            clocks.map(|clock| clock * 1_000_000);
        [wall, user + children_user, system + children_system]
    };
    let own = |clocks: &Clocks| in_all(&[clocks[0], clocks[1], clocks[2], 0, 0]);
    let end = std::array::from_fn(|i| start[i] + gains[i]);
    let early_children = [gains[0], gains[1], gains[2], end[3], end[4]];
    let right = in_all(gains);
    let so = match *cost {
        _ if *calls != 1 => {
            let saw = format!("{calls} calls");
            let so = "Call the work once, between the two readings.";
            return Verdict::wrong("one call of the work", saw, so).asked(asked);
        }
        cost if cost == right => return Verdict::Pass,
        cost if cost == in_all(&end) || cost == own(&end) => {
            "This is what the clocks show at the end. They were running before the work began: take the \
             difference of two readings."
        }
        cost if cost == own(gains) => {
            "What the children spent is missing: `children_user` and `children_system` are clocks of their own."
        }
        cost if cost == in_all(&early_children) => {
            "The clocks of the children were running, too: there were children before. Take the \
             difference for them as well."
        }
        [wall, user, system] if [wall, system, user] == right => {
            "User and system time are the wrong way round."
        }
        [wall, ..] if wall != right[0] => {
            "The wall has a clock of its own: `wall`. What it gained is the wall time, however many computed meanwhile."
        }
        _ => {
            "Each clock by itself: its second reading less its first. The children's user time is user \
             time, their system time is system time."
        }
    };
    Verdict::wrong(show(right), show(*cost), so).asked(asked)
}
