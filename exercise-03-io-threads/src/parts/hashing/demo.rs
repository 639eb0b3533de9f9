//! Runs and times the answers of the part `hashing`.

use super::disk::Disk;
use super::outcomes::Outcomes;
use super::setup::{Setup, USUAL_CHUNK};
use super::{Answers, Entry, HashChunks, Hasher, find, notes, shrink, verify};
use common::cache;
use common::exercise::{Measured, Run, Steps, with_bar};
use common::hash::CHUNK;
use std::cell::Cell;

pub const SERIAL: &str = "serial, 8 KiB chunks";
pub const MAPPED: &str = "mapped, serial";
pub const THREADS: &str = "threads";
pub const AS_LISTED: &str = "threads, as listed";
/// The sizes of chunks that are measured.
const CHUNKS: [usize; 4] = [512, CHUNK, USUAL_CHUNK, 1 << 20];
/// With more files than this, nobody records who hashes which.
const MOST_WATCHED: usize = 1_500;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    shrink::play_if_asked(answers);
    super::setup::agree(run)?;
    if run.chosen("shrink").is_some() {
        return shrink::demo(run);
    }
    if let Some(list) = run.chosen("verify").map(String::from) {
        return verify::demo(answers, &list, run);
    }
    let setup = &Setup::of(run)?;
    run.about(notes::about(setup));
    if let Some(hash) = run.chosen("find") {
        let hash = super::setup::hash(hash)?;
        return find::only(answers, setup, &hash, run);
    }
    setup.prepare(run);

    let from_disk = Cell::new(None);
    let measured = run.measure(steps(answers, setup, run, &from_disk));
    let outcomes = measured.result(SERIAL);
    if !run.is_sweep() {
        find::both(answers, setup, outcomes, run);
    }
    notes::under_the_table(run, setup, &measured, from_disk.get());
    match outcomes {
        Some(outcomes) => notes::written(run, setup, outcomes),
        None => Ok(()),
    }
}

/// All files, in every way.
fn steps<'a>(
    answers: &'a Answers,
    setup: &'a Setup,
    run: &Run,
    from_disk: &'a Cell<Option<u64>>,
) -> Steps<'a, Outcomes> {
    let workers = run.workers();
    let (files, disk) = (&setup.files, &setup.disk);
    let mut steps = Steps::new(Outcomes::show);
    steps.differ(|right, wrong| right.differ(wrong, files));
    if disk.cold {
        steps.waits();
    }
    let mut serial = |name: &str, hash: Box<dyn Fn(&Entry) -> super::Outcome + 'a>| {
        let (title, is_serial) = (name.to_string(), name == SERIAL);
        let all = move || {
            let before = cache::bytes_from_disk();
            let outcomes = under_way(&title, setup, || files.iter().map(&hash).collect());
            if is_serial {
                let after = cache::bytes_from_disk();
                from_disk.set(after.zip(before).map(|(after, before)| after - before));
            }
            Ok(Outcomes(outcomes))
        };
        if is_serial {
            steps.baseline(name, all);
        } else {
            let step = steps.add(name, all);
            let todo = if name == MAPPED { 2 } else { 1 };
            step.todo(todo).other_algorithm();
        }
    };
    serial(SERIAL, Box::new(|file| disk.hash(file, CHUNK)));
    if !run.is_sweep() {
        for chunk in CHUNKS.into_iter().chain(setup.chunk) {
            let name = format!("chunks of {}", notes::size(chunk as u64));
            let hash = move |file: &_| in_chunks(answers.in_chunks, disk, file, chunk);
            serial(&name, Box::new(hash));
        }
        if setup.mapped {
            let hash = |file: &_| {
                disk.checked(file, |file| {
                    let hash = (answers.mapped)(file);
                    disk.count(file.metadata()?.len());
                    hash
                })
            };
            serial(MAPPED, Box::new(hash));
        }
    }
    let mut threads = |name: &'static str, listed: Vec<Entry>| {
        let hasher = Hasher::new(|file| disk.hash(file, USUAL_CHUNK));
        let all = move || {
            let all = || (answers.on_threads)(&listed, &hasher, workers);
            Ok(Outcomes(under_way(name, setup, all)))
        };
        let step = steps.add(name, all);
        step.todo(3).workers(workers);
        // A record of very many small files would take longer than some of the files.
        if files.len() <= MOST_WATCHED && !run.is_sweep() {
            step.watch("hash");
        }
    };
    threads(THREADS, files.clone());
    if !run.is_sweep() {
        // Where all files are said to be equal, none is the largest.
        let equal = |file: &Entry| Entry {
            bytes: 0,
            ..file.clone()
        };
        threads(AS_LISTED, files.iter().map(equal).collect());
    }
    steps
}

fn in_chunks(answer: HashChunks, disk: &Disk, file: &Entry, chunk: usize) -> super::Outcome {
    disk.checked(file, |file| answer(&mut disk.counted(file), chunk))
}

/// Runs `work` while a bar shows how much has been read.
pub fn under_way<T>(title: &str, setup: &Setup, work: impl FnOnce() -> T) -> T {
    setup.disk.take_bytes();
    let mib = |bytes: u64| (bytes >> 20) as usize;
    let so_far = || (mib(setup.disk.bytes()), mib(setup.bytes));
    with_bar(&format!("{title}, MiB"), so_far, work)
}

/// What a step took, per second: only of steps that were solved.
pub fn throughput(measured: &Measured<Outcomes>, step: &str, bytes: u64) -> Option<f64> {
    let wall = measured.median(step)?.wall.as_secs_f64();
    (wall > 0.0).then(|| bytes as f64 / wall / 1e6)
}
