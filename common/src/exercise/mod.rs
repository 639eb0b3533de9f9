//! An exercise: its parts, and the program that runs one of them.

mod bar;
mod busy;
mod doubts;
mod help;
mod hints;
mod home;
mod latency;
mod list;
mod once;
mod options;
mod part;
mod report;
mod run;
mod screen;
mod steps;
mod sweep;
mod text;

pub use bar::with_bar;
pub use busy::busy_lines;
pub use home::Home;
pub use latency::milliseconds;
pub use options::{Choice, Options, cores};
pub use part::{Kind, PartInfo, Size, Todo, Workers};
pub use report::{Report, Row, Status, grouped};
pub use run::Run;
pub use steps::{Measured, Step, Steps};
pub use text::{bar, count, seconds, visible, wrapped};

use crate::check::{Check, Question, serve};
use crate::unsolved;
use std::process::ExitCode;

/// One part of an exercise, for the answers `A`.
pub struct Part<A: 'static> {
    /// What it is.
    pub info: PartInfo,
    /// Runs and times the answers. An error is bad input: it names the file, the value and the fix.
    pub demo: fn(&A, &mut Run) -> Result<(), String>,
    /// Judges them.
    pub checks: fn() -> Vec<Check<A>>,
}

/// A numbered exercise; `A` is all of its answers.
pub struct Exercise<A: 'static> {
    /// As in `02-pool`.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    parts: Vec<Box<dyn AnyPart<A>>>,
}

/// A part that knows which of the exercise's answers are its own.
trait AnyPart<A> {
    fn info(&self) -> PartInfo;
    fn demo(&self, answers: &A, run: &mut Run) -> Result<(), String>;
    fn questions(&self) -> Vec<Question>;
    fn answer(&self, answers: &A, check: &str, asked: &str) -> Result<String, String>;
}

struct PartOf<A: 'static, P: 'static> {
    part: Part<P>,
    own: fn(&A) -> &P,
}

impl<A, P> AnyPart<A> for PartOf<A, P> {
    fn info(&self) -> PartInfo {
        self.part.info
    }

    fn demo(&self, answers: &A, run: &mut Run) -> Result<(), String> {
        (self.part.demo)((self.own)(answers), run)
    }

    fn questions(&self) -> Vec<Question> {
        (self.part.checks)()
            .into_iter()
            .map(|check| check.question)
            .collect()
    }

    fn answer(&self, answers: &A, name: &str, asked: &str) -> Result<String, String> {
        let check = (self.part.checks)()
            .into_iter()
            .find(|check| check.question.name() == name);
        let check = check.ok_or_else(|| format!("there is no check called {name}"))?;
        check.answer((self.own)(answers), asked)
    }
}

impl<A: 'static> Exercise<A> {
    /// An exercise without parts.
    pub fn new(id: &'static str, title: &'static str) -> Exercise<A> {
        Exercise {
            id,
            title,
            parts: Vec::new(),
        }
    }

    /// Adds a part; `own` picks its answers out of the exercise's.
    pub fn part<P>(mut self, part: Part<P>, own: fn(&A) -> &P) -> Exercise<A> {
        self.parts.push(Box::new(PartOf { part, own }));
        self
    }

    /// What a learner's program does: `manifest` is the folder of its package.
    pub fn main(&self, answers: &A, manifest: &str) -> ExitCode {
        #[cfg(feature = "process")]
        crate::process::init();
        if let Some(request) = serve::requested() {
            return self.serve(answers, &request);
        }
        self.run(
            answers,
            &Home::learner(self.id, manifest),
            std::env::args_os().skip(1).collect(),
        )
    }

    /// Answers the one question that this process was started for.
    pub fn serve(&self, answers: &A, request: &serve::Request) -> ExitCode {
        request.answer(|asked| {
            match self
                .parts
                .iter()
                .find(|part| part.info().name == request.part)
            {
                Some(part) => part.answer(answers, &request.check, asked),
                None => Err(format!("exercise {} has no part {}", self.id, request.part)),
            }
        });
        ExitCode::SUCCESS
    }

    /// Runs what `arguments` ask for, and reports.
    pub fn run(&self, answers: &A, home: &Home, arguments: Vec<std::ffi::OsString>) -> ExitCode {
        let parts: Vec<PartInfo> = self.parts.iter().map(|part| part.info()).collect();
        let options = match options::parse(self.id, self.title, &parts, home, arguments) {
            Ok(options::Asked::Run(options)) => options,
            Ok(options::Asked::Text(text)) => return screen::print(&text),
            Ok(options::Asked::List) => return screen::print(&list::list(home, &parts)),
            Ok(options::Asked::Hint { part, todo }) => {
                return match hints::next(home, &parts[part], todo) {
                    Ok(text) => screen::print(&text),
                    Err(message) => refused(&message),
                };
            }
            Err(message) => return refused(&message),
        };
        unsolved::quiet();
        let part = &self.parts[options.part];
        let report = run::run(self.id, part.info(), options, |run| part.demo(answers, run));
        screen::show(&report, self.title, home, &part.info())
    }

    /// The parts, as the judge sees them.
    pub fn questions(&self) -> Vec<(PartInfo, Vec<Question>)> {
        self.parts
            .iter()
            .map(|part| (part.info(), part.questions()))
            .collect()
    }

    /// What `cargo test` does in a learner's package: judges what `program` answers.
    #[cfg(feature = "harness")]
    pub fn check(&self, program: &str, manifest: &str) -> ExitCode {
        let home = Home::learner(self.id, manifest);
        let program = home::program_today(program, manifest);
        let program = program.to_str().expect("cargo names programs in UTF-8");
        crate::check::harness::run(program, vec![(home, self.questions())])
    }
}

/// What was asked for cannot be done.
fn refused(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(2)
}

/// An exercise with answers to it, whatever their type.
pub trait Answered {
    /// As in `02-pool`.
    fn id(&self) -> &'static str;
    /// What it is about.
    fn title(&self) -> &'static str;
    /// See [`Exercise::run`].
    fn run(&self, home: &Home, arguments: Vec<std::ffi::OsString>) -> ExitCode;
    /// See [`Exercise::serve`].
    fn serve(&self, request: &serve::Request) -> ExitCode;
    /// See [`Exercise::questions`].
    fn questions(&self) -> Vec<(PartInfo, Vec<Question>)>;
}

impl<A> Answered for (Exercise<A>, A) {
    fn id(&self) -> &'static str {
        self.0.id
    }

    fn title(&self) -> &'static str {
        self.0.title
    }

    fn run(&self, home: &Home, arguments: Vec<std::ffi::OsString>) -> ExitCode {
        self.0.run(&self.1, home, arguments)
    }

    fn serve(&self, request: &serve::Request) -> ExitCode {
        self.0.serve(&self.1, request)
    }

    fn questions(&self) -> Vec<(PartInfo, Vec<Question>)> {
        self.0.questions()
    }
}
