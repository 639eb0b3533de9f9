//! What the report says under the table.

use super::demo::{ALL_ON_32, ALL_ON_CORES, COMPUTING, ONE_READER, PIPELINE, READING};
use super::gauge::Figures;
use super::options::Setup;
use super::work::{Failure, Results};
use common::exercise::Run;
use common::timing::ratio;

/// How many failures are named, and how many things that were skipped.
const NAMED: usize = 5;

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
        format!("{waiting:.1} files in the channel on average, at most {most_waiting} of {room}"),
        format!("{most} files in memory at most; {room} + {readers} + {workers} = {limit} may be"),
    ];
    for (i, line) in lines.iter().enumerate() {
        let name = if i == 0 { name } else { "" };
        run.note(format!("{name:<22} {line}"));
    }
    run.note(match computing >= reading {
        true => "The workers are the bottleneck, as they should be: more readers would only wait.",
        false => "The readers are the bottleneck: the workers wait for files. Try more --readers.",
    });
    run.note("");
}

/// `1 reader`, `8 readers`.
pub fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
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
    let title = format!("{failed} of {all} files failed; the others are all there:");
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
            format!("{failures} files failed, and {failed} failures are reported")
        }
        () if done != files => format!("{done} fingerprints for {files} files"),
        () if sorted == right.0 => "all are there, but not in the order of the files".to_string(),
        () => "some fingerprints are not those of their files".to_string(),
    }
}
