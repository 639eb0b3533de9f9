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
/// What the clocks show before the work, what they gain by it, and what each gains in microseconds by being read.
type Script = (Clocks, Clocks, u64);
/// How often the work was called, and what it is said to have cost, in nanoseconds: wall, user, system.
type Answered = (u32, [u64; 3]);

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(
            1,
            "tells_wall_user_and_system_time_apart",
            |seed| ([0; 5], gains(seed, false), 0),
            ask,
            judge,
        ),
        Check::new(
            1,
            "leaves_out_what_was_spent_before",
            |seed| (start(seed), gains(seed, false), 0),
            ask,
            judge,
        ),
        Check::new(
            1,
            "counts_the_children",
            |seed| (start(seed), gains(seed, true), 0),
            ask,
            judge,
        )
        .points(2),
        Check::new(
            1,
            "takes_all_clocks_from_the_same_two_readings",
            |seed| (start(seed), gains(seed, true), 1_000),
            ask,
            judge,
        ),
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

struct ScriptedMeter {
    /// In microseconds.
    clocks: Cell<Clocks>,
    tick: u64,
}

impl ScriptedMeter {
    fn advance(&self, gains: Clocks) {
        let now = self.clocks.get();
        self.clocks.set(std::array::from_fn(|i| now[i] + gains[i]));
    }
}

impl Meter for ScriptedMeter {
    fn read(&self) -> Reading {
        self.advance([self.tick; 5]);
        let [wall, user, system, children_user, children_system] =
            self.clocks.get().map(Duration::from_micros);
        Reading {
            wall,
            user,
            system,
            children_user,
            children_system,
        }
    }
}

fn ask(answers: &Answers, (start, gains, tick): Script) -> Answered {
    let micros = |clocks: Clocks| clocks.map(|millis| millis * 1_000);
    let meter = ScriptedMeter {
        clocks: Cell::new(micros(start)),
        tick,
    };
    let mut calls = 0;
    let cost = (answers.cost_of)(&meter, &mut || {
        calls += 1;
        meter.advance(micros(gains));
    });
    (calls, [cost.wall, cost.user, cost.system].map(nanos))
}

fn judge((start, gains, tick): &Script, (calls, cost): &Answered, _: &Observed) -> Verdict {
    let show = |[wall, user, system]: [u64; 3]| {
        let [wall, user, system] = [wall, user, system].map(ms);
        format!("wall {wall}, user {user}, system {system}")
    };
    let asked = match (gains[3], *tick) {
        (_, 1..) => "work with a child, by a meter whose clocks move on with each reading",
        (0, _) => "work without children, by a meter that the check moves",
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
    // The second reading is a tick later than the first, by every clock; two of them make up user and system time. Who
    // reads once more, for a look, takes both from later ones.
    let later = |readings: u64| {
        let [wall, user, system] = in_all(gains);
        let tick = readings * tick * 1_000;
        [wall + tick, user + 2 * tick, system + 2 * tick]
    };
    let (right, ticks) = (later(1), 20 * tick * 1_000);
    let most = cost.iter().copied().max().unwrap_or_default();
    let so = match *cost {
        _ if *calls != 1 => {
            let saw = format!("{calls} calls");
            let so = "Call the work once, between the two readings.";
            return Verdict::wrong("one call of the work", saw, so).asked(asked);
        }
        cost if (1..5).any(|readings| cost == later(readings)) => return Verdict::Pass,
        _ if most <= ticks => "Nothing passed between your two readings: is the work between them?",
        _ if most < 100_000_000 => {
            "So little never passed by this meter, which moves by hundreds of milliseconds. Are both readings from \
             `meter.read()`?"
        }
        cost if *tick > 0 && (0..3).all(|i| cost[i].abs_diff(right[i]) <= ticks) => {
            "These come from more than two readings, and each shows another moment. Read all clocks once before the \
             work and once after it, and take everything from these two."
        }
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
