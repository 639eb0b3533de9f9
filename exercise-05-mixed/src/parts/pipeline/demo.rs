//! Runs and times the pipeline and its rivals.

use super::gauge::Figures;
use super::notes;
use super::options::Setup;
use super::setting::{Setting, jobs};
use super::stages::{Stages, all_in_one, our_readers, our_workers, sorted};
use super::work::{Job, Results, compute, read};
use super::{Answers, RunPipeline};
use common::exercise::{Run, Steps, count, grouped};
use crossbeam::channel::Receiver;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

const SERIAL: &str = "serial";
pub const ONE_READER: &str = "one reader, a pool";
pub const ALL_ON_CORES: &str = "a thread for each core";
pub const ALL_ON_32: &str = "32 threads for all";
pub const READING: &str = "reading stage";
pub const COMPUTING: &str = "computing stage";
pub const PIPELINE: &str = "pipeline";

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let setup = &Setup::of(run)?;
    run.about(format!(
        "Fingerprint {}, {} ms and {} rounds each; {}, room for {}",
        count(setup.paths.len(), "file"),
        setup.latency.as_millis(),
        grouped(setup.rounds),
        count(setup.readers, "reader"),
        setup.capacity,
    ));
    let runs = &Runs::default();
    let mut steps = Steps::new(|all: &Results| format!("{:08x}", total(all) >> 32));
    steps.waits();
    steps.differ(notes::difference);
    rivals(&mut steps, setup, runs, run.is_sweep());
    stages(&mut steps, answers, setup, runs);

    let measured = run.measure(steps);
    let solved = |step: &str| measured.result(step).and_then(|_| runs.figures(step));
    notes::stages(run, setup, &solved);
    notes::rivals(run, &solved);
    let failures = measured.result(SERIAL).map(|(_, failures)| failures);
    notes::failures(run, setup, failures.map_or(&[], Vec::as_slice));
    Ok(())
}

/// What the pipeline is compared with.
fn rivals<'a>(steps: &mut Steps<'a, Results>, setup: &'a Setup, runs: &'a Runs, sweep: bool) {
    steps.baseline(SERIAL, move || {
        runs.keep(SERIAL, setup, |jobs| {
            sorted(jobs.iter().map(|job| read(job).and_then(compute)))
        })
    });
    let one_reader = Stages {
        readers: 1,
        ..our_stages(setup)
    };
    steps
        .add(ONE_READER, move || {
            runs.keep(ONE_READER, setup, |jobs| our_pipeline(jobs, &one_reader))
        })
        .workers(setup.workers);
    // A sweep goes through numbers of workers, and the last has the same number each time.
    let last = (!sweep).then_some((ALL_ON_32, 32));
    for (name, threads) in [(ALL_ON_CORES, setup.workers)].into_iter().chain(last) {
        let work = move || runs.keep(name, setup, |jobs| sorted(all_in_one(jobs, threads).iter()));
        steps.add(name, work).workers(threads);
    }
}

/// The answers: each stage beside one of ours, then both in the pipeline of the third TODO.
fn stages<'a>(
    steps: &mut Steps<'a, Results>,
    answers: &'a Answers,
    setup: &'a Setup,
    runs: &'a Runs,
) {
    let (ours, workers) = (our_stages(setup), setup.workers);
    let readers = Stages {
        start_readers: answers.start_readers,
        ..ours
    };
    let computing = Stages {
        start_workers: answers.start_workers,
        ..ours
    };
    // Stages that are not right yet do not keep the third TODO from being tried.
    let best = move || Stages {
        start_readers: runs.right(READING, readers, ours).start_readers,
        start_workers: runs.right(COMPUTING, computing, ours).start_workers,
        ..ours
    };
    let mut add = |name, todo, run: RunPipeline, stages: Box<dyn Fn() -> Stages + 'a>| {
        let work = move || {
            let all = runs.keep(name, setup, |jobs| run(jobs, &stages()))?;
            runs.within(name, todo, setup.limit()).map(|()| all)
        };
        steps.add(name, work).todo(todo).workers(workers);
    };
    add(READING, 1, our_pipeline, Box::new(move || readers));
    add(COMPUTING, 2, our_pipeline, Box::new(move || computing));
    add(PIPELINE, 3, answers.run_pipeline, Box::new(best));
}

fn our_stages(setup: &Setup) -> Stages {
    Stages {
        readers: setup.readers,
        capacity: setup.capacity,
        workers: setup.workers,
        start_readers: our_readers,
        start_workers: our_workers,
    }
}

fn our_pipeline(jobs: Receiver<Job>, stages: &Stages) -> Results {
    sorted(stages.compute(stages.read(jobs)).iter())
}

/// The sum of all hashes, whatever their order: `data/python/pipeline.py` prints the same.
fn total((fingerprints, _): &Results) -> u64 {
    let hashes = fingerprints.iter().map(|fingerprint| fingerprint.hash);
    hashes.fold(0, u64::wrapping_add)
}

/// What came of the last run of each step, and what was counted in it.
#[derive(Default)]
struct Runs {
    last: RefCell<BTreeMap<&'static str, (Results, Figures)>>,
}

impl Runs {
    fn keep(
        &self,
        step: &'static str,
        setup: &Setup,
        work: impl FnOnce(Receiver<Job>) -> Results,
    ) -> Result<Results, String> {
        let setting = Arc::new(Setting::new(setup.latency, setup.rounds));
        let all = work(jobs(&setup.paths, &setting));
        let kept = (all.clone(), setting.figures());
        self.last.borrow_mut().insert(step, kept);
        Ok(all)
    }

    /// Forgets the step and complains if more than `limit` files were in memory.
    fn within(&self, step: &str, todo: u8, limit: usize) -> Result<(), String> {
        let most = self.figures(step).map_or(0, |f| f.most_in_memory);
        if most <= limit {
            return Ok(());
        }
        self.last.borrow_mut().remove(step);
        let files = count(most, "file");
        let ask = notes::too_many(todo);
        Err(format!(
            "{files} in memory at the same time; at most {limit} are allowed. {ask}"
        ))
    }

    fn figures(&self, step: &str) -> Option<Figures> {
        self.last.borrow().get(step).map(|(_, figures)| *figures)
    }

    /// `yours` if the step gave what it should, else `ours`. A sweep does not run the serial step again, but it runs
    /// the rivals.
    fn right(&self, step: &str, yours: Stages, ours: Stages) -> Stages {
        let last = self.last.borrow();
        let result = |step| last.get(step).map(|(all, _)| all);
        match result(step).is_some() && result(step) == result(ONE_READER) {
            true => yours,
            false => ours,
        }
    }
}
