//! Runs the steps of a part in turn, times them, and compares their results.

use super::options::{Options, cores};
use super::report::{Report, Row, Status, SweepRow, karp_flatt};
use super::steps::{Facts, Measured, Step, Steps};
use super::{PartInfo, Size};
use crate::timing;
use std::any::Any;
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::Duration;

/// One run of a part: what was asked for, and what was found out so far.
pub struct Run {
    options: Options,
    report: Report,
    /// In a sweep, the baseline is measured once.
    baselines: BTreeMap<String, (Box<dyn Any>, Row)>,
    sweeping: bool,
}

/// Runs `demo`, once or for each worker count of a sweep.
pub(super) fn run(
    exercise: &'static str,
    part: PartInfo,
    options: Options,
    mut demo: impl FnMut(&mut Run) -> Result<(), String>,
) -> Report {
    let size = part.size.map(|_: Size| options.size);
    let report = Report {
        exercise,
        part: part.name,
        about: String::new(),
        size,
        workers: options.workers,
        runs: options.runs,
        rows: Vec::new(),
        sweep: Vec::new(),
        notes: Vec::new(),
        warnings: Vec::new(),
        error: None,
        as_json: options.json,
        waits: false,
    };
    let sweep = options.sweep.clone();
    let sweeping = !sweep.is_empty();
    let mut run = Run {
        options,
        report,
        baselines: BTreeMap::new(),
        sweeping,
    };
    let counts = if sweeping {
        sweep
    } else {
        vec![run.options.workers]
    };
    for workers in counts {
        run.options.workers = workers;
        run.report.workers = workers;
        run.report.rows.clear();
        run.report.notes.clear();
        if let Err(error) = demo(&mut run) {
            run.report.error = Some(error);
            break;
        }
    }
    if run.sweeping && run.report.sweep.is_empty() && run.report.error.is_none() {
        run.note("Nothing to sweep yet: no parallel step is solved.");
    }
    run.report.judge_figures();
    run.report
}

impl Run {
    /// How many workers were asked for.
    pub fn workers(&self) -> usize {
        self.options.workers
    }

    /// Takes `workers` instead where nobody said how many.
    pub fn prefer_workers(&mut self, workers: usize) {
        if !self.options.workers_given {
            self.options.workers = workers;
            self.report.workers = workers;
        }
    }

    /// Whether this is one of the runs of a sweep.
    pub fn is_sweep(&self) -> bool {
        self.sweeping
    }

    /// How much work was asked for, in the part's unit.
    pub fn size(&self) -> u64 {
        self.options.size
    }

    /// Whether somebody said how much.
    pub fn size_given(&self) -> bool {
        self.options.size_given
    }

    /// How often each step runs.
    pub fn runs(&self) -> u32 {
        self.options.runs
    }

    /// Whether everything is to stay in this process.
    pub fn inline(&self) -> bool {
        self.options.inline
    }

    /// The learner's own folder, if one was given.
    pub fn data(&self) -> Option<&PathBuf> {
        self.options.data.as_ref()
    }

    /// The value of one of the part's own options; `None` when it was not given.
    pub fn chosen(&self, option: &str) -> Option<&str> {
        self.options.chosen.get(option).map(String::as_str)
    }

    /// One line on what is run, under the title.
    pub fn about(&mut self, text: impl Into<String>) {
        self.report.about = text.into();
    }

    /// A line under the table.
    pub fn note(&mut self, text: impl Into<String>) {
        self.report.notes.push(text.into());
    }

    /// Says what is going on while no step runs; the line goes away with the next. Empty: nothing.
    pub fn progress(&self, text: &str) {
        progress(text);
    }

    /// A row that was not timed here, such as what another language's program said of itself.
    pub fn row(&mut self, row: Row) {
        self.report.rows.push(row);
    }

    /// Runs the steps, in rounds: each once, then each once more, so that a machine that slows down slows all of them.
    /// A step that is not solved, wrong or failed is not run again.
    pub fn measure<T: PartialEq + Clone + 'static>(
        &mut self,
        mut steps: Steps<'_, T>,
    ) -> Measured<T> {
        let mut rows: Vec<Row> = steps.steps.iter().map(Step::empty_row).collect();
        let mut facts: Vec<Facts> = rows.iter().map(|_| Facts::default()).collect();
        let mut results: Vec<Option<T>> = rows.iter().map(|_| None).collect();
        self.report.waits |= !steps.cpu_bound;
        if let Some((result, _)) = steps.against.and_then(|name| self.baselines.get(name)) {
            steps.expected = result.downcast_ref().cloned();
        }
        for (i, row) in rows.iter_mut().enumerate() {
            if let Some((result, known)) = self.known(&steps.steps[i]) {
                steps.expected = result.downcast_ref().cloned();
                results[i] = steps.expected.clone();
                *row = known.clone();
            }
        }
        for round in 0..self.options.runs as usize {
            for i in 0..rows.len() {
                if !self.has_turn(&rows[i], round) {
                    continue;
                }
                let (outcome, elapsed, observed) = steps.run(i);
                results[i] = match steps.compared(i, outcome) {
                    Ok(result) => {
                        rows[i].ran(elapsed, (steps.show)(&result));
                        facts[i].observed = observed;
                        Some(result)
                    }
                    Err(fault) => {
                        rows[i].failed(fault);
                        None
                    }
                };
            }
        }
        for (i, result) in results.iter().enumerate() {
            if let Some(result) = result.as_ref().filter(|_| steps.steps[i].baseline) {
                let name = rows[i].name.clone();
                self.baselines
                    .insert(name, (Box::new(result.clone()), rows[i].clone()));
            }
        }
        self.compare(&steps.steps, steps.against, steps.cpu_bound, &mut rows);
        self.conclude(&steps.steps, rows, &mut facts);
        Measured { results, facts }
    }

    /// What an earlier run in the sweep found out about a baseline.
    fn known(&self, step: &Step) -> Option<&(Box<dyn Any>, Row)> {
        self.baselines.get(&step.name).filter(|_| step.baseline)
    }

    /// Whether a step is to run in this round, and says so if it is.
    fn has_turn(&self, row: &Row, round: usize) -> bool {
        let due = row.runs.len() <= round && row.status == Status::Solved;
        if due {
            let (round, of, name) = (round + 1, self.options.runs, &row.name);
            progress(&format!("run {round} of {of}: {name}"));
        }
        due
    }

    /// Hands the rows to the report, with a warning where one worker did all the work, and completes the facts.
    fn conclude(&mut self, steps: &[Step], rows: Vec<Row>, facts: &mut [Facts]) {
        progress("");
        for ((step, row), facts) in steps.iter().zip(&rows).zip(facts) {
            (facts.name, facts.median) = (row.name.clone(), row.median());
            let (seen, workers) = (&facts.observed, step.workers);
            let solved = row.status == Status::Solved;
            // What is over before the second worker has started could not be shared.
            let busy: Duration = seen.busy().iter().map(|(_, time)| *time).sum();
            let long = busy >= Duration::from_millis(1);
            let alone = solved && long && seen.calls.len() > 1 && seen.threads().len() == 1;
            if alone && workers > 1 && !self.options.inline {
                self.report.warnings.push(format!(
                    "{}: one of {workers} workers did all the work.",
                    row.name
                ));
            }
        }
        self.report.rows.extend(rows);
    }

    /// Fills in speedup and efficiency, and the sweep's rows.
    fn compare(
        &mut self,
        steps: &[Step],
        against: Option<&'static str>,
        cpu_bound: bool,
        rows: &mut [Row],
    ) {
        let serial = steps
            .iter()
            .position(|step| step.baseline)
            .and_then(|i| rows[i].median());
        let before = against.and_then(|name| self.baselines.get(name));
        let serial = serial.or_else(|| before.and_then(|(_, row)| row.median()));
        let Some(serial) = serial else { return };
        for (step, row) in steps.iter().zip(rows) {
            let Some(median) = row.median() else { continue };
            let speedup = timing::ratio(serial.wall, median.wall);
            row.speedup = Some(speedup);
            let within = step.workers <= cores();
            row.efficiency = (cpu_bound && within && step.same_algorithm && !step.baseline)
                .then(|| speedup / step.workers as f64);
            if self.sweeping && !step.baseline && step.same_algorithm {
                let walls = row.runs.iter().map(|run| run.wall);
                let range =
                    walls.clone().max().unwrap_or_default() - walls.min().unwrap_or_default();
                let enough = step.workers >= 2 && within && row.runs.len() >= 3 && cpu_bound;
                self.report.sweep.push(SweepRow {
                    workers: step.workers,
                    step: step.name.clone(),
                    wall: median.wall,
                    half_spread: range / 2,
                    speedup: row.speedup,
                    efficiency: row.efficiency,
                    karp_flatt: enough.then(|| karp_flatt(speedup, step.workers)),
                });
            }
        }
    }
}

/// A line that comes and goes while the steps run; only where somebody sees it.
pub(super) fn progress(text: &str) {
    let mut err = std::io::stderr();
    if err.is_terminal() {
        let text: String = text.chars().take(70).collect();
        let _ = write!(err, "\r\x1b[K{text}");
        let _ = err.flush();
    }
}
