//! What the part says about files, in words.

use super::input::Input;
use super::{Outcome, Summary};
use common::exercise::{count, grouped, seconds};
use common::witness::Observed;
use std::time::Duration;

/// A serial run longer than this is announced.
const LONG: Duration = Duration::from_secs(20);

/// What `--latency 0` shows.
pub const NOBODY_WAITS: [&str; 2] = [
    "Without latency a file that lies in memory already costs no waiting, and reading it is",
    "work for a core. More threads than cores only add what it costs to start them.",
];

/// One line on what is done.
pub fn about(input: &Input) -> String {
    let what = match &input.word {
        Some(word) => format!("\"{word}\""),
        None => "the words".to_string(),
    };
    let files = count(input.listing.files.len(), "file");
    match input.latency {
        Duration::ZERO => format!("Count {what} in {files}, without latency"),
        latency => format!("Count {what} in {files}, {} ms each", latency.as_millis()),
    }
}

/// Says beforehand, aside from the report, when the serial step will take long.
pub fn warn_of_a_long_wait(input: &Input, runs: u32) {
    let serial = input.latency * input.listing.files.len() as u32;
    if serial > LONG {
        eprintln!(
            "Reading serially will take {} a run, {} in all: --runs 1 or a smaller --latency makes it shorter.",
            seconds(serial),
            count(runs as usize, "run")
        );
    }
}

/// A step's result, short.
pub fn result(input: &Input, outcomes: &[Outcome]) -> String {
    let total = Summary::total(outcomes);
    grouped(match input.word {
        Some(_) => total.found,
        None => total.words,
    })
}

/// How two lists of outcomes differ.
pub fn difference(right: &[Outcome], wrong: &[Outcome]) -> String {
    if right.len() != wrong.len() {
        return format!(
            "{} for {}",
            count(wrong.len(), "outcome"),
            count(right.len(), "file")
        );
    }
    let place = right.iter().zip(wrong).position(|(a, b)| a != b);
    let place = place.map_or(0, |place| place + 1);
    match right.iter().all(|outcome| wrong.contains(outcome)) {
        true => format!("the outcomes are not in the order of the files, from file {place} on"),
        false => format!("file {place} is the first whose outcome differs"),
    }
}

/// How many files were under way at once.
pub fn under_way(step: &str, observed: &Observed) -> String {
    let files = count(observed.most_at_once(), "file");
    let threads = count(observed.threads().len(), "thread");
    format!("{step}: at most {files} under way at once, on {threads}")
}
