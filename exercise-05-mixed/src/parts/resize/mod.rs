//! Part `resize`: make the pictures of a folder smaller, on threads, on processes, and in a pipeline.

#[cfg(feature = "checks")]
mod checks;
mod codec;
mod demo;
mod hints;
mod job;
mod jpeg;
mod make;
mod notes;
mod odd;
mod options;
mod out;
mod plan;
mod results;
mod save;
mod scale;
mod send;
mod settings;
mod sheet;
mod watch;
mod work;

pub use job::{Done, Failure, Job, Outcome};
pub use save::{Fill, Save};
pub use work::{Loaded, Picture, Shrunk, Small, read, resize, shrink, write};

use common::exercise::{Choice, Kind, Part, PartInfo, Size, Workers};
use common::process::Pool;

/// TODO(1): every picture, on `workers` threads; what came of each, in the order of `jobs`.
pub type OnThreads = fn(jobs: &[Job], workers: usize) -> Vec<Outcome>;
/// TODO(2): the same, in the processes of `pool`.
pub type OnProcesses = fn(jobs: &[Job], pool: &Pool) -> Vec<Outcome>;
/// TODO(3): the same, in three stages with room for a few pictures between them.
pub type Pipeline = fn(jobs: Vec<Job>, stages: &Stages) -> Vec<Outcome>;

/// The shape of the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stages {
    /// How many threads read.
    pub readers: usize,
    /// How many threads decode, resize and encode.
    pub workers: usize,
    /// How many threads write.
    pub writers: usize,
    /// How many pictures may wait between two stages.
    pub room: usize,
}

impl Stages {
    /// How many pictures may be in memory: one with each thread, and those that wait.
    pub fn limit(&self) -> usize {
        self.readers + self.room + self.workers + self.room + self.writers
    }
}

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1).
    pub on_threads: OnThreads,
    /// TODO(2).
    pub on_processes: OnProcesses,
    /// TODO(3).
    pub pipeline: Pipeline,
    /// TODO(4).
    pub save: Save,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "resize",
        kind: Kind::Lab { time: "1 h 15 min" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "results of N × N pixels",
            default: 300,
            min: 1,
            max: 4_000,
        }),
        workers: Workers::Cores,
        data: Some("images"),
        choices: &CHOICES,
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson, and look at the contact sheet.
Try: --fit · --room 0 · --workers 8 · --make 100 --data NEW · --out DIR, twice",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};

const CHOICES: [Choice; 8] = [
    Choice {
        name: "fit",
        value: None,
        help: "keep the proportions: fit within N × N, enlarge nothing",
    },
    Choice {
        name: "thumbnails",
        value: Some("N"),
        help: "thumbnails fit within N × N (default 64; 0: none)",
    },
    Choice {
        name: "out",
        value: Some("DIR"),
        help: "keep results here, and skip what is up to date",
    },
    Choice {
        name: "force",
        value: None,
        help: "with --out: do what is up to date, too",
    },
    Choice {
        name: "room",
        value: Some("N"),
        help: "pictures that may wait between two stages (default 4)",
    },
    Choice {
        name: "readers",
        value: Some("N"),
        help: "threads that read in the pipeline (default 2)",
    },
    Choice {
        name: "megapixels",
        value: Some("N"),
        help: "larger pictures are refused (default 100)",
    },
    Choice {
        name: "make",
        value: Some("N"),
        help: "make N photographs in --data, a new folder, and end",
    },
];
