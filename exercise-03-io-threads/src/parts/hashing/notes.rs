//! What the report says above and under its table.

use super::demo::{AS_LISTED, MAPPED, SERIAL, THREADS, throughput};
use super::list::list_line;
use super::outcomes::Outcomes;
use super::setup::Setup;
use common::exercise::{Measured, Run, busy_lines, count, grouped, visible};
use std::fs;
use std::path::Path;

/// How many names are shown of files that have no hash.
const NAMES: usize = 8;

/// One line on what is done.
pub fn about(setup: &Setup) -> String {
    let (files, bytes) = (count(setup.files.len(), "file"), size(setup.bytes));
    let cold = if setup.disk.cold { ", cold" } else { "" };
    format!("Hash {files} of {bytes} in all{cold}")
}

/// What was found out, and what was not hashed.
pub fn under_the_table(
    run: &mut Run,
    setup: &Setup,
    measured: &Measured<Outcomes>,
    from_disk: Option<u64>,
) {
    let speed = |step| throughput(measured, step, setup.bytes);
    let speeds = [SERIAL, MAPPED, THREADS, AS_LISTED].into_iter();
    let speeds = speeds.filter_map(|step| Some(format!("{step} {:.0}", speed(step)?)));
    if setup.bytes > 1 << 20 && !run.is_sweep() {
        run.note(format!("MB/s: {}", speeds.collect::<Vec<_>>().join(" · ")));
    }
    if setup.disk.cold {
        cold(run, setup, from_disk);
    }
    if let Some(largest) = setup.files.iter().max_by_key(|file| file.bytes) {
        run.note(format!(
            "The largest file is {} % of all bytes: {}",
            (largest.bytes * 100).checked_div(setup.bytes).unwrap_or(0),
            shown(&largest.path, setup)
        ));
    }
    for step in [THREADS, AS_LISTED] {
        if let Some(seen) = measured.observed(step).filter(|_| run.workers() > 1) {
            for line in busy_lines(step, seen) {
                run.note(line);
            }
        }
    }
    if !setup.mapped && measured.result(SERIAL).is_some() {
        run.note("Not mapped: whoever shrinks one of your files would end this program. If nobody");
        run.note("does, --mapped; to see what happens, --shrink.");
    }
    not_hashed(run, setup, measured.result(SERIAL));
}

/// Whether the files really came from a disk.
fn cold(run: &mut Run, setup: &Setup, from_disk: Option<u64>) {
    let Some(bytes) = from_disk else {
        return run.note("This system does not tell how much came from the disk.");
    };
    run.note(format!(
        "From the disk in the serial step: {} of {}",
        size(bytes),
        size(setup.bytes)
    ));
    if bytes < setup.bytes / 2 {
        run.note("That is not cold: these files stay in memory (is it a tmpfs?), or nothing was");
        run.note("forgotten. Name a folder on a disk: --data DIR.");
    }
}

/// Names what is no file to hash, and what could not be hashed.
pub fn not_hashed(run: &mut Run, setup: &Setup, outcomes: Option<&Outcomes>) {
    let skipped = setup.skipped.iter();
    let skipped = skipped.map(|s| format!("skipped {}: {}", shown(&s.path, setup), s.reason));
    let failed = outcomes.into_iter().flat_map(Outcomes::errors);
    let lines: Vec<String> = skipped
        .chain(failed.map(|error| format!("not hashed: {error}")))
        .collect();
    for line in lines.iter().take(NAMES) {
        run.note(visible(line));
    }
    if lines.len() > NAMES {
        run.note(format!(
            "and {} more",
            grouped((lines.len() - NAMES) as u64)
        ));
    }
}

/// Writes the list that `--write` asks for: complete, or not at all.
pub fn written(run: &mut Run, setup: &Setup, outcomes: &Outcomes) -> Result<(), String> {
    let Some(target) = &setup.write else {
        return Ok(());
    };
    let pairs = setup.files.iter().zip(&outcomes.0);
    let lines: Vec<Vec<u8>> = pairs
        .filter_map(|(file, outcome)| Some(list_line(outcome.as_ref().ok()?, &file.path)))
        .collect();
    let mut aside = target.as_os_str().to_owned();
    aside.push(format!(".{}", std::process::id()));
    let written = fs::write(&aside, lines.concat()).and_then(|()| fs::rename(&aside, target));
    if let Err(error) = written {
        let _ = fs::remove_file(&aside);
        let name = target.display();
        return Err(format!(
            "--write {name}: cannot write it: {error}. Name a file in a folder that you may write to."
        ));
    }
    run.note(format!(
        "{} written to {}: check them with sha256sum -c, or --verify",
        count(lines.len(), "hash").replace("hashs", "hashes"),
        target.display()
    ));
    Ok(())
}

/// A file's name as it is shown: from the folder on, if that was named.
fn shown(path: &Path, setup: &Setup) -> String {
    let inside = path.strip_prefix(&setup.folder);
    let name = match inside {
        Ok(name) => name,
        Err(_) => path.file_name().map_or(path, Path::new),
    };
    visible(&name.display().to_string())
}

/// An amount of bytes, as people write it.
pub fn size(bytes: u64) -> String {
    let fits = |unit: u64| bytes >= 10 * unit || (bytes > 0 && bytes.is_multiple_of(unit));
    match bytes {
        _ if fits(1 << 20) => format!("{} MiB", grouped(bytes >> 20)),
        _ if fits(1 << 10) => format!("{} KiB", grouped(bytes >> 10)),
        _ => format!("{} B", grouped(bytes)),
    }
}
