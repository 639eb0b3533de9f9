//! What was found in a folder, and what was not read, in words.

use super::input::Input;
use super::{Outcome, Summary};
use common::exercise::{count, visible};

/// How many names are shown of files that were not read.
const NAMES: usize = 8;

/// Lines for the report.
pub fn findings(input: &Input, outcomes: &[Outcome]) -> Vec<String> {
    let mut lines = vec![totals(input, outcomes)];
    lines.extend(longest_line(input, outcomes));
    lines.extend(occurrences(input, outcomes));
    lines.extend(range(outcomes));
    let not_read = not_read(input, outcomes);
    let beyond = not_read.len().saturating_sub(NAMES);
    lines.extend(not_read.into_iter().take(NAMES));
    if beyond > 0 {
        lines.push(format!("and {beyond} more that were not read"));
    }
    lines.iter().map(|line| visible(line)).collect()
}

fn totals(input: &Input, outcomes: &[Outcome]) -> String {
    let total = Summary::total(outcomes);
    format!(
        "{}: {}, {}, {}, {}",
        input.folder,
        count(outcomes.iter().flatten().count(), "file"),
        count(total.lines as usize, "line"),
        count(total.words as usize, "word"),
        count(total.bytes as usize, "byte")
    )
}

fn longest_line(input: &Input, outcomes: &[Outcome]) -> Option<String> {
    let length = Summary::total(outcomes).longest;
    let has_it = |outcome: &Outcome| outcome.as_ref().is_ok_and(|s| s.longest == length);
    if length == 0 {
        return None;
    }
    let file = &input.listing.files[outcomes.iter().position(has_it)?];
    let (length, file) = (count(length as usize, "character"), input.shown(file));
    Some(format!("The longest line has {length}: {file}"))
}

fn occurrences(input: &Input, outcomes: &[Outcome]) -> Option<String> {
    let word = input.word.as_ref()?;
    let times = count(Summary::total(outcomes).found as usize, "time");
    let files = outcomes.iter().flatten().filter(|s| s.found > 0).count();
    let files = count(files, "file");
    Some(format!("\"{word}\" occurs {times}, in {files}"))
}

fn range(outcomes: &[Outcome]) -> Option<String> {
    let (min, max) = Summary::total(outcomes).range?;
    let of_integers = outcomes.iter().flatten().filter(|s| s.range.is_some());
    let files = count(of_integers.count(), "file");
    Some(format!("Integers from {min} to {max}, in {files}"))
}

fn not_read(input: &Input, outcomes: &[Outcome]) -> Vec<String> {
    let skipped = input.listing.skipped.iter();
    let skipped = skipped.map(|s| format!("skipped {}: {}", input.shown(&s.path), s.reason));
    let failed = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    let failed = failed.map(|error| format!("not read: {error}"));
    skipped.chain(failed).collect()
}
