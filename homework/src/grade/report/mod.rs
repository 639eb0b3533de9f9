//! The report: a table on the terminal, `class.csv`, and a folder for each learner.

mod csv;
mod json;
mod markdown;
mod table;

pub use table::table;

use crate::failure::{Failure, Result};
use crate::files;
use crate::grade::marks::Marks;
use crate::grade::submission;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A class that has been graded.
pub struct Class {
    /// Its learners, by name.
    pub learners: Vec<Marks>,
    /// What the inputs were drawn from.
    pub seed: u64,
    /// How long it took.
    pub took: Duration,
}

impl Class {
    /// The faults of the grader itself, each with the learner's name.
    pub fn faults(&self) -> Vec<String> {
        let is_fault = |marks: &&Marks| marks.earned().is_none();
        let learners = self.learners.iter().filter(is_fault);
        let fault = |marks: &Marks| {
            let checks = marks.todos().flat_map(|todo| &todo.checks);
            let mut faults = checks.filter(|check| check.verdict == "grader_error");
            let message = faults.next().map_or("", |check| &check.message);
            format!("{}: {}", plain(&marks.submission.learner), message.trim())
        };
        learners.map(fault).collect()
    }
}

const CLASS: &str = "class.csv";

/// Makes sure that the report can be written to `out` before anybody waits for it.
pub fn prepare(out: &Path, submissions: &Path, folders: &[PathBuf]) -> Result<()> {
    let shown = out.display();
    fs::create_dir_all(out).map_err(|e| Failure::at(out, "make the folder", &e))?;
    let mut entries = fs::read_dir(out).map_err(|e| Failure::at(out, "list", &e))?;
    if entries.next().is_some() {
        return Err(Failure::new(format!(
            "{shown} is not empty; name a folder that is not there yet"
        )));
    }
    if let (Ok(out), Ok(submissions)) = (fs::canonicalize(out), fs::canonicalize(submissions))
        && out.starts_with(&submissions)
    {
        let _ = fs::remove_dir(&out); // It is empty, and may be ours.
        return Err(Failure::new(format!(
            "{shown} lies among the submissions, where it would pass for one; \
             name a folder elsewhere"
        )));
    }
    let mut names: Vec<String> = folders
        .iter()
        .map(|folder| submission::name(folder))
        .collect();
    if names.iter().any(|name| name == CLASS) {
        return Err(Failure::new(format!(
            "a learner's folder is called {CLASS}, as a file of the report is; rename it"
        )));
    }
    names.dedup();
    match names.len() == folders.len() {
        true => Ok(()),
        false => Err(Failure::new(
            "two learners' folders have names that look alike but are not UTF-8; rename one",
        )),
    }
}

/// Writes what one learner gets.
pub fn learner(out: &Path, marks: &Marks, seed: u64) -> Result<()> {
    let folder = out.join(&marks.submission.learner);
    files::write(&folder.join("report.md"), &markdown::report(marks, seed))?;
    files::write(&folder.join("result.json"), &json::result(marks, seed))
}

/// Writes what is said of the class.
pub fn class(out: &Path, class: &Class) -> Result<()> {
    let path = out.join(CLASS);
    let text = csv::class(class).map_err(|e| Failure::at(&path, "write", &e))?;
    files::write(&path, &text)
}

/// `text` in one line, without characters that do something to a terminal.
pub fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(char::is_control, "\u{fffd}")
}

/// The name of a part, with the exercise's number.
fn column(exercise: &str, part: &str) -> String {
    let number = exercise.split('-').next().unwrap_or(exercise);
    format!("{number} {part}")
}
