//! Runs one of the programs in a child process, and ends it when it takes too long: this process never hangs.
//!
//! The child is this very program, started again with the same options and `--program N`. On its standard output it says
//! what happens, a line each. Its standard input is a pipe that this process holds: when it breaks, the child ends.

use super::programs::{PROGRAMS, Program, Seen, Setting};
use super::{Answers, work};
use common::family::cpu_of_family;
use common::unsolved::{self, Todo};
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// Set: this process is one of the gallery.
const VARIABLE: &str = "MANY_HANDS_GALLERY";
/// How often a program says how far it is.
const REPORT: Duration = Duration::from_millis(20);

/// What the gallery saw of a program.
pub enum Shown {
    Right(String, String),
    Wrong(String),
    /// It had to be ended.
    Hung(String),
}

/// Runs `program` in a child for at most `limit`. If its first line still says that it is broken, the `todo!` there is
/// noted, and this returns that, too.
pub fn watch(program: &Program, limit: Duration) -> Result<(Shown, bool), String> {
    let failed = |error: io::Error| format!("cannot run the program in a process: {error}");
    let executable = std::env::current_exe().map_err(failed)?;
    let mut child = Command::new(executable)
        .args(std::env::args_os().skip(1))
        .args(["--runs", "1", "--program"])
        .arg(OsString::from(program.todo.to_string()))
        .env(VARIABLE, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let lifeline = child.stdin.take();
    let lines = lines(child.stdout.take().expect("it is piped"));
    let start = Instant::now();
    let (deadline, mut done, mut moved, mut is_broken) = (start + limit, 0, start, false);
    let shown = loop {
        match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(line) => match line.split_once(' ').unwrap_or((&line, "")) {
                ("broken", place) => {
                    note(place);
                    is_broken = true;
                }
                ("done", number) => {
                    let now = number.parse().unwrap_or(done);
                    if now > done {
                        (done, moved) = (now, Instant::now());
                    }
                }
                ("right", text) => {
                    let (word, sentence) = text.split_once('\t').unwrap_or((text, ""));
                    break Shown::Right(word.to_string(), sentence.to_string());
                }
                ("wrong", text) => break Shown::Wrong(text.to_string()),
                _ => {}
            },
            Err(mpsc::RecvTimeoutError::Timeout) => {
                let cpu = cpu_of_family(child.id()).unwrap_or_default();
                child.kill().map_err(failed)?;
                let goes_on = deadline.saturating_duration_since(moved) < limit / 10;
                break Shown::Hung(symptom(program, limit, done, goes_on, cpu));
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                let status = child.wait().map_err(failed)?;
                let shown = Shown::Wrong(format!("ended before its end: {status}"));
                return Ok((shown, is_broken));
            }
        }
    };
    drop(lifeline);
    child.wait().map_err(failed)?;
    Ok((shown, is_broken))
}

fn symptom(program: &Program, limit: Duration, done: u64, goes_on: bool, cpu: Duration) -> String {
    let what = match cpu < limit / 10 {
        _ if goes_on => {
            format!("is not done after {limit:?}, and goes on (--limit gives it longer)")
        }
        true => format!("hangs: no end after {limit:?}, and it waits"),
        false => format!("is not done after {limit:?}, and computes (--limit gives it longer)"),
    };
    let far = match (program.unit, done) {
        ("", _) => String::new(),
        (unit, done) => format!(
            "; {} came to an end",
            common::exercise::count(done as usize, unit)
        ),
    };
    format!("{what}{far}")
}

/// What the child says, line by line.
fn lines(from: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    receiver
}

/// `FILE:LINE`, where the program says that it is broken.
fn note(place: &str) {
    if let Some((file, line)) = place.rsplit_once(':') {
        unsolved::note(Todo {
            message: "mend it, then delete this line".to_string(),
            file: file.to_string(),
            line: line.parse().unwrap_or_default(),
        });
    }
}

/// If this process is one of the gallery: runs the program, says what came of it, and ends.
pub fn perform_if_asked(number: usize, answers: &Answers, setting: Setting) {
    if std::env::var_os(VARIABLE).is_none() {
        return;
    }
    thread::spawn(|| {
        let _ = io::stdin().lock().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    thread::spawn(|| {
        let mut told = false;
        loop {
            told = told || tell_if_broken();
            tell(&format!("done {}", work::done()));
            thread::sleep(REPORT);
        }
    });
    let program = &PROGRAMS[number - 1];
    let seen = catch_unwind(AssertUnwindSafe(|| (program.run)(answers, setting)));
    tell_if_broken();
    let panicked = || unsolved::take_panic().unwrap_or_default();
    let line = match seen {
        Ok(Seen::Right(word, sentence)) => format!("right {word}\t{sentence}"),
        Ok(Seen::Wrong(text)) => format!("wrong {text}"),
        Err(_) => {
            let panic = panicked();
            format!(
                "wrong panicked at {}:{}: {}",
                panic.file, panic.line, panic.message
            )
        }
    };
    tell(&line.replace('\n', " "));
    std::process::exit(0);
}

/// Whether the program has come to the line that says so.
fn tell_if_broken() -> bool {
    let todo = unsolved::take();
    if let Some(todo) = &todo {
        tell(&format!("broken {}:{}", todo.file, todo.line));
    }
    todo.is_some()
}

/// A line for whoever watches. If nobody does any more, this process is about to end.
fn tell(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
