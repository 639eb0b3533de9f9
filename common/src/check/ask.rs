//! The judge: asks a program one question in a child process, and decides.

use super::child::{self, Ended};
use super::serve::{self, Left};
use super::{Finding, Question, Verdict};
use crate::unsolved::Todo;
use crate::witness::{self, Observed};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The program that holds the answers.
pub struct Program {
    /// The executable.
    pub executable: PathBuf,
    /// The exercise, as in `02-pool`.
    pub exercise: String,
    /// The part of it.
    pub part: String,
    /// More variables for its environment.
    pub environment: Vec<(String, String)>,
}

/// What came of one check.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The verdict.
    pub outcome: Outcome,
    /// The input, as JSON.
    pub asked: String,
    /// The start of what the program printed.
    pub printed: String,
    /// From start to end, by the judge's clock.
    pub wall: Duration,
    /// CPU time of the program and of the children that it waited for.
    pub cpu: Duration,
}

/// All that can come of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Right, and done as asked.
    Pass,
    /// Wrong.
    Wrong(Finding),
    /// Right, but not parallel.
    Serial(Finding),
    /// It reached a `todo!`.
    Todo(Todo),
    /// It panicked.
    Panic(Todo),
    /// No answer within the limit; the CPU time that it used meanwhile.
    Timeout(Duration),
    /// A signal ended it, by number.
    Crash(i32),
    /// It ended before it had answered, with this code.
    Exited(i32),
    /// It printed more than anybody would read.
    OutputLimit,
    /// The judge itself could not do its work. Never the answer's fault.
    JudgeError(String),
}

impl Outcome {
    /// The verdict's name in reports.
    pub fn name(&self) -> &'static str {
        match self {
            Outcome::Pass => "pass",
            Outcome::Wrong(_) => "wrong",
            Outcome::Serial(_) => "serial",
            Outcome::Todo(_) => "todo",
            Outcome::Panic(_) => "panic",
            Outcome::Timeout(_) => "timeout",
            Outcome::Crash(_) => "crash",
            Outcome::Exited(_) => "exited",
            Outcome::OutputLimit => "output_limit",
            Outcome::JudgeError(_) => "grader_error",
        }
    }
}

/// Starts a program under judgement, hands it one line, and waits for its end: see [`child::run`].
pub type Start = fn(Command, &str, Duration) -> std::io::Result<Ended>;

/// Asks `program` the question drawn from `seed`, in a child process of its own, and judges the answer.
pub fn ask(program: &Program, question: &Question, seed: u64) -> Judged {
    ask_with(program, question, seed, child::run)
}

/// The same for a judge that trusts the program less and starts it in a way of its own.
pub fn ask_with(program: &Program, question: &Question, seed: u64, start: Start) -> Judged {
    let asked = question.input(seed);
    let started = Instant::now();
    let mut judged = Judged {
        outcome: Outcome::Pass,
        asked: asked.clone(),
        printed: String::new(),
        wall: Duration::ZERO,
        cpu: Duration::ZERO,
    };
    let result = tempfile::Builder::new()
        .prefix("many-hands-")
        .tempdir()
        .and_then(|folder| {
            let command = command(program, question, folder.path());
            let request = (&program.exercise, &program.part, question.name(), &asked);
            let line = serde_json::to_string(&request).map_err(std::io::Error::other)?;
            let ended = start(command, &line, question.time_limit)?;
            judged.wall = started.elapsed();
            judged.outcome = decide(question, &asked, &ended, folder.path());
            (judged.cpu, judged.printed) = (ended.cpu, ended.printed);
            Ok(())
        });
    if let Err(error) = result {
        let executable = program.executable.display();
        judged.outcome = Outcome::JudgeError(format!("cannot ask {executable}: {error}"));
    }
    judged
}

/// What a program under judgement is started with.
fn command(program: &Program, question: &Question, folder: &Path) -> Command {
    let mut command = Command::new(&program.executable);
    command
        .env(serve::FOLDER_VARIABLE, folder)
        .env(witness::PATH_VARIABLE, folder.join("witness"))
        .env(witness::HOLD_VARIABLE, question.hold.variable())
        .env_remove("RUST_BACKTRACE")
        .env_remove("RAYON_NUM_THREADS")
        .envs(
            program
                .environment
                .iter()
                .map(|(name, value)| (name, value)),
        );
    command
}

fn decide(question: &Question, asked: &str, ended: &Ended, folder: &Path) -> Outcome {
    if ended.flooded {
        return Outcome::OutputLimit;
    }
    let Some(status) = ended.status else {
        return Outcome::Timeout(ended.cpu);
    };
    match serve::left_in(folder) {
        Some(Left::Todo(todo)) => Outcome::Todo(todo),
        Some(Left::Panic(panic)) => Outcome::Panic(panic),
        Some(Left::Output(answered)) => {
            let seen = Observed::read(&folder.join("witness"), ended.pid);
            match question.judge(asked, &answered, &seen) {
                Verdict::Pass => Outcome::Pass,
                Verdict::Wrong(finding) => Outcome::Wrong(finding),
                Verdict::Serial(finding) => Outcome::Serial(finding),
            }
        }
        None => match (status.code(), signal(status)) {
            (_, Some(signal)) => Outcome::Crash(signal),
            (code, None) => Outcome::Exited(code.unwrap_or(0)),
        },
    }
}

#[cfg(unix)]
fn signal(status: std::process::ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: std::process::ExitStatus) -> Option<i32> {
    None
}
