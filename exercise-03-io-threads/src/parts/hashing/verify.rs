//! Checks a list of hashes, ours or that of `sha256sum`.

use super::demo::{SERIAL, THREADS};
use super::disk::Disk;
use super::entry::total;
use super::list::{Listed, read_list};
use super::notes::size;
use super::outcomes::Outcomes;
use super::setup::USUAL_CHUNK;
use super::{Answers, Entry, Hasher, Outcome};
use common::exercise::{Row, Run, Status, Steps, count, grouped, visible};
use std::fs;

/// A list longer than this is none: three million names.
const MOST_BYTES: u64 = 1 << 29;
/// How many lines and files are named.
const NAMES: usize = 12;

pub fn demo(answers: &Answers, name: &str, run: &mut Run) -> Result<(), String> {
    let (listed, malformed) = read(name)?;
    let disk = &Disk::new(false);
    let (files, missing) = look(&listed);
    let bytes = size(total(&files));
    run.about(format!(
        "Verify {} of {bytes} in all, from {}",
        count(files.len(), "file"),
        visible(name)
    ));

    let workers = run.workers();
    let of = |file: &Entry| disk.hash(file, USUAL_CHUNK);
    let mut steps = Steps::new(Outcomes::show);
    steps.differ(|right, wrong| right.differ(wrong, &files));
    steps.baseline(SERIAL, || Ok(Outcomes(files.iter().map(of).collect())));
    let files = &files;
    let step = steps.add(THREADS, move || {
        let hasher = Hasher::new(of);
        Ok(Outcomes((answers.on_threads)(files, &hasher, workers)))
    });
    step.todo(3).workers(workers).watch("hash");
    let measured = run.measure(steps);

    let mut outcomes = measured.result(SERIAL).map_or(&[][..], |all| &all.0).iter();
    let mut complaints: Vec<String> = Vec::new();
    let mut right = 0;
    for (file, missing) in listed.iter().zip(missing) {
        let outcome = match missing {
            Some(why) => Err(why),
            None => outcomes.next().cloned().unwrap_or(Err("not hashed".into())),
        };
        match complaint(file, outcome) {
            None => right += 1,
            Some(text) => complaints.push(text),
        }
    }
    let lines = malformed.iter();
    complaints.extend(lines.map(|n| format!("line {n} of {name} is no line of such a list")));
    tell(run, right, &complaints);
    Ok(())
}

fn read(name: &str) -> Result<(Vec<Listed>, Vec<usize>), String> {
    let wrong =
        |why: String| format!("--verify {name}: {why}. Name a list as sha256sum writes it.");
    let found = fs::metadata(name).map_err(|error| wrong(error.to_string()))?;
    if !found.is_file() {
        return Err(wrong("this is no regular file".into()));
    }
    if found.len() > MOST_BYTES {
        return Err(wrong(format!(
            "it has {} bytes, and {} are the most",
            grouped(found.len()),
            grouped(MOST_BYTES)
        )));
    }
    let list = fs::read(name).map_err(|error| wrong(error.to_string()))?;
    let (listed, malformed) = read_list(&list);
    match listed.is_empty() {
        true => Err(wrong("no line in it is a hash and a name".into())),
        false => Ok((listed, malformed)),
    }
}

/// The files that are there, and for each line why its file is not among them.
fn look(listed: &[Listed]) -> (Vec<Entry>, Vec<Option<String>>) {
    let mut files = Vec::new();
    let missing = listed.iter().map(|file| {
        let entry = Entry::look(file.path.clone());
        match entry {
            Ok(entry) => files.push(entry),
            Err(skipped) => return Some(skipped.reason),
        }
        None
    });
    let missing = missing.collect();
    (files, missing)
}

fn complaint(listed: &Listed, outcome: Outcome) -> Option<String> {
    let name = listed.path.display();
    match outcome {
        Ok(hash) if hash == listed.hash => None,
        Ok(_) => Some(format!("{name}: another hash than in the list")),
        Err(error) if error.starts_with(&format!("{name}: ")) => Some(error),
        Err(error) => Some(format!("{name}: {error}")),
    }
}

fn tell(run: &mut Run, right: usize, complaints: &[String]) {
    let wrong = complaints.len();
    if wrong > 0 {
        // So the program ends with exit code 1, as sha256sum does.
        run.row(Row {
            name: "the list".to_string(),
            todo: None,
            status: Status::Failed,
            result: None,
            workers: 1,
            runs: Vec::new(),
            speedup: None,
            efficiency: None,
            message: Some(format!("{right} OK, {wrong} not")),
            at: None,
        });
    }
    for text in complaints.iter().take(NAMES) {
        run.note(visible(text));
    }
    if wrong > NAMES {
        run.note(format!("and {} more", grouped((wrong - NAMES) as u64)));
    }
    if wrong == 0 {
        run.note(format!("{}: all OK", count(right, "file")));
    }
}
