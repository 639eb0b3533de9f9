//! A text on a board that a child writes, and a child that fails before it could.

use super::failed;
use crate::parts::shared::{Answers, Board};
use common::exercise::{Run, Steps, wrapped};
use common::process::Error;
use std::cell::RefCell;

const TEXT: &str = "it works";
/// Less than the text needs.
const SMALL: usize = 4;
const NO_ROOM: &str = "flag: no room";

/// TODO(5). What it takes is mostly what the child does before and afterwards, so there is no speedup to show.
pub fn demo(answers: &Answers, run: &mut Run) {
    if run.inline() {
        return run.note("--inline: TODO(5) is about a child, so it is left out.");
    }
    let mut steps = Steps::new(|text: &String| format!("{text:?}"));
    steps.expect(TEXT.to_string());
    let step = || {
        let board = Board::new(TEXT.len()).map_err(failed)?;
        (answers.publish)(&board, TEXT).map_err(failed)
    };
    // The program and the child.
    steps.add("flag: a text", step).todo(5).workers(2);
    run.measure(steps);

    let told = &RefCell::new(None);
    let mut steps = Steps::new(|is_told: &bool| match is_told {
        true => "its error".to_string(),
        false => "no error".to_string(),
    });
    steps.expect(true);
    steps.differ(|_, _| "the child panicked, and nobody heard of it".to_string());
    let step = || {
        let board = Board::new(SMALL).map_err(failed)?;
        let outcome = (answers.publish)(&board, TEXT);
        let is_told = matches!(outcome, Err(Error::ChildPanicked { .. }));
        told.replace(outcome.err());
        Ok(is_told)
    };
    steps.add(NO_ROOM, step).todo(5).workers(2);
    run.measure(steps);
    if let Some(error) = told.take() {
        run.note("");
        let lines = wrapped(&format!("{NO_ROOM}: {error}"), 76);
        lines.into_iter().for_each(|line| run.note(line));
    }
}
