//! Judges TODO(2): real files, and what the system counts of how they were read.

use crate::parts::hashing::Answers;
use common::check::{Check, Verdict, shortened};
use common::exercise::grouped;
use common::hash;
use common::witness::Observed;
use fastrand::Rng;
use std::fs::{self, File};
use std::io::Seek;
use std::path::PathBuf;

/// A seed, and the lengths of files.
type Asked = (u64, Vec<usize>);
/// For each file: the hash, and how many bytes were read from it instead of being mapped.
type Answered = Vec<(Result<String, String>, u64)>;

pub fn checks() -> Vec<Check<Answers>> {
    let lengths = [
        Check::new(
            2,
            "hashes_files_of_any_length",
            |seed| (seed, vec![100_003, 0, 1, 4_095, 4_096, 4_097, 12_288]),
            answer,
            right,
        )
        .points(2),
        Check::new(
            2,
            "maps_the_file_instead_of_reading_it",
            |seed| (seed, vec![(3 << 20) + 5]),
            answer,
            not_read,
        ),
    ];
    let mut checks: Vec<_> = lengths
        .map(|check| check.in_words(described))
        .into_iter()
        .collect();
    checks.push(
        Check::new(
            2,
            "gives_an_error_for_what_cannot_be_mapped",
            |_| (),
            |answers: &Answers, ()| {
                // A folder can be opened on some systems, and be mapped on none. The other file can
                // be read on Linux, but not mapped; elsewhere it is not there.
                let mapped =
                    |path: PathBuf| File::open(path).and_then(|file| (answers.mapped)(&file));
                let hash = mapped(std::env::temp_dir()).or_else(|_| mapped(UNMAPPED.into()));
                hash.map_err(|error| error.to_string())
            },
            |(), answered: &Result<String, String>, _| match answered {
                Err(_) => Verdict::Pass,
                Ok(hash) => Verdict::wrong("an error", shortened(hash), NO_ERROR),
            },
        )
        .in_words(|()| "a folder, and a file that can be read, but not mapped".to_string()),
    );
    checks
}

const UNMAPPED: &str = "/proc/version";

const NO_ERROR: &str = "What cannot be mapped is not to be read instead: the system says why, and what it says is the outcome. Hand it on with `?`.";

fn answer(answers: &Answers, (seed, lengths): Asked) -> Answered {
    let name = format!("many-hands-mapped-{}", std::process::id());
    let path = std::env::temp_dir().join(name);
    let one = |length| {
        fs::write(&path, bytes(seed, length)).map_err(|error| error.to_string())?;
        let mut file = File::open(&path).map_err(|error| error.to_string())?;
        let before = read_so_far();
        let hash = (answers.mapped)(&file).map_err(|error| error.to_string())?;
        // What was read at the place where the file stood has moved it.
        let moved = file.stream_position().unwrap_or(0);
        Ok((hash, moved.max(read_so_far() - before)))
    };
    let split = |outcome: Result<(String, u64), String>| match outcome {
        Ok((hash, read)) => (Ok(hash), read),
        Err(error) => (Err(error), 0),
    };
    let answered = lengths.into_iter().map(|length| split(one(length)));
    let answered = answered.collect();
    let _ = fs::remove_file(&path);
    answered
}

fn described((_, lengths): &Asked) -> String {
    let lengths = lengths.iter().map(|&length| grouped(length as u64));
    format!("files of {} bytes", lengths.collect::<Vec<_>>().join(", "))
}

fn bytes(seed: u64, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    Rng::with_seed(seed ^ length as u64).fill(&mut bytes);
    bytes
}

/// How many bytes this process has read by system calls, where that is counted.
fn read_so_far() -> u64 {
    let counts = fs::read_to_string("/proc/self/io").unwrap_or_default();
    let count = counts.lines().find_map(|line| line.strip_prefix("rchar:"));
    count.and_then(|n| n.trim().parse().ok()).unwrap_or(0)
}

fn right((seed, lengths): &Asked, answered: &Answered, _: &Observed) -> Verdict {
    for (length, (outcome, _)) in lengths.iter().zip(answered) {
        let bytes = bytes(*seed, *length);
        let right = hash::from(&bytes[..], 4096).expect("bytes in memory can be read");
        if outcome.as_ref() == Ok(&right) {
            continue;
        }
        let so = match (outcome, length) {
            (Err(_), 0) => {
                "An empty file has a hash, too. `Mmap::map` gives an empty slice for it: no case of its own is needed."
            }
            (Err(_), _) => "The file is there and can be mapped: is the length asked for its own?",
            (Ok(_), _) => {
                "Are these the bytes of the file, all of them and no more? A mapping ends where the file ends, not where the page does."
            }
        };
        let saw = match outcome {
            Ok(hash) => shortened(hash),
            Err(error) => format!("the error \"{error}\""),
        };
        let asked = format!("a file of {} bytes", grouped(*length as u64));
        return Verdict::wrong(shortened(&right), saw, so).asked(asked);
    }
    Verdict::Pass
}

fn not_read(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let length = asked.1[0] as u64;
    let read = answered.first().map_or(0, |(_, read)| *read);
    right(asked, answered, seen).or(|| match read < length / 2 {
        true => Verdict::Pass,
        false => Verdict::wrong(
            "no bytes read: the system brings them in as they are looked at",
            format!("{} bytes read into memory of your own", grouped(read)),
            "So the file was read, not mapped. `memmap2::Mmap::map(file)` gives a slice of its bytes.",
        ),
    })
}
