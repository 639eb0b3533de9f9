//! Runs and times the answers of the part `locks`, each beside what happens without a lock.

mod deposits;
mod stories;
mod stuck;
mod transfers;
mod unlocked;

use super::Answers;
use common::exercise::Run;
use common::process::Error;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let count = run.size() as usize;
    run.about(format!(
        "{count} deposits on threads; {count} stories and {count} transfers, each in a process of its own"
    ));
    deposits::demo(answers, run, count);
    stories::demo(answers, run, count).map_err(in_words)?;
    transfers::demo(answers, run, count);
    if run.inline() {
        run.note("");
        run.note(
            "--inline changes nothing here: what this lab is about needs threads and processes.",
        );
    }
    Ok(())
}

fn in_words(error: Error) -> String {
    error.to_string()
}

/// "9 of 10".
fn of(count: usize, all: usize) -> String {
    format!("{count} of {all}")
}
