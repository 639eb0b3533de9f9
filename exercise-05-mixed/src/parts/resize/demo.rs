//! Runs and times the ways to make a folder of pictures smaller.

use super::job::{Job, Outcome};
use super::notes;
use super::options::{Asked, Setup};
use super::results::{Results, difference, failed_in_one};
use super::save::{Save, save};
use super::watch::{Gate, Watch};
use super::work::resize;
use super::{Answers, sheet};
use common::exercise::{Run, Steps, with_bar};
use common::process::Pool;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use tempfile::TempDir;

pub const NAIVE: &str = "serial, naive";
pub const SERIAL: &str = "serial";
pub const THREADS: &str = "threads";
pub const PROCESSES: &str = "process pool";
pub const PIPELINE: &str = "pipeline";
pub const SAVED: &str = "serial, my save";

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let setup = &match Setup::of(run)? {
        Asked::Work(setup) => *setup,
        Asked::Made(files, bytes, folder) => {
            notes::made(run, files, bytes, &folder);
            return Ok(());
        }
    };
    run.about(notes::about(setup));
    if setup.plan.pictures.is_empty() {
        notes::nothing_to_do(run, setup);
        return Ok(());
    }
    // A pool of no workers runs everything in this process. It is there before the clock starts.
    let pool =
        &Pool::new(if setup.inline { 0 } else { setup.workers }).map_err(|e| e.to_string())?;
    // Written to by everybody: better to hear now than from every step that it cannot be.
    drop(setup.out.scratch()?);

    let runs = &Runs::default();
    let mut steps = Steps::new(Results::show);
    steps.differ(difference);
    let total = setup.plan.pictures.len();
    let serial = |name: &'static str, naive: bool, save: Save| {
        move || {
            runs.keep(name, setup, naive, save, |jobs| {
                jobs.iter().map(resize).collect()
            })
        }
    };
    steps
        .add(NAIVE, serial(NAIVE, true, save))
        .other_algorithm();
    steps.baseline(SERIAL, serial(SERIAL, false, save));
    let workers = setup.workers;
    let on_threads = move |jobs: Vec<Job>| (answers.on_threads)(&jobs, workers);
    let threads = steps.add(THREADS, move || {
        runs.keep(THREADS, setup, false, save, on_threads)
    });
    threads.todo(1).workers(workers).watch("shrink");
    let on_processes = move |jobs: Vec<Job>| {
        let (progress, before) = (pool.progress(), pool.progress().done());
        let done = || (progress.done() - before, total);
        with_bar(PROCESSES, done, || (answers.on_processes)(&jobs, pool))
    };
    let processes = steps.add(PROCESSES, move || {
        runs.keep(PROCESSES, setup, false, save, on_processes)
    });
    processes.todo(2).workers(workers).watch("shrink");
    let pipeline = move |jobs| (answers.pipeline)(jobs, &setup.stages);
    let pipelined = steps.add(PIPELINE, move || {
        let results = runs.keep(PIPELINE, setup, false, save, pipeline)?;
        runs.within(PIPELINE, setup.stages.limit())
            .map(|()| results)
    });
    pipelined.todo(3).workers(workers).watch("shrink");
    // A sweep goes through numbers of workers, and this has one.
    if !run.is_sweep() {
        let saved = steps.add(SAVED, serial(SAVED, false, answers.save));
        saved.todo(4).other_algorithm();
    }
    let measured = run.measure(steps);

    notes::speed(run, setup, &measured);
    notes::memory(run, setup, &|step| {
        measured.result(step).and_then(|_| runs.most(step))
    });
    let ways = [SAVED, PIPELINE, PROCESSES, THREADS, SERIAL];
    let Some((way, results)) = ways
        .into_iter()
        .find_map(|way| Some((way, measured.result(way)?)))
    else {
        return Ok(());
    };
    let published = runs.publish(way, setup, results);
    let sheet = sheet::draw(setup, results);
    notes::results(run, setup, results, published, sheet);
    Ok(())
}

/// What the last run of each step has left: its results in a folder that goes away, and what was counted.
#[derive(Default)]
struct Runs {
    last: RefCell<BTreeMap<&'static str, (TempDir, Vec<Job>, usize)>>,
    /// What the baseline gave first.
    serial: RefCell<Option<Results>>,
}

impl Runs {
    fn keep(
        &self,
        step: &'static str,
        setup: &Setup,
        naive: bool,
        save: Save,
        work: impl FnOnce(Vec<Job>) -> Vec<Outcome>,
    ) -> Result<Results, String> {
        // What an earlier run of the step has left must not pass for the work of this one.
        self.last.borrow_mut().remove(step);
        let scratch = setup.out.scratch()?;
        let watch = &Watch::new(save, Gate::default());
        let jobs = setup.jobs(scratch.path(), naive, watch);
        let (total, given) = (jobs.len(), jobs.clone());
        let done = || (watch.ended.load(Ordering::Relaxed), total);
        let outcomes = match step {
            // Its pictures end in other processes.
            PROCESSES => work(given),
            _ => with_bar(step, done, || work(given)),
        };
        let exact = !naive;
        let results = Results { outcomes, exact };
        results.check_files(&jobs)?;
        if step == SERIAL {
            self.serial.borrow_mut().get_or_insert(results.clone());
        }
        // What failed from outside is no wrong answer.
        let serial = self.serial.borrow();
        if let Some(reason) = serial.as_ref().and_then(|s| failed_in_one(s, &results)) {
            return Err(format!("{}; {reason}", results.show()));
        }
        let kept = (scratch, jobs, watch.most_in_memory());
        self.last.borrow_mut().insert(step, kept);
        Ok(results)
    }

    /// How many pictures were in memory in this process, at most.
    fn most(&self, step: &str) -> Option<usize> {
        self.last.borrow().get(step).map(|(_, _, most)| *most)
    }

    /// An error if more than `limit` pictures were in memory.
    fn within(&self, step: &str, limit: usize) -> Result<(), String> {
        match self.most(step) {
            Some(most) if most > limit => Err(format!(
                "{most} pictures in memory at the same time; at most {limit} are allowed. Is each channel bounded \
                 (`room`), and does nobody collect pictures between the stages?"
            )),
            _ => Ok(()),
        }
    }

    /// Moves what a step has written to where it belongs; the first error, if any.
    fn publish(&self, step: &str, setup: &Setup, results: &Results) -> Result<(), String> {
        let last = self.last.borrow();
        let (scratch, jobs, _) = last.get(step).ok_or("nothing was written")?;
        let mut done = results.outcomes.iter().flatten();
        done.try_for_each(|done| setup.out.publish(&jobs[done.index], scratch.path()))
    }
}
