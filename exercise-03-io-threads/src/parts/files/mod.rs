//! Part `files`: read and process every file of a folder, many at a time.

#[cfg(feature = "checks")]
mod checks;
mod demo;
mod findings;
mod hints;
mod input;
mod reader;
mod summary;
mod tell;

pub use reader::Reader;
pub use summary::Summary;

use common::exercise::{Choice, Kind, Part, PartInfo, Workers};
use std::path::PathBuf;

/// What comes of one file: its summary, or why it could not be read.
pub type Outcome = Result<Summary, String>;

/// A function that processes files: one outcome for each, in their order.
pub type Process = fn(files: &[PathBuf], reader: &Reader, workers: usize) -> Vec<Outcome>;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): on `workers` scoped threads that share one queue.
    pub on_scoped_threads: Process,
    /// TODO(2): on a rayon pool of `workers` threads.
    pub on_a_pool: Process,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "files",
        kind: Kind::Core { minutes: 8 },
        todos: &hints::TODOS,
        size: None,
        // Waiting threads need no core, so the number of cores says nothing here.
        workers: Workers::Fixed(32),
        data: Some("text"),
        choices: &[
            Choice {
                name: "latency",
                value: Some("MS"),
                help: "wait before each file: 25ms, 25 or 0 (default 25ms)",
            },
            Choice {
                name: "word",
                value: Some("WORD"),
                help: "count this word",
            },
        ],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --sweep 8,32,64 · --latency 0 · --word fire · --data data/numbers",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
