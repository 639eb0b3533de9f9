//! Part `hashing`: the SHA-256 of every file of a folder, on all cores.

#[cfg(feature = "checks")]
mod checks;
mod demo;
mod disk;
mod entry;
mod find;
mod hasher;
mod hints;
mod list;
mod notes;
mod outcomes;
mod setup;
mod sha256;
mod shrink;
mod tree;
mod verify;

pub use entry::Entry;
pub use hasher::Hasher;
pub use list::{Listed, list_line, read_list};
pub use sha256::Sha256;

use common::exercise::{Kind, Part, PartInfo, Size, Workers};
use std::fmt::Debug;
use std::fs::File;
use std::io::{self, Read};

/// What comes of one file: its SHA-256 in hexadecimal, or why there is none.
pub type Outcome = Result<String, String>;

/// Bytes to read: a file, or something that behaves like one.
pub trait Source: Read + Debug {}

impl<T: Read + Debug + ?Sized> Source for T {}

/// Hashes what is read from `source`, `chunk` bytes at a time.
pub type HashChunks = fn(source: &mut dyn Source, chunk: usize) -> io::Result<String>;
/// Hashes a file by way of the memory that it is mapped to.
pub type HashMapped = fn(file: &File) -> io::Result<String>;
/// Hashes all files: one outcome for each, in their order.
pub type HashAll = fn(files: &[Entry], hasher: &Hasher, workers: usize) -> Vec<Outcome>;
/// The place of a file with this hash.
pub type Find = fn(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize>;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): chunk by chunk.
    pub in_chunks: HashChunks,
    /// TODO(2): memory-mapped.
    pub mapped: HashMapped,
    /// TODO(3): all files, on `workers` threads.
    pub on_threads: HashAll,
    /// TODO(4): a file with a given hash, on `workers` threads.
    pub find: Find,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "hashing",
        kind: Kind::Lab { time: "1 h 30 min" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "make files of N MiB in all, where no --data is given",
            default: tree::USUAL_MIB,
            min: 1,
            max: 65_536,
        }),
        workers: Workers::Cores,
        data: Some("files made from a seed"),
        choices: &setup::CHOICES,
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --data ~/.cargo/registry/src · --cold --sweep 1,2,4,8,16,32 · --shrink · --write target/sums.txt",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
