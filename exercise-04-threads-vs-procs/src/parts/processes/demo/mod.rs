//! Runs and times the answers of the part `processes`.

mod digging;
mod endings;
mod greeting;
mod holes;
mod sleeping;
mod starting;

use super::{Answers, children};
use common::exercise::{Run, wrapped};

/// Each child costs the parent some files and threads, and the system a process.
const MOST: usize = 200;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    refuse(run)?;
    let children = children(run.workers());
    run.about(format!("{children} to dig and to end in many ways"));
    greeting::demo(answers, run);
    digging::demo(answers, run);
    sleeping::demo(answers, run);
    endings::demo(answers, run);
    holes::demo(answers, run);
    starting::demo(run);
    Ok(())
}

/// What makes no sense here, in words that name the fix.
fn refuse(run: &Run) -> Result<(), String> {
    let children = run.workers();
    let part = "part 'processes' has no";
    if run.inline() {
        return Err(format!(
            "{part} --inline: a child is a process of its own, or it is none. To look at one with a \
             debugger, make it wait and attach to its pid"
        ));
    }
    if run.is_sweep() {
        return Err(format!(
            "{part} --sweep: more children have more to do here. Compare runs with --workers"
        ));
    }
    match children {
        ..=MOST => Ok(()),
        _ => Err(format!(
            "--workers is the number of children here, from 1 to {MOST}, not {children}"
        )),
    }
}

/// A, B, C and so on; after Z comes A2.
fn names(count: usize) -> Vec<String> {
    let name = |i: usize| {
        let letter = char::from(b'A' + (i % 26) as u8);
        match i / 26 {
            0 => letter.to_string(),
            round => format!("{letter}{}", round + 1),
        }
    };
    (0..count).map(name).collect()
}

/// A paragraph of the notes: what it is about stands before its first line.
fn note(run: &mut Run, title: &str, lines: &[String]) {
    let mut title = title;
    for line in lines.iter().flat_map(|line| wrapped(line, 54)) {
        run.note(format!("{title:<22} {line}"));
        title = "";
    }
}
