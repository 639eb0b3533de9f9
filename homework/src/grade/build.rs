//! Builds the program of one learner's answers, in a workspace where all else is the instructor's.

use crate::course::Exercise;
use crate::failure::{Failure, Result};
use crate::grade::diagnosis;
use crate::grade::start::start;
use crate::grade::submission::{Answer, Found, Submission};
use crate::workspace::Workspace;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The compiler's time for one small program. It takes a second or two.
const LIMIT: Duration = Duration::from_secs(120);
/// For all that the programs share, which is built first.
const FIRST_LIMIT: Duration = Duration::from_secs(1800);

/// What came of a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Built {
    /// The program, in a place of its own.
    Program(PathBuf),
    /// No answer was handed in, so there is nothing to build.
    Nothing,
    /// The answers do not compile: the compiler's first error.
    CompileError(String),
    /// The compiler did not come to an end.
    Timeout,
    /// The grader could not do its work.
    Fault(String),
}

/// Builds each exercise with untouched skeletons: what the programs share is compiled once, and a
/// fault that is not the learners' shows before anything is graded.
pub fn first(workspace: &Workspace, exercises: &[Exercise]) -> Result<()> {
    for exercise in exercises {
        let ended = start(command(workspace, exercise), "", FIRST_LIMIT)
            .map_err(|e| Failure::new(format!("cargo does not start: {e}")))?;
        if !ended.status.is_some_and(|status| status.success()) {
            return Err(Failure::new(format!(
                "{} does not build, though nobody has touched it; \
                 has git been told of every file, and does `cargo test` pass?\n{}",
                exercise.package,
                ended.printed.trim()
            )));
        }
    }
    Ok(())
}

/// Builds `exercise` with what the learner handed in, and keeps the program at `aside`. The
/// skeleton takes the place of an answer that is not there, or that does not compile, so that the
/// other parts can be judged: a lab that is half written does not cost the rest.
pub fn build(
    workspace: &Workspace,
    exercise: &Exercise,
    submission: &mut Submission,
    aside: &Path,
) -> Built {
    loop {
        let built = try_build(workspace, exercise, submission, aside)
            .unwrap_or_else(|failure| Built::Fault(failure.to_string()));
        let Built::CompileError(error) = &built else {
            return built;
        };
        let Some(broken) = to_blame(workspace, exercise, submission, error) else {
            return built;
        };
        broken.found = Found::Broken(error.clone());
    }
}

/// The answer that an error is in, if the learner has made something of another one as well.
fn to_blame<'a>(
    workspace: &Workspace,
    exercise: &Exercise,
    submission: &'a mut Submission,
    error: &str,
) -> Option<&'a mut Answer> {
    let place = diagnosis::place(error)?;
    let is_started = |answer: &Answer| {
        let mut skeletons = workspace.answers(exercise);
        let own = skeletons.find(|skeleton| skeleton.path == answer.path);
        match (own, &answer.found) {
            (Some(skeleton), Found::Text(text)) => skeleton.text != text.replace("\r\n", "\n"),
            _ => false,
        }
    };
    let mut answers = submission.answers.iter();
    answers.find(|answer| answer.path != place && is_started(answer))?;
    let mut answers = submission.answers.iter_mut();
    answers.find(|answer| answer.path == place && matches!(answer.found, Found::Text(_)))
}

fn try_build(
    workspace: &Workspace,
    exercise: &Exercise,
    submission: &Submission,
    aside: &Path,
) -> Result<Built> {
    let mut is_empty = true;
    for skeleton in workspace.answers(exercise) {
        let is_it = |answer: &&Answer| answer.path == skeleton.path;
        let found = submission.answers.iter().find(is_it);
        match found.map(|answer| &answer.found) {
            Some(Found::Text(text)) => {
                is_empty = false;
                workspace.put(&skeleton.path, text)?;
            }
            _ => workspace.put(&skeleton.path, &skeleton.text)?,
        }
    }
    if is_empty {
        return Ok(Built::Nothing);
    }
    // So that no earlier learner's program is ever taken for this one's.
    let program = workspace.program(exercise);
    let _ = fs::remove_file(&program);
    let ended = start(command(workspace, exercise), "", LIMIT)
        .map_err(|e| Failure::new(format!("cargo does not start: {e}")))?;
    match ended.status {
        None => Ok(Built::Timeout),
        Some(status) if status.success() => {
            fs::copy(&program, aside).map_err(|e| Failure::at(&program, "copy", &e))?;
            Ok(Built::Program(aside.to_path_buf()))
        }
        Some(_) => {
            let text = diagnosis::shorten(&workspace.root, &ended.printed);
            Ok(match diagnosis::learners_error(&text) {
                Some(error) => Built::CompileError(error),
                None => Built::Fault(format!("cargo failed:\n{}", text.trim())),
            })
        }
    }
}

fn command(workspace: &Workspace, exercise: &Exercise) -> Command {
    let mut command = workspace.cargo("rustc");
    command.args(["--package", &exercise.package, "--bin", &exercise.package]);
    command.args(["--features", "checks"]);
    // Warnings are the learner's own affair; here they would only bury the error.
    command.args(["--", "-A", "warnings"]);
    command
}
