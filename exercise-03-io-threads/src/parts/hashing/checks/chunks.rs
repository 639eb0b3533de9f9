//! Judges TODO(1): a source that does what a source may do, and counts what it is asked for.

use crate::parts::hashing::{Answers, sha256};
use common::check::{Check, Verdict, shortened};
use common::exercise::grouped;
use common::hash;
use common::witness::Observed;
use fastrand::Rng;
use std::fmt;
use std::io::{self, ErrorKind, Read};

/// A seed, the lengths of what is to be hashed, the size of a chunk, and what goes wrong.
type Asked = (u64, Vec<usize>, usize, String);
/// For each: the hash, for how many bytes it asked at a time, at most, and how many it had read at
/// most without hashing them.
type Answered = Vec<(Result<String, String>, usize, usize)>;

const SHORT: &str = "reads that give fewer bytes than there is room for";
const INTERRUPTED: &str = "reads that a signal interrupts";
const BROKEN: &str = "an error half-way";
const BROKEN_DISK: &str = "the disk is broken";

pub fn checks() -> Vec<Check<Answers>> {
    let check = |sentence, input| Check::new(1, sentence, input, answer, judge);
    let checks = vec![
        check("hashes_all_bytes_whatever_their_number", |seed| {
            asked(seed, &[300, 0, 1, 99, 100, 101, 200, 1_003], "")
        })
        .points(2),
        check("asks_for_one_chunk_at_a_time", |seed| {
            let lengths = vec![1 << 20];
            (seed, lengths, 3_000 + seed as usize % 1_000, String::new())
        }),
        check("takes_large_chunks_as_well", |seed| {
            (seed, vec![1 << 20], 100_000, String::new())
        }),
        check("copes_with_reads_that_give_little", |seed| {
            asked(seed, &[1_003, 5_000], SHORT)
        }),
        check("reads_again_after_an_interruption", |seed| {
            asked(seed, &[1_003], INTERRUPTED)
        }),
        check("hands_on_the_error_of_a_broken_disk", |seed| {
            asked(seed, &[1_003], BROKEN)
        }),
    ];
    let checks = checks.into_iter();
    checks.map(|check| check.in_words(described)).collect()
}

fn asked(seed: u64, lengths: &[usize], trouble: &str) -> Asked {
    (seed, lengths.to_vec(), 100, trouble.to_string())
}

fn answer(answers: &Answers, (seed, lengths, chunk, trouble): Asked) -> Answered {
    let one = |length: usize| {
        let mut source = Script::new(seed, length, &trouble);
        let hash = (answers.in_chunks)(&mut source, chunk);
        let hash = hash.map_err(|error| error.to_string());
        (hash, source.largest, source.kept)
    };
    lengths.into_iter().map(one).collect()
}

fn described((_, lengths, chunk, trouble): &Asked) -> String {
    let lengths = lengths.iter().map(|&length| grouped(length as u64));
    let lengths = lengths.collect::<Vec<_>>().join(", ");
    let with = if trouble.is_empty() { "" } else { ", with " };
    format!("{lengths} bytes in chunks of {chunk}{with}{trouble}")
}

/// Bytes that come as the script says.
struct Script {
    bytes: Vec<u8>,
    at: usize,
    short: bool,
    interrupted: bool,
    broken: bool,
    random: Rng,
    largest: usize,
    kept: usize,
    /// How many bytes had been hashed before.
    before: u64,
}

impl Script {
    fn new(seed: u64, length: usize, trouble: &str) -> Script {
        let mut random = Rng::with_seed(seed ^ length as u64);
        let mut bytes = vec![0; length];
        random.fill(&mut bytes);
        Script {
            bytes,
            at: 0,
            short: trouble == SHORT,
            interrupted: trouble == INTERRUPTED,
            broken: trouble == BROKEN,
            random,
            largest: 0,
            kept: 0,
            before: sha256::taken(),
        }
    }
}

impl Read for Script {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.largest = self.largest.max(buffer.len());
        let hashed = (sha256::taken() - self.before) as usize;
        self.kept = self.kept.max(self.at.saturating_sub(hashed));
        if self.interrupted && self.random.bool() {
            return Err(ErrorKind::Interrupted.into());
        }
        if self.broken && self.at > self.bytes.len() / 2 {
            return Err(io::Error::other(BROKEN_DISK));
        }
        let mut count = buffer.len().min(self.bytes.len() - self.at);
        if self.short && count > 1 {
            count = self.random.usize(1..count);
        }
        buffer[..count].copy_from_slice(&self.bytes[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a source of {} bytes", self.bytes.len())
    }
}

fn judge(asked: &Asked, answered: &Answered, _: &Observed) -> Verdict {
    let (seed, lengths, chunk, trouble) = asked;
    for (length, (outcome, largest, kept)) in lengths.iter().zip(answered) {
        let verdict = one(*seed, *length, *chunk, trouble, outcome, *largest);
        let verdict = verdict.or(|| keeps(*chunk, *kept));
        if verdict != Verdict::Pass {
            let this = (*seed, vec![*length], *chunk, trouble.clone());
            return verdict.asked(described(&this));
        }
    }
    Verdict::Pass
}

fn one(
    seed: u64,
    length: usize,
    chunk: usize,
    trouble: &str,
    outcome: &Result<String, String>,
    largest: usize,
) -> Verdict {
    let bytes = Script::new(seed, length, "").bytes;
    let right = hash::from(&bytes[..], 4096).expect("bytes in memory can be read");
    let saw = match outcome {
        Ok(hash) => shortened(hash),
        Err(error) => format!("the error \"{error}\""),
    };
    match outcome {
        Ok(_) if trouble == BROKEN => Verdict::wrong(
            format!("the error \"{BROKEN_DISK}\""),
            saw,
            "A hash of what came before the error is the hash of no file. Hand the error on.",
        ),
        Err(error) if trouble == BROKEN => match error.contains(BROKEN_DISK) {
            true => Verdict::Pass,
            false => Verdict::wrong(
                format!("the error \"{BROKEN_DISK}\""),
                saw,
                "The error of the source is the outcome: hand it on as it is.",
            ),
        },
        Err(_) if trouble == INTERRUPTED => Verdict::wrong(
            shortened(&right),
            saw,
            "A read that was interrupted has read nothing, and nothing is wrong: read again.",
        ),
        Ok(hash) if *hash == right => sizes(length, chunk, largest),
        Ok(hash) if hash.eq_ignore_ascii_case(&right) => Verdict::wrong(
            shortened(&right),
            saw,
            "The hash is right, but it should be in lower case, as `into_hex` gives it.",
        ),
        _ => Verdict::wrong(
            shortened(&right),
            saw,
            match trouble {
                SHORT => {
                    "A `read` may give fewer bytes than there is room for, at any time: only the first `count` bytes of the buffer are new, and only `Ok(0)` is the end."
                }
                _ => {
                    "Do all bytes go to the hasher, and no others? The last chunk is mostly shorter than the buffer: only `buffer[..count]` has just come."
                }
            },
        ),
    }
}

/// Somebody may well read one chunk while another is hashed, but no more.
fn keeps(chunk: usize, kept: usize) -> Verdict {
    match kept > 4 * chunk {
        false => Verdict::Pass,
        true => Verdict::wrong(
            "each chunk hashed when it has come",
            format!(
                "{} bytes read before they were hashed",
                grouped(kept as u64)
            ),
            "A file may be larger than the memory: hand each chunk to the hasher, and use its buffer again.",
        ),
    }
}

fn sizes(length: usize, chunk: usize, largest: usize) -> Verdict {
    let expected = format!("reads of {chunk} bytes");
    let saw = format!("a read with room for {} bytes", grouped(largest as u64));
    let fixed = largest.is_power_of_two() && (4_096..=65_536).contains(&largest);
    match largest {
        _ if largest > chunk && fixed => Verdict::wrong(
            expected,
            saw,
            "The size of the chunks is what is to be measured: the buffer should have `chunk` bytes, not a fixed number.",
        ),
        _ if largest > chunk => Verdict::wrong(
            expected,
            saw,
            "A file may be larger than the memory: one buffer of `chunk` bytes, used again and again, is all that it takes.",
        ),
        _ if largest < chunk && length >= chunk => Verdict::wrong(
            expected,
            saw,
            "The size of the chunks is what is to be measured. Does the buffer have `chunk` bytes, and is nothing else in between (`std::io::copy` has a buffer of its own)?",
        ),
        _ => Verdict::Pass,
    }
}
