//! What the report says under the table.

use super::demo::{ALL_ON_32, ALL_ON_CORES, COMPUTING, ONE_READER, PIPELINE, READING};
use super::gauge::Figures;
use super::options::Setup;
use super::work::{Failure, Results};
use common::exercise::Run;
use common::timing::ratio;

/// How many failures are named, and how many things that were skipped.
const NAMED: usize = 5;

/// Says what was counted in each step that was solved, and what became of files that failed.
pub fn notes(
    run: &mut Run,
    setup: &Setup,
    steps: &[(&'static str, Figures)],
    failures: &[Failure],
) {
    let find = |name: &str| steps.iter().find(|(step, _)| *step == name);
    let best = [PIPELINE, COMPUTING, READING].into_iter().find_map(find);
    if let Some((name, figures)) = best {
        stages(run, setup, name, figures);
    }
    let rivals = [ONE_READER, ALL_ON_CORES, ALL_ON_32].into_iter();
    let most = |(name, figures): &(&str, Figures)| format!("{name}: {}", figures.most_in_memory);
    let rivals: Vec<String> = rivals.filter_map(find).map(most).collect();
    run.note(format!(
        "{:<22} {}",
        "in memory at most",
        rivals.join(" · ")
    ));
    if !failures.is_empty() {
        let (failed, all) = (failures.len(), setup.paths.len());
        run.note("");
        run.note(format!(
            "{failed} of {all} files failed; the others are all there:"
        ));
        list(run, failures.iter().map(ToString::to_string));
    }
    if !setup.skipped.is_empty() {
        run.note("");
        run.note("Skipped:");
        list(run, setup.skipped.iter().cloned());
    }
}

fn stages(run: &mut Run, setup: &Setup, name: &str, figures: &Figures) {
    let Setup {
        readers,
        capacity,
        workers,
        ..
    } = *setup;
    let share = |busy, threads| 100.0 * ratio(busy, figures.time * threads as u32);
    let (reading, computing) = (
        share(figures.reading, readers),
        share(figures.computing, workers),
    );
    let waiting = ratio(figures.waiting, figures.time);
    let (most_waiting, most) = (figures.most_waiting, figures.most_in_memory);
    let limit = capacity + readers + workers;
    run.note(format!(
        "{name:<22} {readers} readers, reading {reading:.0} % of the time"
    ));
    run.note(format!(
        "{:<22} {workers} workers, computing {computing:.0} % of the time",
        ""
    ));
    run.note(format!(
        "{:<22} {waiting:.1} files in the channel on average, at most {most_waiting} of {capacity}",
        ""
    ));
    run.note(format!(
        "{:<22} {most} files in memory at most, of {limit} allowed",
        ""
    ));
    let so = match computing >= reading {
        true => "The workers are the bottleneck, as they should be: more readers would only wait.",
        false => "The readers are the bottleneck: the workers wait for files. Try more --readers.",
    };
    run.note("");
    run.note(so);
    run.note("");
}

fn list(run: &mut Run, lines: impl ExactSizeIterator<Item = String>) {
    let more = lines.len().saturating_sub(NAMED);
    lines
        .take(NAMED)
        .for_each(|line| run.note(format!("  {line}")));
    if more > 0 {
        run.note(format!("  … and {more} more"));
    }
}

/// How a wrong result differs from the right one, in words.
pub fn difference(right: &Results, wrong: &Results) -> String {
    let (right, wrong, failed) = (&right.0, &wrong.0, (right.1.len(), wrong.1.len()));
    let mut sorted = wrong.clone();
    sorted.sort_by_key(|fingerprint| fingerprint.index);
    if failed.0 != failed.1 {
        return format!(
            "{} files failed, but {} failures are reported",
            failed.0, failed.1
        );
    }
    if wrong.len() != right.len() {
        return format!("{} fingerprints for {} files", wrong.len(), right.len());
    }
    match sorted == *right {
        true => "all are there, but not in the order of the files".to_string(),
        false => "some fingerprints are not those of their files".to_string(),
    }
}
