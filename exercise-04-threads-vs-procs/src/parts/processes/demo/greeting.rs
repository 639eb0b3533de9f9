//! One child, three, and as many as were asked for: TODO(1).

use super::{names, note};
use crate::parts::processes::{Answers, Greeting, children};
use common::exercise::{Run, Steps};
use std::cell::RefCell;

pub fn demo(answers: &Answers, run: &mut Run) {
    let many = children(run.workers());
    let mut counts = vec![(1, "one child"), (3, "three children")];
    if ![1, 3].contains(&run.workers()) {
        counts.push((run.workers(), &many));
    }
    for (count, step) in counts {
        let (names, greet) = (&names(count), answers.greet);
        let said = &RefCell::new(Vec::new());
        let mut steps = Steps::new(|names: &Vec<String>| format!("{} said", names.len()));
        steps.waits();
        steps.expect(names.clone());
        steps.differ(|right, wrong| format!("the names are to be {right:?}, not {wrong:?}"));
        steps
            .add(step, move || {
                let greetings = greet(names).map_err(|error| error.to_string())?;
                *said.borrow_mut() = greetings.clone();
                Ok(greetings.into_iter().map(|(name, ..)| name).collect())
            })
            .todo(1)
            .workers(count);
        if run.measure(steps).result(step).is_some() && count == 3 {
            note(run, step, &in_words(&said.take()));
        }
    }
}

fn in_words(greetings: &[Greeting]) -> Vec<String> {
    let me = std::process::id();
    let line = |(name, pid, parent): &Greeting| match *parent == me {
        true => format!("{name} is process {pid}, a child of {parent}, which is me"),
        false => format!("{name} is process {pid}, a child of {parent}"),
    };
    greetings.iter().map(line).collect()
}
