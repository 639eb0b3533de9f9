//! What a piece of work costs by every clock, what that says about it, and when a clock lies.
//!
//! "It takes a second" is half a sentence. A second of what? A program that computes for a second
//! and one that sleeps for a second look the same from outside, and yet more cores help only the
//! first. A well-known course calls `time.sleep(1)` its "CPU-bound task" and runs it in two
//! processes to show a speedup: with the clocks of this lab you can see what it is.
//!
//! The system keeps five clocks for a process: one on the wall, and CPU time, split into the
//! program's own code (user) and the system's work on its behalf (system), the same two for its
//! children. You read them round a piece of work (1), count the busy cores (2), and name what the
//! work is bound by (3). What makes it hard is what is easy to leave out: the children, the start
//! of the clocks, the work that took no time.
//!
//! The second half is about trust. A clock has a tick, the first call is slower than the rest, any
//! run may be disturbed, and the optimiser deletes work whose result nobody uses. So a benchmark
//! warms up, makes each sample long enough, takes several (5), and says how far they lie apart
//! (4). The checks pass clocks that they move themselves and expect exact numbers. The lesson,
//! `lessons/clocks.md`, leads through the five TODOs.

use ::exercise_01_serial::parts::clocks::{self, Bound, Cost, Meter, Plan, Samples, Summary};
use common::timing::Clock;
use std::time::Duration;

// TODO(1): what one call of `work` costs. `meter.read()` shows all clocks of this process at one
// moment (see `common::timing::Reading`); they have been running for a while. Two readings are
// enough, and all five clocks come from the same two. The cost of the children is part of it.
fn cost_of(meter: &dyn Meter, work: &mut dyn FnMut()) -> Cost {
    let before = meter.read();
    work();
    todo!("TODO(1): {before:?} before, now {:?}", meter.read())
}

// TODO(2): how many cores were busy, on average: CPU time, user and system, divided by wall time.
// Where the clock on the wall did not move at all, say 0.
fn busy(cost: &Cost) -> f64 {
    todo!("TODO(2): the busy cores of {cost:?}")
}

// TODO(3): what kept work with this cost from being done sooner. It could have had `cores` cores:
// as many as it has threads and children, or as the machine has cores if those are fewer. Look at
// the share of them that was busy (your `busy` counts the busy ones): from `Bound::FULL` on, that
// included, it is bound by its cores, and then by the system's code (`System`) if that took more
// than half of the CPU time, else by its own (`Cpu`). Up to `Bound::IDLE`, that included, it `Waits`.
// What lies between is `Mixed`.
fn classify(cost: &Cost, cores: usize) -> Bound {
    todo!("TODO(3): {cost:?} of {cores} cores")
}

// TODO(4): median, fastest, slowest and spread of `times`, which come in no order. The spread is
// the median of the distances from the median (of 1, 2 and 9 ms it is the median of 1, 0 and 7).
// Of no times at all everything is zero. `common::timing::median` takes a slice.
fn summary(times: &[Duration]) -> Summary {
    todo!("TODO(4): sum up {times:?}")
}

// TODO(5): samples of `work`, by the `clock` on the wall, in three steps.
// Warm up: call `work` once; that call counts nowhere.
// Find the calls that make a sample: 1, and if they take less than `plan.least` together, twice as
// many, and so on. Read the clock before the first and after the last of them, not for each.
// Then take `plan.samples` samples of so many calls. Each is its time divided by its calls
// (a `Duration` can be divided by a `u32`). The calls that found the number are no sample, and the
// samples stay in the order in which they were taken.
fn bench(clock: &dyn Clock, plan: Plan, work: &mut dyn FnMut()) -> Samples {
    work(); // The warm-up: it counts nowhere.
    todo!("TODO(5): {plan:?} at {:?}", clock.wall())
}

/// What the exercise runs and checks.
pub const ANSWERS: clocks::Answers = clocks::Answers {
    cost_of,
    busy,
    classify,
    summary,
    bench,
};
