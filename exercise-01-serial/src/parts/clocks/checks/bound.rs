//! TODO(3): what usages are bound by: recorded ones, faster or slower than they were, and made-up ones.

use super::busy;
use super::{Answers, Check};
use crate::parts::clocks::recordings::RECORDINGS;
use crate::parts::clocks::{Bound, Cost};
use common::check::Verdict;
use common::exercise::count;
use common::timing::ratio;
use common::witness::Observed;

/// What it did, what it cost, and how many cores it could have had.
type Usage = (String, Millis, usize);
type Usages = Vec<Usage>;
/// Wall, user and system time in milliseconds.
type Millis = [u64; 3];
/// The variants that the answer chose, by name.
type Answered = Vec<String>;

pub fn checks() -> Vec<Check<Answers>> {
    let recorded = |sentence, input: fn(u64) -> Usages| Check::new(3, sentence, input, ask, judge);
    vec![
        recorded("knows_what_computes", |seed| some(seed, Bound::Cpu)),
        recorded("knows_what_waits", |seed| some(seed, Bound::Waits)),
        recorded("tells_the_system_from_the_program", |seed| {
            some(seed, Bound::System)
        }),
        recorded("leaves_room_for_both", |seed| some(seed, Bound::Mixed)),
        recorded("knows_usages_that_nobody_recorded", made_up).points(2),
        recorded("knows_what_lies_right_on_a_border", |_| borders()),
    ]
}

fn cost(times: Millis) -> Cost {
    busy::cost(times.map(|millis| millis * 1_000_000))
}

/// One on each border, in numbers that no way to compute the share would round to the other side.
fn borders() -> Usages {
    let usage = |what: &str, user, system| (what.to_string(), [1_000, user, system], 1);
    vec![
        usage("a share of exactly `Bound::FULL`", 800, 0),
        usage("a share of exactly `Bound::IDLE`", 200, 0),
        usage("a full core, exactly half of it the system's", 500, 500),
    ]
}

/// The recordings that are bound by this, each made longer.
fn some(seed: u64, bound: Bound) -> Usages {
    let mut random = fastrand::Rng::with_seed(seed);
    let own = RECORDINGS.iter().filter(|usage| usage.bound == bound);
    let usage = |usage: &crate::parts::clocks::recordings::Recording| {
        let factor = random.u64(1..=20);
        let Cost { wall, user, system } = usage.cost;
        let times = [wall, user, system].map(|time| time.as_millis() as u64 * factor);
        (usage.what.to_string(), times, usage.cores)
    };
    own.map(usage).collect()
}

/// Usages of every kind, on 1 to 16 cores, none of them near a border.
fn made_up(seed: u64) -> Usages {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut usages = Vec::new();
    for percent in [0, 5, 15, 30, 50, 70, 85, 95, 99] {
        for cores in [1, 2, 3, 16] {
            let wall = random.u64(1_000..100_000);
            let cpu = wall * cores * percent / 100;
            let system = cpu * [10, 40, 60, 90][random.usize(0..4)] / 100;
            let what = format!("{percent} % of {cores} cores");
            usages.push((what, [wall, cpu - system, system], cores as usize));
        }
    }
    random.shuffle(&mut usages);
    usages
}

fn ask(answers: &Answers, usages: Usages) -> Answered {
    let classify = |(_, times, cores): &Usage| {
        let bound = (answers.classify)(&cost(*times), *cores);
        format!("{bound:?}")
    };
    usages.iter().map(classify).collect()
}

/// By the share of the cores, and the part of it that is the system's.
fn by_rule(share: f64, system_share: f64) -> Bound {
    match share {
        _ if share <= Bound::IDLE => Bound::Waits,
        _ if share < Bound::FULL => Bound::Mixed,
        _ if system_share > share / 2.0 => Bound::System,
        _ => Bound::Cpu,
    }
}

fn judge(usages: &Usages, answers: &Answered, _: &Observed) -> Verdict {
    for ((what, times, cores), said) in usages.iter().zip(answers) {
        let Cost { wall, user, system } = cost(*times);
        let (user, system) = (ratio(user, wall), ratio(system, wall));
        let n = *cores as f64;
        let right = by_rule((user + system) / n, system / n);
        let is = |bound: Bound| format!("{bound:?}") == *said;
        // What a wrong `busy` would make of a right `classify`.
        let busy = user + system;
        let by_busy = |busy: f64| is(by_rule(busy / n, system / n));
        let share = busy / n;
        let so = match right {
            _ if is(right) => continue,
            Bound::Cpu if share == Bound::FULL && is(Bound::Mixed) => {
                "Full means from `Bound::FULL` on: a share of exactly that is full."
            }
            Bound::Waits if share == Bound::IDLE && is(Bound::Mixed) => {
                "What waits does so up to `Bound::IDLE`: a share of exactly that still waits."
            }
            Bound::Cpu if user == system && is(Bound::System) => {
                "The system must have had more than half of the CPU time: exactly half is not more."
            }
            _ if *cores > 1 && is(by_rule(user + system, system)) => {
                "The busy cores alone do not tell: two are much for one thread and little for eight. Divide by `cores`."
            }
            _ if is(by_rule(user / n, 0.0)) => {
                "The system works for you as well: system time is CPU time, whose core was busy."
            }
            Bound::Cpu if is(Bound::System) => {
                "Most of its CPU time was spent in its own code; the system had the smaller part."
            }
            Bound::System => {
                "Its cores were full, and the system had more than half of the CPU time."
            }
            Bound::Cpu => "Its cores were full, mostly of its own code.",
            Bound::Waits => {
                "Its cores had next to nothing to do: it waited, whatever its name says."
            }
            Bound::Mixed => "Its cores were neither full nor idle.",
        };
        let busy_too = match by_busy(busy.min(1.0)) || by_busy(busy.floor()) {
            true => " (Or is it TODO(2)? Your `classify` may use your `busy`.)",
            false => "",
        };
        let so = format!("{so}{busy_too}");
        let [wall, user, system] = times;
        let cores = count(*cores, "core");
        let asked =
            format!("{what}: wall {wall} ms, user {user} ms, system {system} ms, of {cores}");
        return Verdict::wrong(format!("Bound::{right:?}"), format!("Bound::{said}"), so)
            .asked(asked);
    }
    match answers.len() == usages.len() {
        true => Verdict::Pass,
        false => Verdict::wrong(
            "an answer for each usage",
            format!("{} answers", answers.len()),
            "",
        ),
    }
}
