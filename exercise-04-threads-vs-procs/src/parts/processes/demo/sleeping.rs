//! Children that are waited for in vain: TODO(3).

use super::note;
use crate::parts::processes::{Answers, Ended, Sleeper};
use common::exercise::{Run, Steps};
use common::process::Exit;
use std::cell::RefCell;
use std::time::Duration;

/// How long each is waited for, and how long it may take to end when it is asked to.
const LIMIT: Duration = Duration::from_millis(200);
const GRACE: Duration = Duration::from_millis(200);

const SLEEPERS: [Sleeper; 4] = [Sleeper::Quick, Sleeper::Hangs, Sleeper::Tidy, Sleeper::Deaf];

pub fn demo(answers: &Answers, run: &mut Run) {
    let (endings, wait_or_end) = (&RefCell::new(Vec::new()), answers.wait_or_end);
    let mut steps = Steps::new(|exits: &Vec<Option<Exit>>| {
        let ended = exits.iter().flatten().count();
        format!("{ended} of {}", exits.len())
    });
    steps.waits();
    if cfg!(unix) {
        steps.expect(SLEEPERS.map(|sleeper| Some(sleeper.exit())).into());
    }
    steps.differ(|right, wrong| {
        let all = SLEEPERS.iter().zip(right.iter().zip(wrong));
        let mut wrong = all.filter(|(_, (right, wrong))| right != wrong);
        let told = wrong.next().map(|(sleeper, (right, wrong))| {
            let [right, wrong] = [right, wrong].map(|exit| exit_in_words(*exit));
            format!(
                "child {:?} {wrong}; right would be: {right}",
                sleeper.name()
            )
        });
        told.unwrap_or_default()
    });
    steps
        .add("wait, ask, kill", move || {
            endings.borrow_mut().clear();
            let mut exits = Vec::new();
            for sleeper in SLEEPERS {
                let child = sleeper.start().map_err(|error| error.to_string())?;
                let ended = wait_or_end(child, LIMIT, GRACE);
                endings.borrow_mut().push(in_words(sleeper, &ended));
                exits.push(ended.1);
            }
            Ok(exits)
        })
        .todo(3)
        .workers(1);
    if run.measure(steps).result("wait, ask, kill").is_some() {
        note(run, "wait, ask, kill", &endings.take());
    }
}

fn in_words(sleeper: Sleeper, (outcome, exit): &Ended) -> String {
    let result = match outcome {
        Some(Ok(result)) => format!(", and its result is {result}"),
        Some(Err(_)) => ", so there is no result".to_string(),
        None => String::new(),
    };
    format!("{:<6} {}{result}", sleeper.name(), exit_in_words(*exit))
}

fn exit_in_words(exit: Option<Exit>) -> String {
    exit.map_or("goes on".to_string(), |exit| exit.to_string())
}
