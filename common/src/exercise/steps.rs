//! Steps that are compared with each other: each computes the same, in its own way.
//!
//! Only what touches a result is generic here, and that is kept short: it is compiled anew for each kind of result.

use super::once::{Fault, once};
use super::report::{Row, Status};
use crate::timing::Elapsed;
use crate::witness::Observed;

/// Steps that are to be compared: each computes the same `T`, in its own way.
pub struct Steps<'a, T> {
    pub(super) show: Box<dyn Fn(&T) -> String + 'a>,
    pub(super) differ: Option<Box<dyn Fn(&T, &T) -> String + 'a>>,
    pub(super) expected: Option<T>,
    /// Who says what is right, in a complaint.
    pub(super) says: &'static str,
    pub(super) against: Option<&'static str>,
    pub(super) cpu_bound: bool,
    pub(super) steps: Vec<Step>,
    /// What each of them does.
    work: Vec<Work<'a, T>>,
}

type Work<'a, T> = Box<dyn FnMut() -> Result<T, String> + 'a>;

/// One of them.
pub struct Step {
    pub(super) name: String,
    pub(super) todo: Option<u8>,
    pub(super) workers: usize,
    pub(super) baseline: bool,
    pub(super) same_algorithm: bool,
    pub(super) watched: Option<&'static str>,
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
            work: Vec::new(),
        }
    }

    /// The step that all others are compared with, in result and in time.
    pub fn baseline(
        &mut self,
        name: &str,
        work: impl FnMut() -> Result<T, String> + 'a,
    ) -> &mut Step {
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

    /// Runs step `i` once: its result, what it cost, and who worked.
    pub(super) fn run(&mut self, i: usize) -> (Result<T, Fault>, Elapsed, Observed) {
        let mut result = None;
        let mut work = || (self.work[i])().map(|computed| result = Some(computed));
        let (outcome, elapsed, observed) = once(&self.steps[i], &mut work);
        let outcome = outcome.map(|()| result.expect("a step that ran has a result"));
        (outcome, elapsed, observed)
    }

    /// Compares what step `i` gave with what it should give; the first result of the baseline is what it should.
    pub(super) fn compared(&mut self, i: usize, outcome: Result<T, Fault>) -> Result<T, Fault>
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
    pub fn add(&mut self, name: &str, work: impl FnMut() -> Result<T, String> + 'a) -> &mut Step {
        self.work.push(Box::new(work));
        self.steps.push(Step::new(name));
        self.steps.last_mut().expect("one was just added")
    }
}

impl Step {
    fn new(name: &str) -> Step {
        Step {
            name: name.to_string(),
            todo: None,
            workers: 1,
            baseline: false,
            same_algorithm: true,
            watched: None,
        }
    }

    /// Its row, with nothing measured yet.
    pub(super) fn empty_row(&self) -> Row {
        Row {
            name: self.name.clone(),
            todo: self.todo,
            status: Status::Solved,
            result: None,
            workers: self.workers,
            runs: Vec::new(),
            speedup: None,
            efficiency: None,
            message: None,
            at: None,
        }
    }

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
    pub(super) results: Vec<Option<T>>,
    pub(super) facts: Vec<Facts>,
}

/// What was seen of one step, whatever it computes.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) name: String,
    pub(super) observed: Observed,
    pub(super) median: Option<Elapsed>,
}

impl<T> Measured<T> {
    /// The result of a step; `None` when it was not solved.
    pub fn result(&self, step: &str) -> Option<&T> {
        self.results[place(&self.facts, step)?].as_ref()
    }

    /// What a step took, the median of its runs; `None` when it was not solved.
    pub fn median(&self, step: &str) -> Option<Elapsed> {
        self.facts[place(&self.facts, step)?].median
    }

    /// Who worked in a step that was watched; `None` when it was not solved.
    pub fn observed(&self, step: &str) -> Option<&Observed> {
        let place = place(&self.facts, step)?;
        self.results[place].as_ref()?;
        Some(&self.facts[place].observed)
    }
}

fn place(facts: &[Facts], step: &str) -> Option<usize> {
    facts.iter().position(|facts| facts.name == step)
}
