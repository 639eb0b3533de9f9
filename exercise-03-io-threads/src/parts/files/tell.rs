//! What the part says about files, in words.

use super::input::Input;
use super::{Outcome, Summary};
use common::exercise::{grouped, seconds};
use common::witness::Observed;
use std::time::Duration;

/// How many names are shown of files that were not read.
const NAMES: usize = 8;
/// A serial run longer than this is announced.
const LONG: Duration = Duration::from_secs(20);

/// One line on what is done.
pub fn about(input: &Input) -> String {
    let what = match &input.word {
        Some(word) => format!("\"{word}\""),
        None => "the words".to_string(),
    };
    let files = count(input.listing.files.len() as u64, "file");
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
            count(runs.into(), "run")
        );
    }
}

/// A step's result, short.
pub fn result(input: &Input, outcomes: &[Outcome]) -> String {
    let total = total(outcomes);
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
            count(wrong.len() as u64, "outcome"),
            count(right.len() as u64, "file")
        );
    }
    let place = right.iter().zip(wrong).position(|(a, b)| a != b);
    let place = place.map_or(0, |place| place + 1);
    match right.iter().all(|outcome| wrong.contains(outcome)) {
        true => format!("the outcomes are not in the order of the files, from file {place} on"),
        false => format!("file {place} is the first whose outcome differs"),
    }
}

/// What was found in the files, and which were not read.
pub fn findings(input: &Input, outcomes: &[Outcome]) -> Vec<String> {
    let total = total(outcomes);
    let mut lines = vec![format!(
        "{}: {}, {}, {}, {}",
        input.folder,
        count(outcomes.iter().flatten().count() as u64, "file"),
        count(total.lines, "line"),
        count(total.words, "word"),
        count(total.bytes, "byte")
    )];
    let of =
        |n: fn(&Summary) -> u64| move |outcome: &&Outcome| outcome.as_ref().is_ok_and(|s| n(s) > 0);
    let longest = |outcome: &Outcome| outcome.as_ref().map_or(0, |summary| summary.longest);
    let with_longest = outcomes
        .iter()
        .zip(&input.listing.files)
        .rev()
        .max_by_key(|(o, _)| longest(o));
    if let Some((outcome, file)) = with_longest.filter(|_| total.longest > 0) {
        let (length, file) = (count(longest(outcome), "character"), input.shown(file));
        lines.push(format!("The longest line has {length}: {file}"));
    }
    if let Some(word) = &input.word {
        let files = count(
            outcomes.iter().filter(of(|s| s.found)).count() as u64,
            "file",
        );
        lines.push(format!(
            "\"{word}\" occurs {}, in {files}",
            count(total.found, "time")
        ));
    }
    let ranges = || {
        outcomes
            .iter()
            .flatten()
            .filter_map(|summary| summary.range)
    };
    if let (Some(min), Some(max)) = (ranges().map(|r| r.0).min(), ranges().map(|r| r.1).max()) {
        let files = count(ranges().count() as u64, "file");
        lines.push(format!(
            "Integers from {min} to {max}, in {files} that hold nothing else"
        ));
    }
    let skipped = &input.listing.skipped;
    let skipped = skipped
        .iter()
        .map(|s| format!("skipped {}: {}", input.shown(&s.path), s.reason));
    let errors = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    let not_read: Vec<String> = skipped
        .chain(errors.map(|e| format!("not read: {e}")))
        .collect();
    lines.extend(not_read.iter().take(NAMES).cloned());
    if not_read.len() > NAMES {
        lines.push(format!(
            "and {} more that were not read",
            not_read.len() - NAMES
        ));
    }
    lines
}

/// How many files were on their way at once.
pub fn under_way(step: &str, observed: &Observed) -> String {
    let (files, threads) = (
        observed.most_at_once() as u64,
        observed.threads().len() as u64,
    );
    format!(
        "{step}: up to {} on their way at once, on {}",
        count(files, "file"),
        count(threads, "thread")
    )
}

fn total(outcomes: &[Outcome]) -> Summary {
    let mut total = Summary::default();
    for summary in outcomes.iter().flatten() {
        total.lines += summary.lines;
        total.words += summary.words;
        total.bytes += summary.bytes;
        total.longest = total.longest.max(summary.longest);
        total.found += summary.found;
    }
    total
}

/// `1 file`, `1 234 files`.
fn count(n: u64, what: &str) -> String {
    format!("{} {what}{}", grouped(n), if n == 1 { "" } else { "s" })
}
