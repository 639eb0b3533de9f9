//! Part `pipeline`: read files and compute with them, in two stages with a bounded channel between.

#[cfg(feature = "checks")]
mod checks;
mod demo;
mod gauge;
mod hints;
mod notes;
mod options;
mod setting;
mod stages;
mod work;

pub use gauge::{Event, Figures, Gauge};
pub use stages::Stages;
pub use work::{Failure, Fingerprint, Job, Loaded, Outcome, Results, Text, compute, fnv1a, read};

use common::exercise::{Choice, Kind, Part, PartInfo, Size, Workers};
use crossbeam::channel::Receiver;

/// TODO(1): reads the files of `jobs` on `readers` threads, into a channel with room for `capacity`.
pub type StartReaders =
    fn(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded>;
/// TODO(2): computes with every text on `workers` threads, and hands every failure on.
pub type StartWorkers = fn(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome>;
/// TODO(3): what came of every file, in the order of the files: what was computed, and what failed.
pub type RunPipeline = fn(Receiver<Job>, &Stages) -> Results;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1).
    pub start_readers: StartReaders,
    /// TODO(2).
    pub start_workers: StartWorkers,
    /// TODO(3).
    pub run_pipeline: RunPipeline,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "pipeline",
        kind: Kind::Core { minutes: 7 },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "go through each text N times",
            default: 3_000,
            min: 1,
            max: 1_000_000,
        }),
        workers: Workers::Cores,
        data: Some("text"),
        choices: &[
            Choice {
                name: "latency",
                value: Some("MS"),
                help: "wait before each file: 25ms, 25 or 0 (default 25ms)",
            },
            Choice {
                name: "readers",
                value: Some("N"),
                help: "default 8, or 2 × workers if more; --inline: 1",
            },
            Choice {
                name: "capacity",
                value: Some("N"),
                help: "files that may wait between the stages (default 8)",
            },
            Choice {
                name: "missing",
                value: Some("N"),
                help: "put so many files in the list that are not there",
            },
        ],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --missing 2 · --readers 1 · --readers 32 · --capacity 1 · --latency 0",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
