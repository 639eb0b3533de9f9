//! Runs and times the pipeline and its rivals.

use super::gauge::Figures;
use super::notes;
use super::options::Setup;
use super::stages::{Stages, all_in_one, our_readers, our_workers, sorted};
use super::work::{Job, Results, Setting, compute, jobs, read};
use super::{Answers, RunPipeline};
use common::exercise::{Run, Steps, grouped};
use crossbeam::channel::Receiver;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

pub const ONE_READER: &str = "one reader, a pool";
pub const ALL_ON_CORES: &str = "a thread for each core";
pub const ALL_ON_32: &str = "32 threads for all";
pub const READING: &str = "reading stage";
pub const COMPUTING: &str = "computing stage";
pub const PIPELINE: &str = "pipeline";

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let setup = &Setup::of(run)?;
    run.about(format!(
        "Fingerprint {} files, {} ms and {} rounds each; {} readers, room for {}",
        setup.paths.len(),
        setup.latency.as_millis(),
        grouped(setup.rounds),
        setup.readers,
        setup.capacity,
    ));
    let ours = Stages {
        readers: setup.readers,
        capacity: setup.capacity,
        workers: setup.workers,
        start_readers: our_readers,
        start_workers: our_workers,
    };
    let counted = &Counted::default();
    // The last step runs your own stages, once they are known to return.
    let (readers_solved, workers_solved) = (&Cell::new(false), &Cell::new(false));

    let mut steps = Steps::new(|all: &Results| format!("{:08x}", total(all) >> 32));
    steps.waits();
    steps.differ(notes::difference);
    steps.baseline("serial", || {
        counted.run("serial", setup, |jobs| {
            sorted(jobs.iter().map(|job| read(job).and_then(compute)))
        })
    });
    let mut pipeline = |name, stages: Stages, run: RunPipeline| {
        let work = move || counted.run(name, setup, |jobs| run(jobs, &stages));
        steps.add(name, work).workers(stages.workers);
    };
    let our_pipeline: RunPipeline = |jobs, stages| sorted(stages.compute(stages.read(jobs)));
    pipeline(ONE_READER, Stages { readers: 1, ..ours }, our_pipeline);
    for (name, threads) in [(ALL_ON_CORES, setup.workers), (ALL_ON_32, 32)] {
        let work = move || counted.run(name, setup, |jobs| sorted(all_in_one(jobs, threads)));
        steps.add(name, work).workers(threads);
    }
    let readers = move || {
        let stages = Stages {
            start_readers: answers.start_readers,
            ..ours
        };
        let all = counted.run(READING, setup, |jobs| our_pipeline(jobs, &stages));
        readers_solved.set(true);
        all
    };
    steps.add(READING, readers).todo(1).workers(setup.workers);
    let workers = move || {
        let stages = Stages {
            start_workers: answers.start_workers,
            ..ours
        };
        let all = counted.run(COMPUTING, setup, |jobs| our_pipeline(jobs, &stages));
        workers_solved.set(true);
        all
    };
    steps.add(COMPUTING, workers).todo(2).workers(setup.workers);
    let whole = move || {
        let mut stages = ours;
        if readers_solved.get() {
            stages.start_readers = answers.start_readers;
        }
        if workers_solved.get() {
            stages.start_workers = answers.start_workers;
        }
        counted.run(PIPELINE, setup, |jobs| {
            (answers.run_pipeline)(jobs, &stages)
        })
    };
    steps.add(PIPELINE, whole).todo(3).workers(setup.workers);

    let measured = run.measure(steps);
    let solved = |step: &&'static str| measured.result(step).is_some();
    let shown: Vec<_> = [
        ONE_READER,
        ALL_ON_CORES,
        ALL_ON_32,
        READING,
        COMPUTING,
        PIPELINE,
    ]
    .into_iter()
    .filter(solved)
    .filter_map(|step| Some((step, counted.last(step)?)))
    .collect();
    let failures = measured.result("serial").map(|all| all.1.as_slice());
    notes::notes(run, setup, &shown, failures.unwrap_or_default());
    Ok(())
}

/// The sum of all hashes, whatever their order: the same as `data/python/pipeline.py` prints.
fn total((fingerprints, _): &Results) -> u64 {
    let hashes = fingerprints.iter().map(|fingerprint| fingerprint.hash);
    hashes.fold(0, u64::wrapping_add)
}

/// What was counted in the last run of each step, and how long that took.
#[derive(Default)]
struct Counted {
    last: RefCell<BTreeMap<&'static str, Arc<Setting>>>,
}

impl Counted {
    fn run(
        &self,
        step: &'static str,
        setup: &Setup,
        work: impl FnOnce(Receiver<Job>) -> Results,
    ) -> Result<Results, String> {
        let setting = Arc::new(Setting::new(setup.latency, setup.rounds, setup.capacity));
        let all = work(jobs(&setup.paths, &setting));
        self.last.borrow_mut().insert(step, setting);
        Ok(all)
    }

    fn last(&self, step: &str) -> Option<Figures> {
        self.last
            .borrow()
            .get(step)
            .map(|setting| setting.figures())
    }
}
