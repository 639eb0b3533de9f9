//! Runs the steps of a part in turn, times them, and compares their results.

use super::options::{Options, cores};
use super::report::{Report, Row, Status, SweepRow, karp_flatt};
use super::steps::{Measured, Steps, empty_row, once};
use super::{PartInfo, Size};
use crate::timing;
use crate::witness::Observed;
use std::any::Any;
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

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
        let mut rows: Vec<Row> = steps.steps.iter().map(empty_row).collect();
        let mut done = BTreeMap::new();
        self.report.waits |= !steps.cpu_bound;
        if let Some((result, _)) = steps.against.and_then(|name| self.baselines.get(name)) {
            steps.expected = result.downcast_ref().cloned();
        }
        for (step, row) in steps.steps.iter().zip(&mut rows) {
            if let Some((result, known)) = self.baselines.get(&step.name).filter(|_| step.baseline)
            {
                steps.expected = result.downcast_ref().cloned();
                *row = known.clone();
                if let Some(result) = &steps.expected {
                    done.insert(step.name.clone(), (result.clone(), Observed::default()));
                }
            }
        }
        for round in 0..self.options.runs {
            for (i, row) in rows.iter_mut().enumerate() {
                if row.runs.len() > round as usize || row.status != Status::Solved {
                    continue;
                }
                let name = &steps.steps[i].name;
                progress(&format!(
                    "run {} of {}: {name}",
                    round + 1,
                    self.options.runs
                ));
                let (outcome, elapsed, observed) = once(&mut steps.steps[i]);
                match steps.compared(i, outcome) {
                    Ok(result) => {
                        row.result = Some((steps.show)(&result));
                        row.runs.push(elapsed);
                        done.insert(row.name.clone(), (result, observed));
                    }
                    Err((status, message, at)) => {
                        (row.status, row.message, row.at) = (status, Some(message), at);
                        row.result = None;
                        row.runs.clear();
                        done.remove(&row.name);
                    }
                }
            }
        }
        progress("");
        self.compare(&steps, &mut rows);
        for (step, row) in steps.steps.iter().zip(&rows) {
            let seen = done
                .get(&step.name)
                .map(|(_, observed): &(T, Observed)| observed);
            let alone = seen.is_some_and(|seen| seen.calls.len() > 1 && seen.threads().len() == 1);
            if alone && step.workers > 1 && !self.options.inline {
                let (name, workers) = (&row.name, step.workers);
                self.report.warnings.push(format!(
                    "{name}: one of {workers} workers did all the work."
                ));
            }
        }
        for (step, row) in steps.steps.iter().zip(&rows) {
            if let Some((result, _)) = done.get(&step.name).filter(|_| step.baseline) {
                self.baselines
                    .insert(step.name.clone(), (Box::new(result.clone()), row.clone()));
            }
        }
        let median = |row: &Row| Some((row.name.clone(), row.median()?));
        let medians = rows.iter().filter_map(median).collect();
        self.report.rows.extend(rows);
        Measured { done, medians }
    }

    /// Fills in speedup and efficiency, and the sweep's rows.
    fn compare<T>(&mut self, steps: &Steps<'_, T>, rows: &mut [Row]) {
        let serial = steps
            .steps
            .iter()
            .position(|step| step.baseline)
            .and_then(|i| rows[i].median());
        let before = steps.against.and_then(|name| self.baselines.get(name));
        let serial = serial.or_else(|| before.and_then(|(_, row)| row.median()));
        let Some(serial) = serial else { return };
        for (step, row) in steps.steps.iter().zip(rows) {
            let Some(median) = row.median() else { continue };
            let speedup = timing::ratio(serial.wall, median.wall);
            row.speedup = Some(speedup);
            let within = step.workers <= cores();
            row.efficiency = (steps.cpu_bound && within && step.same_algorithm && !step.baseline)
                .then(|| speedup / step.workers as f64);
            if self.sweeping && !step.baseline && step.same_algorithm {
                let walls = row.runs.iter().map(|run| run.wall);
                let range =
                    walls.clone().max().unwrap_or_default() - walls.min().unwrap_or_default();
                let enough = step.workers >= 2 && within && row.runs.len() >= 3 && steps.cpu_bound;
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
