//! What the report says under the table.

use super::demo::{ALL_ON_32, ALL_ON_CORES, COMPUTING, ONE_READER, PIPELINE, READING};
use super::gauge::Figures;
use super::options::Setup;
use super::work::{Failure, Results};
use common::exercise::{Run, count};
use common::timing::ratio;

/// How many failures are named, and how many things that were skipped.
const NAMED: usize = 5;
/// A stage that is busy for so many percent of the time is the one that the others wait for.
const BUSY: f64 = 80.0;

/// How busy the stages were, how full the channel, and how many files were in memory.
pub fn stages(run: &mut Run, setup: &Setup, solved: &dyn Fn(&str) -> Option<Figures>) {
    let best = [PIPELINE, COMPUTING, READING].into_iter();
    let Some((name, figures)) = best.filter_map(|name| Some((name, solved(name)?))).next() else {
        return;
    };
    let (readers, workers, room) = (setup.readers, setup.workers, setup.capacity);
    let share = |busy, threads| 100.0 * ratio(busy, figures.time * threads as u32);
    let reading = share(figures.reading, readers);
    let computing = share(figures.computing, workers);
    let waiting = ratio(figures.waiting, figures.time);
    let (most_waiting, most) = (figures.most_waiting, figures.most_in_memory);
    let limit = setup.limit();
    let lines = [
        format!(
            "{}, reading {reading:.0} % of the time",
            count(readers, "reader")
        ),
        format!(
            "{}, computing {computing:.0} % of the time",
            count(workers, "worker")
        ),
        format!("files read and waiting: {waiting:.1} on average, {most_waiting} at most"),
        format!(
            "files in memory: {most} at most; {room} + {readers} + {workers} = {limit} are allowed"
        ),
    ];
    for (i, line) in lines.iter().enumerate() {
        let name = if i == 0 { name } else { "" };
        run.note(format!("{name:<22} {line}"));
    }
    let lines = bottleneck(setup, &figures, reading, computing);
    lines.lines().for_each(|line| run.note(line));
    if name == PIPELINE {
        let open = [(READING, 1), (COMPUTING, 2)];
        for (stage, todo) in open
            .into_iter()
            .filter(|(stage, _)| solved(stage).is_none())
        {
            run.note(format!(
                "The row {PIPELINE} has our {stage}: TODO({todo}) is open or not right."
            ));
        }
    }
    run.note("");
}

/// Which stage the other waits for; `reading` and `computing` are shares of the time, in percent.
fn bottleneck(setup: &Setup, figures: &Figures, reading: f64, computing: f64) -> String {
    let (readers, workers) = (setup.readers, setup.workers);
    let readers_needed = readers.min(setup.paths.len());
    let workers_needed = workers.min(setup.paths.len());
    match figures {
        _ if computing >= BUSY => {
            "The workers are the bottleneck, as they should be: more readers would only wait."
                .into()
        }
        _ if reading >= BUSY => {
            "The readers are the bottleneck: the workers wait for files. Try more --readers.".into()
        }
        Figures { most_reading, .. } if *most_reading < readers_needed => format!(
            "Neither stage is busy: of {}, at most {most_reading} read at the same time.\nDoes each thread run?",
            count(readers, "reader")
        ),
        Figures { most_computing, .. } if *most_computing < workers_needed => format!(
            "The workers compute half of the time or less: of {}, at most\n{most_computing} computed at the same time. Do all of them work?",
            count(workers, "worker")
        ),
        _ => "Neither stage is busy all the time: there are few files for so many threads.".into(),
    }
}

/// What to look for when too many files are in memory, by the TODO.
pub fn too_many(todo: u8) -> &'static str {
    match todo {
        1 => {
            "Is the channel bounded (`capacity`), and does a reader send each file before it reads the next?"
        }
        2 => "Does the stage take more texts than it has workers?",
        _ => "Are texts collected between the stages?",
    }
}

/// How many files the rivals had in memory.
pub fn rivals(run: &mut Run, solved: &dyn Fn(&str) -> Option<Figures>) {
    let mut title = "files in memory";
    for name in [ONE_READER, ALL_ON_CORES, ALL_ON_32] {
        if let Some(figures) = solved(name) {
            let most = figures.most_in_memory;
            run.note(format!("{title:<22} {name:<22} {most:>3} at most"));
            title = "";
        }
    }
}

/// What became of files that failed, and of what is no file.
pub fn failures(run: &mut Run, setup: &Setup, failures: &[Failure]) {
    let (failed, all) = (failures.len(), setup.paths.len());
    let all = count(all, "file");
    let title = format!("serial: {failed} of {all} failed; the others are all there:");
    list(run, &title, failures);
    list(run, "Skipped:", &setup.skipped);
}

fn list(run: &mut Run, title: &str, lines: &[impl std::fmt::Display]) {
    if lines.is_empty() {
        return;
    }
    run.note("");
    run.note(title);
    let named = lines.iter().take(NAMED);
    named.for_each(|line| run.note(format!("  {line}")));
    if lines.len() > NAMED {
        run.note(format!("  … and {} more", lines.len() - NAMED));
    }
}

/// How a wrong result differs from the right one, in words.
pub fn difference(right: &Results, wrong: &Results) -> String {
    let (files, failures) = (right.0.len(), right.1.len());
    let (done, failed) = (wrong.0.len(), wrong.1.len());
    let mut sorted = wrong.0.clone();
    sorted.sort_by_key(|fingerprint| fingerprint.index);
    match () {
        () if failed != failures => {
            let (files, failures) = (count(failures, "file"), count(failed, "failure"));
            format!("{files} failed, and the step reports {failures}")
        }
        () if done != files => format!(
            "{} for {}",
            count(done, "fingerprint"),
            count(files, "file")
        ),
        () if sorted == right.0 => "all are there, but not in the order of the files".to_string(),
        () => "some fingerprints are not those of their files".to_string(),
    }
}
