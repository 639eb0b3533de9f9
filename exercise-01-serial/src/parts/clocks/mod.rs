//! Part `clocks`: what a piece of work costs by every clock, what that says about it, and when a clock lies.

#[cfg(feature = "checks")]
mod checks;
mod demo;
mod hints;
mod optimised;
pub mod recordings;
mod table;
mod types;
mod works;

pub use types::{Bound, Cost, Meter, Plan, Samples, Summary, SystemMeter};

use common::exercise::{Kind, Part, PartInfo, Size, Workers};
use common::timing::Clock;
use std::time::Duration;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): what one call of `work` costs by the `meter`, the children that it waits for included.
    pub cost_of: fn(meter: &dyn Meter, work: &mut dyn FnMut()) -> Cost,
    /// TODO(2): how many cores were busy, on average.
    pub busy: fn(cost: &Cost) -> f64,
    /// TODO(3): what kept work with that cost from being done sooner, when it could have had so many cores.
    pub classify: fn(cost: &Cost, cores: usize) -> Bound,
    /// TODO(4): what several measurements of the same work say together.
    pub summary: fn(times: &[Duration]) -> Summary,
    /// TODO(5): samples of `work`, each of enough calls for the clock to see.
    pub bench: fn(clock: &dyn Clock, plan: Plan, work: &mut dyn FnMut()) -> Samples,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "clocks",
        kind: Kind::Lab { time: "1 h 15 min" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "about N milliseconds for each piece of work",
            default: 200,
            min: 1,
            max: 60_000,
        }),
        workers: Workers::One,
        data: None,
        choices: &[],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson. Try an unoptimised build:
      CARGO_PROFILE_DEV_OPT_LEVEL=0 cargo run -p exercise-01-serial --target-dir target/slow -- clocks",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
