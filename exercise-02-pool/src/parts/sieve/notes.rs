//! What the report says under its table: what each idea was worth, and how much memory it took.

use super::caches::caches;
use super::demo::UNSUITABLE_KIB;
use super::setup::{Setup, memory};
use common::exercise::{Measured, Run};
use common::timing::ratio;
use std::time::Duration;

pub const TRIAL: &str = "trial division";
pub const TRIAL_ON_ALL: &str = "trial, all workers";
pub const IN_ONE_PIECE: &str = "sieve in one piece";
pub const SEGMENTS: &str = "segments, serial";
pub const ON_THREADS: &str = "segments, threads";
pub const WHEEL: &str = "wheel, serial";
pub const WHEEL_ON_THREADS: &str = "wheel, threads";

/// What takes less than that was not worth an idea, and its ratios mean nothing.
const WORTH_MEASURING: Duration = Duration::from_millis(1);

pub fn segments_of(kib: u64) -> String {
    format!("segments of {}", memory(kib))
}

/// What each idea was worth: the time without it / the time with it. Only what was measured.
pub fn worth(run: &mut Run, setup: &Setup, measured: [&Measured<u64>; 3]) {
    let (large, own) = (segments_of(UNSUITABLE_KIB[1]), memory(setup.kib));
    let ideas = [
        (
            "the algorithm",
            TRIAL,
            IN_ONE_PIECE,
            "a sieve, not divisions".to_string(),
        ),
        (
            "the cache",
            &large,
            SEGMENTS,
            format!("segments of {own}, not 64 MiB"),
        ),
        (
            "the wheel",
            SEGMENTS,
            WHEEL,
            "a byte for 30 numbers, not for 2".to_string(),
        ),
        (
            "the workers",
            TRIAL,
            TRIAL_ON_ALL,
            "trial division".to_string(),
        ),
        ("", SEGMENTS, ON_THREADS, "segments".to_string()),
        ("", WHEEL, WHEEL_ON_THREADS, "the wheel".to_string()),
    ];
    let wall = |step: &str| {
        measured
            .iter()
            .find_map(|measured| Some(measured.median(step)?.wall))
    };
    if wall(IN_ONE_PIECE).is_none() && wall(SEGMENTS).is_none() {
        return;
    }
    let mut first = true;
    for (idea, without, with, what) in ideas {
        if let (Some(without), Some(with)) = (wall(without), wall(with))
            && without >= WORTH_MEASURING
        {
            let title = if first { "Worth it?" } else { "" };
            let times = ratio(without, with);
            run.note(format!("{title:<11} {idea:<15} {times:>8.1} ×   {what}"));
            first = false;
        }
    }
}

/// Segments take the same memory however many numbers there are.
pub fn memory_used(run: &mut Run, setup: &Setup) {
    let level = |(level, kib): (u64, u64)| format!("L{level} {}", memory(kib));
    let caches: Vec<String> = caches().into_iter().map(level).collect();
    if !caches.is_empty() {
        run.note(format!("Caches of the first core: {}.", caches.join(", ")));
    }
    let (all, each) = (memory(setup.limit / 2 / 1024), memory(setup.kib));
    run.note(format!(
        "Flags for all odd numbers at once: {all}; in segments: {each} for each worker."
    ));
}
