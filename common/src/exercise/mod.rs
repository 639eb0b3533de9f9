//! An exercise: its parts, and the program that runs one of them.

mod hints;
mod list;
mod options;
mod report;
mod run;
mod screen;

pub use options::cores;
pub use options::{Choice, Options};
pub use report::{Report, Row, Status, grouped};
pub use run::{Measured, Run, Step, Steps};
pub use screen::{busy_lines, seconds};

use crate::check::{Check, Question, serve};
use crate::unsolved;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How much work a part is: minutes of a lesson, or homework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Belongs to the lesson.
    Core {
        /// How long it takes.
        minutes: u32,
    },
    /// Homework.
    Lab {
        /// How long it takes, in words: "1 h".
        time: &'static str,
    },
}

/// One thing to do in a part.
#[derive(Clone, Copy, Debug)]
pub struct Todo {
    /// Its number in the part, from 1.
    pub number: u8,
    /// What it asks, in a few words.
    pub what: &'static str,
    /// Each a bit more than the one before; the last nearly tells it.
    pub hints: [&'static str; 3],
}

/// What `--size` means in a part.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// What it counts: "numbers, from 0".
    pub unit: &'static str,
    /// When nothing is said.
    pub default: u64,
    /// At least.
    pub min: u64,
    /// At most: what the part can hold, or would run for ever.
    pub max: u64,
}

/// How many workers a part uses when nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workers {
    /// As many as the machine has cores for us.
    Cores,
    /// A number of its own: waiting threads cost no core.
    Fixed(usize),
}

/// Everything that is known of a part without its answers.
#[derive(Clone, Copy, Debug)]
pub struct PartInfo {
    /// As on the command line: "primes". Also the answer file's name.
    pub name: &'static str,
    /// Lesson or homework.
    pub kind: Kind,
    /// What the learner is to do.
    pub todos: &'static [Todo],
    /// What `--size` means; `None`: it has none.
    pub size: Option<Size>,
    /// Workers when nothing is said.
    pub workers: Workers,
    /// Where `--data` points when nothing is said, below `data/`; `None`: the part reads no files.
    pub data: Option<&'static str>,
    /// Options of its own.
    pub choices: &'static [Choice],
    /// What the lesson has to say once all is solved.
    pub afterwards: &'static str,
}

impl PartInfo {
    /// Whether it belongs to the lesson.
    pub fn is_core(&self) -> bool {
        matches!(self.kind, Kind::Core { .. })
    }
}

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

/// Where the answers of an exercise are, and how to name the commands that use them.
#[derive(Clone, Debug)]
pub struct Home {
    /// As in `02-pool`.
    pub exercise: &'static str,
    folder: PathBuf,
    shown: String,
    /// The command that runs the program.
    pub run: String,
    /// The command that checks the answers.
    pub check: String,
    /// The lesson's path.
    pub lesson: String,
}

impl Home {
    /// A learner's exercise, in the package at `manifest`.
    pub fn learner(exercise: &'static str, manifest: &str) -> Home {
        let package = format!("exercise-{exercise}");
        Home {
            exercise,
            folder: Path::new(manifest).join("src/answers"),
            shown: format!("{package}/src/answers"),
            run: format!("cargo run -p {package} --"),
            check: format!("cargo test -p {package} --"),
            lesson: format!("{package}/README.md"),
        }
    }

    /// The reference answers, in the package at `manifest`.
    pub fn solutions(exercise: &'static str, manifest: &str) -> Home {
        let module = format!("src/exercise_{}", exercise.replace('-', "_"));
        Home {
            exercise,
            folder: Path::new(manifest).join(&module),
            shown: format!("solutions/{module}"),
            run: format!("cargo run -p solutions -- {exercise}"),
            check: "cargo test -p solutions --".to_string(),
            lesson: format!("exercise-{exercise}/README.md"),
        }
    }

    /// The answer file of a part.
    pub fn file(&self, part: &PartInfo) -> PathBuf {
        self.folder.join(format!("{}.rs", part.name))
    }

    /// The same, as it is shown: from the workspace's root.
    pub fn shown(&self, part: &PartInfo) -> String {
        format!("{}/{}.rs", self.shown, part.name)
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
                return screen::print(&hints::next(home, &parts[part], todo));
            }
            Err(message) => {
                eprintln!("error: {message}");
                return ExitCode::from(2);
            }
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
}
