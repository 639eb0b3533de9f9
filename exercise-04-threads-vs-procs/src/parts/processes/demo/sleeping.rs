//! Children that are waited for in vain: TODO(3).

use super::note;
use crate::parts::processes::sleeper::RESULT;
use crate::parts::processes::{Answers, Sleeper};
use common::exercise::{Run, Steps};
use common::process::Exit;
use std::time::Duration;

/// How long each is waited for, and how long it may take to end when it is asked to.
const LIMIT: Duration = Duration::from_millis(200);
const GRACE: Duration = Duration::from_millis(200);

const SLEEPERS: [Sleeper; 4] = [Sleeper::Quick, Sleeper::Hangs, Sleeper::Tidy, Sleeper::Deaf];

pub fn demo(answers: &Answers, run: &mut Run) {
    let wait_or_end = answers.wait_or_end;
    let mut steps = Steps::new(|lines: &Vec<String>| {
        let all = SLEEPERS.iter().zip(lines);
        let right = all.filter(|(sleeper, line)| !cfg!(unix) || **line == expected(**sleeper));
        format!("{} of {}", right.count(), SLEEPERS.len())
    });
    steps.waits();
    if cfg!(unix) {
        steps.expect(SLEEPERS.map(expected).into());
    }
    steps.differ(|right, wrong| {
        let mut wrong = right
            .iter()
            .zip(wrong)
            .filter(|(right, wrong)| right != wrong);
        let told = wrong
            .next()
            .map(|(right, wrong)| format!("{wrong}; right would be: {right}"));
        told.unwrap_or_default()
    });
    steps
        .add("wait, ask, kill", move || {
            let end = |sleeper: Sleeper| {
                let child = sleeper.start().map_err(|error| error.to_string())?;
                let (outcome, exit) = wait_or_end(child, LIMIT, GRACE);
                Ok(in_words(sleeper, outcome.map(Result::ok), exit))
            };
            SLEEPERS.into_iter().map(end).collect()
        })
        .todo(3)
        .workers(1);
    let measured = run.measure(steps);
    if let Some(lines) = measured.result("wait, ask, kill") {
        note(run, "wait, ask, kill", lines);
    }
}

/// What is to be seen of it on a system that has signals.
fn expected(sleeper: Sleeper) -> String {
    let result = (sleeper.exit() == Exit::Code(0)).then_some(RESULT);
    in_words(sleeper, Some(result), Some(sleeper.exit()))
}

/// `outcome`: a result or none, if it is known what came of the child.
fn in_words(sleeper: Sleeper, outcome: Option<Option<u64>>, exit: Option<Exit>) -> String {
    let result = match outcome {
        Some(Some(result)) => format!(", and its result is {result}"),
        Some(None) => ", so there is no result".to_string(),
        None => ", and nobody knows what came of it".to_string(),
    };
    let exit = exit.map_or("goes on".to_string(), |exit| exit.to_string());
    format!("{:<6} {exit}{result}", sleeper.name())
}
