//! Runs the steps of a part in turn, times them, and compares their results.

use super::options::{Options, cores};
use super::report::{Report, Row, Status, SweepRow, karp_flatt};
use super::{PartInfo, Size};
use crate::timing::{self, Elapsed};
use crate::unsolved;
use crate::witness::{self, Observed};
use std::any::Any;
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// One run of a part: what was asked for, and what was found out so far.
pub struct Run {
    options: Options,
    report: Report,
    /// In a sweep, the baseline is measured once.
    baselines: BTreeMap<String, (Box<dyn Any>, Row)>,
    sweeping: bool,
}

/// Steps that are to be compared: each computes the same `T`, in its own way.
pub struct Steps<'a, T> {
    show: Box<dyn Fn(&T) -> String + 'a>,
    differ: Option<Box<dyn Fn(&T, &T) -> String + 'a>>,
    expected: Option<T>,
    against: Option<&'static str>,
    cpu_bound: bool,
    steps: Vec<Step<'a, T>>,
}

/// One of them.
pub struct Step<'a, T> {
    name: String,
    todo: Option<u8>,
    workers: usize,
    baseline: bool,
    watched: Option<&'static str>,
    work: Box<dyn FnMut() -> Result<T, String> + 'a>,
}

impl<'a, T> Steps<'a, T> {
    /// No steps yet; `show` writes a result for the report, short.
    pub fn new(show: impl Fn(&T) -> String + 'a) -> Steps<'a, T> {
        Steps {
            show: Box::new(show),
            differ: None,
            expected: None,
            against: None,
            cpu_bound: true,
            steps: Vec::new(),
        }
    }

    /// The step that all others are compared with, in result and in time.
    pub fn baseline(&mut self, name: &str, work: impl FnMut() -> Result<T, String> + 'a) {
        self.add(name, work).baseline = true;
    }

    /// What every step must give, where no step is the baseline.
    pub fn expect(&mut self, expected: T) {
        self.expected = Some(expected);
    }

    /// Compares the steps with the baseline of this name, which steps before these have measured.
    pub fn against(&mut self, baseline: &'static str) {
        self.against = Some(baseline);
    }

    /// Says in words how a wrong result differs from the right one: `differ(right, wrong)`.
    pub fn differ(&mut self, differ: impl Fn(&T, &T) -> String + 'a) {
        self.differ = Some(Box::new(differ));
    }

    /// The work waits more than it computes: an efficiency would say nothing.
    pub fn waits(&mut self) {
        self.cpu_bound = false;
    }

    /// Adds a step. What it returns as an error is shown as it is.
    pub fn add(
        &mut self,
        name: &str,
        work: impl FnMut() -> Result<T, String> + 'a,
    ) -> &mut Step<'a, T> {
        self.steps.push(Step {
            name: name.to_string(),
            todo: None,
            workers: 1,
            baseline: false,
            watched: None,
            work: Box::new(work),
        });
        self.steps.last_mut().expect("one was just added")
    }
}

impl<T> Step<'_, T> {
    /// The TODO that the step shows.
    pub fn todo(&mut self, number: u8) -> &mut Self {
        self.todo = Some(number);
        self
    }

    /// How many workers it has.
    pub fn workers(&mut self, workers: usize) -> &mut Self {
        self.workers = workers;
        self
    }

    /// Keeps the witness's record of this work, so that the demo can show how busy each worker was.
    pub fn watch(&mut self, work: &'static str) -> &mut Self {
        self.watched = Some(work);
        self
    }
}

/// What came of the steps that were solved: the last result and the last record of each.
pub struct Measured<T> {
    done: BTreeMap<String, (T, Observed)>,
}

impl<T> Measured<T> {
    /// The result of a step; `None` when it was not solved.
    pub fn result(&self, step: &str) -> Option<&T> {
        self.done.get(step).map(|(result, _)| result)
    }

    /// Who worked in a step that was watched; `None` when it was not solved.
    pub fn observed(&self, step: &str) -> Option<&Observed> {
        self.done.get(step).map(|(_, observed)| observed)
    }
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
    run.report.judge_figures();
    run.report
}

impl Run {
    /// How many workers were asked for.
    pub fn workers(&self) -> usize {
        self.options.workers
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

    /// Whether this is one of the runs of a sweep.
    pub fn sweeping(&self) -> bool {
        self.sweeping
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
            for (step, row) in steps.steps.iter_mut().zip(&mut rows) {
                if row.runs.len() > round as usize || row.status != Status::Solved {
                    continue;
                }
                progress(&format!(
                    "run {} of {}: {}",
                    round + 1,
                    self.options.runs,
                    step.name
                ));
                let (outcome, elapsed, observed) = once(step);
                match outcome {
                    Err((status, message, at)) => {
                        (row.status, row.message, row.at) = (status, Some(message), at);
                        row.runs.clear();
                        done.remove(&step.name);
                    }
                    Ok(result) => {
                        if step.baseline && steps.expected.is_none() {
                            steps.expected = Some(result.clone());
                        }
                        row.result = Some((steps.show)(&result));
                        match &steps.expected {
                            Some(expected) if *expected != result => {
                                row.status = Status::Wrong;
                                row.message =
                                    Some(wrong(&steps.show, &steps.differ, expected, &result));
                                row.runs.clear();
                                done.remove(&step.name);
                            }
                            _ => {
                                row.runs.push(elapsed);
                                done.insert(step.name.clone(), (result, observed));
                            }
                        }
                    }
                }
            }
        }
        progress("");
        self.compare(&steps, &mut rows);
        for (step, row) in steps.steps.iter().zip(&rows) {
            if let Some((result, _)) = done.get(&step.name).filter(|_| step.baseline) {
                self.baselines
                    .insert(step.name.clone(), (Box::new(result.clone()), row.clone()));
            }
        }
        self.report.rows.extend(rows);
        Measured { done }
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
            row.efficiency = (steps.cpu_bound && within && !step.baseline)
                .then(|| speedup / step.workers as f64);
            if self.sweeping && !step.baseline {
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

fn empty_row<T>(step: &Step<'_, T>) -> Row {
    Row {
        name: step.name.clone(),
        todo: step.todo,
        status: Status::Solved,
        result: None,
        workers: step.workers,
        runs: Vec::new(),
        speedup: None,
        efficiency: None,
        message: None,
        at: None,
    }
}

type Outcome<T> = Result<T, (Status, String, Option<String>)>;

/// Runs a step once: what came of it, what it cost, and who worked.
fn once<T>(step: &mut Step<'_, T>) -> (Outcome<T>, Elapsed, Observed) {
    let record = step.watched.and_then(|_| Record::start());
    unsolved::take();
    unsolved::take_panic();
    let (outcome, elapsed) = timing::time(|| catch_unwind(AssertUnwindSafe(|| (step.work)())));
    let observed = record
        .map(Record::finish)
        .unwrap_or_default()
        .of(step.watched.unwrap_or_default());
    let (todo, panic) = (unsolved::take(), unsolved::take_panic());
    let place = |todo: &unsolved::Todo| format!("{}:{}", todo.file, todo.line);
    // A step that reached a `todo!` is not solved, whatever came back.
    let outcome = match (todo, outcome) {
        (Some(todo), _) => {
            let number = format!("TODO({}): ", step.todo.unwrap_or_default());
            let at = place(&todo);
            Err((
                Status::Todo,
                todo.message.trim_start_matches(&number).to_string(),
                Some(at),
            ))
        }
        (None, Ok(Ok(result))) => Ok(result),
        (None, Ok(Err(message))) => Err((Status::Failed, message, None)),
        (None, Err(_)) => {
            let panic = panic.unwrap_or_default();
            Err((
                Status::Failed,
                format!("panicked: {}", panic.message),
                Some(place(&panic)),
            ))
        }
    };
    (outcome, elapsed, observed)
}

fn wrong<T>(
    show: &dyn Fn(&T) -> String,
    differ: &Option<Box<dyn Fn(&T, &T) -> String + '_>>,
    expected: &T,
    result: &T,
) -> String {
    let (saw, right) = (show(result), show(expected));
    let first = match saw == right {
        true => format!("{saw} looks right, but the details differ from the serial result"),
        false => format!("{saw}, serial says {right}"),
    };
    match differ {
        Some(differ) => format!("{first}\n{}", differ(expected, result)),
        None => first,
    }
}

/// The witness's record of one run, in a file that goes with it.
struct Record {
    path: PathBuf,
}

impl Record {
    /// `None` where no file can be made: then the report says less, and that is all.
    fn start() -> Option<Record> {
        let path = std::env::temp_dir().join(format!("many-hands-record-{}", std::process::id()));
        witness::start(&path, witness::Hold::NOBODY).ok()?;
        Some(Record { path })
    }

    fn finish(self) -> Observed {
        witness::stop();
        Observed::read(&self.path, std::process::id())
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// A line that comes and goes while the steps run; only where somebody sees it.
fn progress(text: &str) {
    let mut err = std::io::stderr();
    if err.is_terminal() {
        let text: String = text.chars().take(70).collect();
        let _ = write!(err, "\r\x1b[K{text}");
        let _ = err.flush();
    }
}
