//! The program's side of a check: it reads one question, answers it, and ends.

use crate::unsolved::{self, Todo};
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

/// The folder in which the answer is to be left. Set: this process is asked a question.
pub const FOLDER_VARIABLE: &str = "MANY_HANDS_CHECK";
/// The answer's file in that folder.
pub const ANSWER_FILE: &str = "answer";

/// One question, as the judge sent it.
#[derive(Clone, Debug)]
pub struct Request {
    folder: PathBuf,
    /// The exercise, as in `02-pool`.
    pub exercise: String,
    /// The part of it.
    pub part: String,
    /// The check's name.
    pub check: String,
    /// The input, as JSON.
    pub input: String,
}

/// The question that this process was started to answer; `None` in a normal run.
///
/// From then on the process lives no longer than the judge: when its standard input ends, so does the process.
pub fn requested() -> Option<Request> {
    let folder = PathBuf::from(std::env::var_os(FOLDER_VARIABLE)?);
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).ok()?;
    let (exercise, part, check, input) = serde_json::from_str(&line).ok()?;
    std::thread::spawn(|| {
        let mut rest = Vec::new();
        let _ = std::io::stdin().lock().read_to_end(&mut rest);
        std::process::exit(0);
    });
    unsolved::quiet();
    Some(Request {
        folder,
        exercise,
        part,
        check,
        input,
    })
}

impl Request {
    /// Runs `answer` and leaves what came of it in the folder: its output, the `todo!` that it reached, or its panic.
    pub fn answer(&self, answer: impl FnOnce(&str) -> Result<String, String>) {
        let outcome =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| answer(&self.input)));
        let reached = unsolved::take();
        let panicked = unsolved::take_panic();
        let (kind, text) = match (reached, outcome) {
            (Some(todo), _) => ("todo", json(&todo)),
            (None, Ok(Ok(output))) => ("output", output),
            (None, Ok(Err(message))) => (
                "panic",
                json(&Todo {
                    message,
                    file: String::new(),
                    line: 0,
                }),
            ),
            (None, Err(_)) => ("panic", json(&panicked.unwrap_or_default())),
        };
        // Written aside and renamed, so that the judge never reads half an answer.
        let aside = self.folder.join("unfinished");
        let written = std::fs::write(&aside, format!("{kind}\n{text}"))
            .and_then(|()| std::fs::rename(&aside, self.folder.join(ANSWER_FILE)));
        if let Err(error) = written {
            eprintln!(
                "cannot leave the answer in {}: {error}",
                self.folder.display()
            );
        }
    }
}

fn json(todo: &Todo) -> String {
    serde_json::to_string(todo).expect("three plain fields become JSON")
}

/// What a program left behind.
#[derive(Debug, PartialEq, Eq)]
pub enum Left {
    /// The answer, as JSON.
    Output(String),
    /// It reached a `todo!`.
    Todo(Todo),
    /// It panicked: message and place.
    Panic(Todo),
}

/// Reads what a program left in `folder`; `None` when it left nothing that can be read.
pub fn left_in(folder: &Path) -> Option<Left> {
    let text = std::fs::read_to_string(folder.join(ANSWER_FILE)).ok()?;
    let (kind, rest) = text.split_once('\n')?;
    match kind {
        "output" => Some(Left::Output(rest.to_string())),
        "todo" => serde_json::from_str(rest).ok().map(Left::Todo),
        "panic" => serde_json::from_str(rest).ok().map(Left::Panic),
        _ => None,
    }
}
