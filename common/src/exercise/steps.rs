//! Steps that are compared with each other, and how one of them is run.

use super::report::{Row, Status};
use crate::timing::{self, Elapsed, Stopwatch};
use crate::unsolved;
use crate::witness::{self, Observed};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// Steps that are to be compared: each computes the same `T`, in its own way.
pub struct Steps<'a, T> {
    pub(super) show: Box<dyn Fn(&T) -> String + 'a>,
    pub(super) differ: Option<Box<dyn Fn(&T, &T) -> String + 'a>>,
    pub(super) expected: Option<T>,
    /// Who says what is right, in a complaint.
    pub(super) says: &'static str,
    pub(super) against: Option<&'static str>,
    pub(super) cpu_bound: bool,
    pub(super) steps: Vec<Step<'a, T>>,
}

/// One of them.
pub struct Step<'a, T> {
    pub(super) name: String,
    pub(super) todo: Option<u8>,
    pub(super) workers: usize,
    pub(super) baseline: bool,
    pub(super) same_algorithm: bool,
    pub(super) watched: Option<&'static str>,
    pub(super) work: Box<dyn FnMut() -> Result<T, String> + 'a>,
}

impl<'a, T> Steps<'a, T> {
    /// No steps yet; `show` writes a result for the report, short.
    pub fn new(show: impl Fn(&T) -> String + 'a) -> Steps<'a, T> {
        Steps {
            show: Box::new(show),
            differ: None,
            expected: None,
            says: "serial says",
            against: None,
            cpu_bound: true,
            steps: Vec::new(),
        }
    }

    /// The step that all others are compared with, in result and in time.
    pub fn baseline(
        &mut self,
        name: &str,
        work: impl FnMut() -> Result<T, String> + 'a,
    ) -> &mut Step<'a, T> {
        let step = self.add(name, work);
        step.baseline = true;
        step
    }

    /// What every step must give, the baseline too, where that is known from elsewhere.
    pub fn expect(&mut self, expected: T) {
        self.expected = Some(expected);
        self.says = "it should be";
    }

    /// Compares the steps with the baseline of this name, which steps before these have measured.
    pub fn against(&mut self, baseline: &'static str) {
        self.against = Some(baseline);
    }

    /// Compares what step `i` gave with what it should give; the first result of the baseline is what it should.
    pub(super) fn compared(&mut self, i: usize, outcome: Outcome<T>) -> Outcome<T>
    where
        T: PartialEq + Clone,
    {
        let result = outcome?;
        if self.steps[i].baseline && self.expected.is_none() {
            self.expected = Some(result.clone());
        }
        match &self.expected {
            Some(right) if *right != result => {
                Err((Status::Wrong, self.complaint(right, &result), None))
            }
            _ => Ok(result),
        }
    }

    fn complaint(&self, right: &T, wrong: &T) -> String {
        let (saw, serial) = ((self.show)(wrong), (self.show)(right));
        match &self.differ {
            Some(differ) if saw == serial => differ(right, wrong),
            Some(differ) => format!("{saw}, {} {serial}\n{}", self.says, differ(right, wrong)),
            None if saw == serial => format!("{saw} looks right, but the details differ"),
            None => format!("{saw}, {} {serial}", self.says),
        }
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
            same_algorithm: true,
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

    /// It does something else than the baseline: its speedup is not the workers' doing, so there is no efficiency.
    pub fn other_algorithm(&mut self) -> &mut Self {
        self.same_algorithm = false;
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
    pub(super) done: BTreeMap<String, (T, Observed)>,
    pub(super) medians: BTreeMap<String, Elapsed>,
}

impl<T> Measured<T> {
    /// The result of a step; `None` when it was not solved.
    pub fn result(&self, step: &str) -> Option<&T> {
        self.done.get(step).map(|(result, _)| result)
    }

    /// What a step took, the median of its runs; `None` when it was not solved.
    pub fn median(&self, step: &str) -> Option<Elapsed> {
        self.medians.get(step).copied()
    }

    /// Who worked in a step that was watched; `None` when it was not solved.
    pub fn observed(&self, step: &str) -> Option<&Observed> {
        self.done.get(step).map(|(_, observed)| observed)
    }
}

pub(super) fn empty_row<T>(step: &Step<'_, T>) -> Row {
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

/// What came of a step; else its status, what to say of it, and where.
type Outcome<T> = Result<T, (Status, String, Option<String>)>;

/// Runs a step once: what came of it, what it cost, and who worked.
pub(super) fn once<T>(step: &mut Step<'_, T>) -> (Outcome<T>, Elapsed, Observed) {
    let record = step.watched.and_then(|_| Record::start());
    unsolved::take();
    unsolved::take_panic();
    let _watch = Watch::over(&step.name);
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

/// Speaks up once when a step waits for long without computing, and once when it computes for very long: nobody should
/// stare at a terminal that says nothing.
struct Watch(#[allow(dead_code)] mpsc::Sender<()>);

impl Watch {
    fn over(step: &str) -> Watch {
        let (ended, end) = mpsc::channel();
        let (step, watch) = (step.to_string(), Stopwatch::start());
        std::thread::spawn(move || {
            let goes_on = |seconds| {
                let end = end.recv_timeout(Duration::from_secs(seconds));
                end == Err(RecvTimeoutError::Timeout)
            };
            if !goes_on(10) {
                return;
            }
            let cpu = watch.read().cpu;
            if cpu < Duration::from_secs(1) {
                eprintln!(
                    "\n{step}: ten seconds, and {} of CPU. It seems to wait for something that never comes:\n\
                     a channel whose last sender still lives? a lock taken twice? a `join` of threads that wait\n\
                     for whoever joins them? Ctrl-C ends the program.",
                    super::seconds(cpu)
                );
            } else if goes_on(20) {
                eprintln!(
                    "\n{step}: thirty seconds so far, and {} of CPU. Much work, or a loop that never ends?\n\
                     Ctrl-C ends the program.",
                    super::seconds(watch.read().cpu)
                );
            }
        });
        Watch(ended)
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
