//! Judges TODO(4), saving a file, where several save at the same time: threads, and processes.

use super::super::{Answers, Save};
use super::saving::{LEFT, Log, RESULT, UNWRAPPED, expect, files, folder, log, text, told};
use common::check::serve::{FOLDER_VARIABLE, Left, left_in};
use common::check::{Check, Verdict};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(
            4,
            "several_may_save_at_the_same_time",
            |_| false,
            |answers: &Answers, _| two_threads(answers.save, "a.jpg", "b.jpg"),
            |_, log, _| two_saves(log, "outer", "inner", "2", COLLIDE),
        )
        .points(2),
        Check::new(
            4,
            "two_who_save_the_same_file_do_not_mix",
            |_| false,
            |answers: &Answers, _| two_threads(answers.save, "a.jpg", "a.jpg"),
            |_, log, _| two_saves(log, "outer", "outer", "1", COLLIDE),
        ),
        Check::new(
            4,
            OF_PROCESSES,
            |_| false,
            two_processes,
            |_, log, _| two_saves(log, "outer", "outer", "1", COUNTERS),
        )
        .points(2),
    ]
    .into_iter()
    .map(|check| {
        let words = |_: &bool| "two save at the same time".to_string();
        check.panicked(UNWRAPPED).in_words(words)
    })
    .collect()
}

const COLLIDE: &str = "Two saves have used the same unfinished file. Its name needs something that no other has: the process \
                       id and a number that goes up, or a crate that looks after that.";
const COUNTERS: &str = "Two processes have used the same unfinished file: a number that goes up begins anew in each of \
                        them. The name needs the process id, too.";
const LOCKED: &str = "One save waits for another. A lock that is held while `fill` writes makes all writers work one after \
                      the other, and another process does not see it: give each unfinished file a name of its own.";
const OF_PROCESSES: &str = "two_processes_do_not_use_the_same_unfinished_file";

/// How long to wait for a save that nothing should hold up.
const LONG: Duration = Duration::from_secs(5);

fn fill_inner(file: &mut File) -> io::Result<()> {
    file.write_all(b"inner")
}

/// The second save begins and ends while the first is under way, on another thread.
fn two_threads(save: Save, outer: &str, inner: &str) -> Log {
    let folder = folder();
    let (outer, inner) = (folder.join(outer), folder.join(inner));
    let (ended, end) = mpsc::channel();
    let (mut second, mut waited) = (None, String::from("it does not wait"));
    let result = save(&outer, &mut |file| {
        file.write_all(b"out")?;
        let (ended, inner) = (ended.clone(), inner.clone());
        second = Some(thread::spawn(move || {
            let result = told(save(&inner, &mut fill_inner));
            // Nobody listens if it was late.
            let _ = ended.send(());
            result
        }));
        waited = match end.recv_timeout(LONG) {
            Err(mpsc::RecvTimeoutError::Timeout) => "it waits for the first".to_string(),
            _ => "it does not wait".to_string(),
        };
        file.write_all(b"er")
    });
    // Its panic has been noted where all are.
    let second = second.and_then(|second| second.join().ok());
    of_two(&folder, (&outer, result), (&inner, second), waited)
}

/// The second save is that of another process: this check, asked once more. Both are the first of their process.
fn two_processes(answers: &Answers, is_second: bool) -> Log {
    if is_second {
        let target = PathBuf::from(std::env::var_os(TARGET).unwrap_or_default());
        return log([("result", told((answers.save)(&target, &mut fill_inner)))]);
    }
    let folder = folder();
    let target = folder.join("a.jpg");
    let mut second = None;
    let result = (answers.save)(&target, &mut |file| {
        file.write_all(b"out")?;
        second = Some(asked_again(&target)?);
        file.write_all(b"er")
    });
    let waited = "it does not wait".to_string();
    of_two(&folder, (&target, result), (&target, second), waited)
}

/// Where the second process is to save.
const TARGET: &str = "MANY_HANDS_CHECK_TARGET";

/// Has a new process of this program save the file: what its save gave.
fn asked_again(target: &Path) -> io::Result<String> {
    let folder = target.with_file_name("").join("../second");
    fs::create_dir_all(&folder)?;
    let mut child = Command::new(std::env::current_exe()?)
        .env(FOLDER_VARIABLE, &folder)
        .env(TARGET, target)
        .stdin(Stdio::piped())
        .spawn()?;
    // It lives no longer than this pipe.
    let mut pipe = child.stdin.take().expect("it is piped");
    let asked = format!("[\"05-mixed\",\"resize\",\"todo_4_{OF_PROCESSES}\",\"true\"]\n");
    let told = pipe.write_all(asked.as_bytes());
    let ended = child.wait();
    drop(pipe);
    told.and(ended)?;
    match left_in(&folder) {
        Some(Left::Output(log)) if log.contains("\"Ok\"") => Ok("Ok".to_string()),
        Some(Left::Output(log)) => Ok(log),
        Some(Left::Panic(todo) | Left::Todo(todo)) => Ok(format!("panicked: {}", todo.message)),
        None => Err(io::Error::other("the second process did not answer")),
    }
}

fn of_two(
    folder: &Path,
    (outer, result): (&Path, io::Result<()>),
    (inner, second): (&Path, Option<String>),
    waited: String,
) -> Log {
    log([
        ("the second save meanwhile", waited),
        ("the file of the first", text(outer)),
        ("the file of the second", text(inner)),
        ("files left", files(folder).to_string()),
        ("result", told(result)),
        ("result of the second", second.unwrap_or_default()),
    ])
}

fn two_saves(log: &Log, first: &str, second: &str, left: &str, collide: &'static str) -> Verdict {
    let verdict = expect(
        log,
        &[
            ("the second save meanwhile", "it does not wait", LOCKED),
            ("the file of the first", first, collide),
            ("the file of the second", second, collide),
            ("files left", left, LEFT),
            ("result", "Ok", RESULT),
            ("result of the second", "Ok", RESULT),
        ],
    );
    match first == second {
        true => verdict.asked("two save to a.jpg: the second while the first is under way"),
        false => verdict.asked("save to a.jpg, and to b.jpg meanwhile"),
    }
}
