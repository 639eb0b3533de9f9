//! Wrong costs, wrong numbers of busy cores, and wrong names for what work is bound by.

use super::{SOLVED, Wrong, wrong};
use common::timing::Reading;
use exercise_01_serial::parts::clocks::{Answers, Bound, Cost, Meter, SystemMeter};
use std::time::Duration;

pub fn wrong_answers() -> Vec<Wrong> {
    let cost = |name, says, cost_of| wrong(1, name, says, Answers { cost_of, ..SOLVED });
    let busy = |name, says, busy| wrong(2, name, says, Answers { busy, ..SOLVED });
    let bound = |name, says, classify| wrong(3, name, says, Answers { classify, ..SOLVED });
    vec![
        cost(
            "no children",
            "What the children spent is missing",
            |meter, work| {
                by(meter, work, |a, b| {
                    [b.wall - a.wall, b.user - a.user, b.system - a.system]
                })
            },
        ),
        cost(
            "one reading",
            "what the clocks show at the end",
            |meter, work| {
                by(meter, work, |_, b| {
                    [
                        b.wall,
                        b.user + b.children_user,
                        b.system + b.children_system,
                    ]
                })
            },
        ),
        cost(
            "earlier children",
            "there were children before",
            |meter, work| {
                by(meter, work, |a, b| {
                    let user = b.user - a.user + b.children_user;
                    [
                        b.wall - a.wall,
                        user,
                        b.system - a.system + b.children_system,
                    ]
                })
            },
        ),
        cost("swapped", "the wrong way round", |meter, work| {
            let Cost { wall, user, system } = (SOLVED.cost_of)(meter, work);
            Cost {
                wall,
                user: system,
                system: user,
            }
        }),
        cost(
            "CPU time for the wall",
            "The wall has a clock of its own",
            |meter, work| {
                let cost = (SOLVED.cost_of)(meter, work);
                Cost {
                    wall: cost.user + cost.system,
                    ..cost
                }
            },
        ),
        cost("a warm-up", "Call the work once", |meter, work| {
            work();
            (SOLVED.cost_of)(meter, work)
        }),
        cost(
            "both readings before",
            "Nothing passed between your two readings",
            |meter, work| {
                let (a, b) = (meter.read(), meter.read());
                work();
                Cost {
                    wall: b.wall - a.wall,
                    user: b.user - a.user,
                    system: b.system - a.system,
                }
            },
        ),
        cost(
            "the system's clocks",
            "Are both readings from `meter.read()`?",
            |_, work| {
                by(&SystemMeter, work, |a, b| {
                    [b.wall - a.wall, b.user - a.user, b.system - a.system]
                })
            },
        ),
        cost(
            "a reading for each clock",
            "These come from more than two readings",
            |meter, work| {
                let before = meter.read();
                work();
                let children = meter.read().children_user - before.children_user;
                let system = meter.read().children_system - before.children_system;
                Cost {
                    wall: meter.read().wall - before.wall,
                    user: meter.read().user - before.user + children,
                    system: meter.read().system - before.system + system,
                }
            },
        ),
        busy(
            "user time alone",
            "user time and system time together",
            |cost| {
                (SOLVED.busy)(&Cost {
                    system: Duration::ZERO,
                    ..*cost
                })
            },
        ),
        busy("upside down", "Upside down", |cost| {
            match (SOLVED.busy)(cost) {
                0.0 => 0.0,
                busy => 1.0 / busy,
            }
        }),
        busy("nothing by nothing", "is no number", |cost| {
            (cost.user + cost.system).as_secs_f64() / cost.wall.as_secs_f64()
        }),
        busy(
            "none of something",
            "whatever the CPU time",
            |cost| match (cost.user + cost.system).is_zero() {
                true => 0.0,
                false => (cost.user + cost.system).as_secs_f64() / cost.wall.as_secs_f64(),
            },
        ),
        busy(
            "milliseconds",
            "give whole numbers, of which",
            |cost| match cost.wall.as_millis() {
                0 => 0.0,
                wall => (cost.user + cost.system).as_millis() as f64 / wall as f64,
            },
        ),
        busy(
            "microseconds",
            "give whole numbers, of which",
            |cost| match cost.wall.is_zero() {
                true => 0.0,
                false => {
                    let cpu = cost.user + cost.system;
                    cpu.as_micros() as f64 / cost.wall.as_micros() as f64
                }
            },
        ),
        busy(
            "at most one",
            "Several threads keep several cores busy",
            |cost| (SOLVED.busy)(cost).min(1.0),
        ),
        busy("whole seconds", "as numbers with a fraction", |cost| {
            let cpu = cost.user + cost.system;
            cpu.as_secs().checked_div(cost.wall.as_secs()).unwrap_or(0) as f64
        }),
        bound(
            "a wrong number of busy cores",
            "Or is it TODO(2)?",
            |cost, cores| {
                let busy = (SOLVED.busy)(cost).min(1.0);
                by_share(busy / cores as f64, cost)
            },
        ),
        bound(
            "full from beyond the border",
            "a share of exactly that is full",
            |cost, cores| match (SOLVED.busy)(cost) / cores as f64 {
                Bound::FULL => Bound::Mixed,
                share => by_share(share, cost),
            },
        ),
        bound(
            "waiting below the border",
            "a share of exactly that still waits",
            |cost, cores| match (SOLVED.busy)(cost) / cores as f64 {
                Bound::IDLE => Bound::Mixed,
                share => by_share(share, cost),
            },
        ),
        bound(
            "half is the system's",
            "exactly half is not more",
            |cost, cores| match (SOLVED.classify)(cost, cores) {
                Bound::Cpu if cost.system >= cost.user => Bound::System,
                bound => bound,
            },
        ),
        bound("cores ignored", "Divide by `cores`", |cost, _| {
            (SOLVED.classify)(cost, 1)
        }),
        bound(
            "system time ignored",
            "system time is CPU time",
            |cost, cores| {
                let own = Cost {
                    system: Duration::ZERO,
                    ..*cost
                };
                (SOLVED.classify)(&own, cores)
            },
        ),
        bound(
            "any system time",
            "the system had the smaller part",
            |cost, cores| match (SOLVED.classify)(cost, cores) {
                Bound::Cpu if !cost.system.is_zero() => Bound::System,
                bound => bound,
            },
        ),
        bound(
            "never the system",
            "more than half of the CPU time",
            |cost, cores| match (SOLVED.classify)(cost, cores) {
                Bound::System => Bound::Cpu,
                bound => bound,
            },
        ),
        bound(
            "busy or not",
            "neither full nor idle",
            |cost, cores| match (SOLVED.classify)(cost, cores) {
                Bound::Mixed if (SOLVED.busy)(cost) > 0.5 * cores as f64 => Bound::Cpu,
                Bound::Mixed => Bound::Waits,
                bound => bound,
            },
        ),
        bound(
            "a second is work",
            "it waited, whatever its name says",
            |cost, cores| match (SOLVED.classify)(cost, cores) {
                Bound::Waits if cost.wall >= Duration::from_secs(1) => Bound::Cpu,
                bound => bound,
            },
        ),
    ]
}

fn by_share(share: f64, cost: &Cost) -> Bound {
    match share {
        _ if share <= Bound::IDLE => Bound::Waits,
        _ if share < Bound::FULL => Bound::Mixed,
        _ if cost.system > cost.user => Bound::System,
        _ => Bound::Cpu,
    }
}

/// Reads the meter before and after, and makes of it what `cost` says: wall, user, system.
fn by(
    meter: &dyn Meter,
    work: &mut dyn FnMut(),
    cost: fn(Reading, Reading) -> [Duration; 3],
) -> Cost {
    let before = meter.read();
    work();
    let [wall, user, system] = cost(before, meter.read());
    Cost { wall, user, system }
}
