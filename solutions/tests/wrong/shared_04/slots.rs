//! TODO(3): counters that share a line, and counters that waste some.

use super::super::Wrong;
use super::{SOLVED, wrong};
use exercise_04_threads_vs_procs::parts::shared::Answers;

pub fn wrong_answers() -> Vec<Wrong> {
    let one = |name, says, slots| wrong(3, name, says, Answers { slots, ..SOLVED });
    vec![
        one(
            "side by side",
            "Whenever one of them adds",
            |workers, _, _| (0..workers).collect(),
        ),
        one(
            "bytes for elements",
            "counts elements, not bytes",
            |workers, _, line| (0..workers).map(|worker| worker * line).collect(),
        ),
        one(
            "nothing on the first line",
            "any more is memory that nobody uses",
            |workers, element, line| {
                let step = line / element;
                (1..=workers).map(|worker| worker * step).collect()
            },
        ),
        one(
            "always eight apart",
            "Whenever one of them adds",
            |workers, _, _| (0..workers).map(|worker| worker * 8).collect(),
        ),
        one(
            "one too near",
            "Whenever one of them adds",
            |workers, element, line| {
                let step = (line / element).saturating_sub(1).max(1);
                (0..workers).map(|worker| worker * step).collect()
            },
        ),
        one(
            "one too few",
            "Each worker gets one counter",
            |workers, element, line| (1..workers).map(|worker| worker * line / element).collect(),
        ),
    ]
}
