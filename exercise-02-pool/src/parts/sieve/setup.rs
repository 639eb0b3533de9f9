//! The part's own options, checked, and how much memory they ask for.

use common::exercise::{Run, grouped};

const DEFAULT_KIB: u64 = 256;
/// One gigabyte of flags in one segment: far beyond every cache.
const MOST_KIB: u64 = 1 << 20;
/// What all workers' flags may take together.
const MOST_MEMORY_KIB: u64 = 4 << 20;

/// What to run.
pub struct Setup {
    /// Count the primes below this.
    pub limit: u64,
    pub workers: usize,
    /// Memory for the flags of one segment.
    pub kib: u64,
}

impl Setup {
    pub fn of(run: &Run) -> Result<Setup, String> {
        let kib = run.chosen("segment").map_or(Ok(DEFAULT_KIB), number)?;
        let (limit, workers) = (run.size(), run.workers());
        // No segment needs more than the whole range does.
        let each = kib.min(limit.div_ceil(2 * 1024));
        let all = each * workers as u64;
        if all > MOST_MEMORY_KIB {
            return Err(format!(
                "{} of flags for each of {workers} workers are {}, and {} are the most: \
                 give a smaller --segment or fewer --workers",
                memory(each),
                memory(all),
                memory(MOST_MEMORY_KIB)
            ));
        }
        Ok(Setup {
            limit,
            workers,
            kib,
        })
    }
}

fn number(text: &str) -> Result<u64, String> {
    match text.replace('_', "").parse() {
        Ok(kib) if (1..=MOST_KIB).contains(&kib) => Ok(kib),
        _ => Err(format!(
            "--segment must be a whole number of KiB from 1 to {MOST_KIB}, not '{text}'"
        )),
    }
}

/// How many numbers a segment spans whose flags take `kib`, one byte for every two numbers: a
/// multiple of 30.
pub fn span_of_odds(kib: u64) -> u64 {
    kib * 1024 * 2 / 30 * 30
}

/// The same for the wheel: one byte for every thirty.
pub fn span_of_wheel(kib: u64) -> u64 {
    kib * 1024 * 30
}

/// An amount of memory, as people write it.
pub fn memory(kib: u64) -> String {
    match kib % 1024 {
        0 if kib > 0 => format!("{} MiB", grouped(kib / 1024)),
        _ if kib > 10 * 1024 => format!("{} MiB", grouped(kib / 1024)),
        _ => format!("{} KiB", grouped(kib)),
    }
}
