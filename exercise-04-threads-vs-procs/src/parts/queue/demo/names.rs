//! Names over a queue, after random delays: TODO(1).

use super::{Setup, said};
use crate::parts::queue::Answers;
use crate::parts::queue::work::get_ready;
use common::exercise::{Run, Steps, count};
use std::cell::RefCell;
use std::time::Duration;

const NAMES: [&str; 10] = [
    "Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana", "Ira", "Jo",
];

pub fn demo(answers: &Answers, setup: &Setup, run: &mut Run) {
    let children = &children(setup.children);
    let arrived = &RefCell::new(Vec::new());
    let mut steps = Steps::new(|names: &Vec<String>| count(names.len(), "name"));
    steps.waits();
    steps.differ(|right, wrong| {
        format!(
            "in some order, {} expected, not {}",
            right.join(" "),
            wrong.join(" ")
        )
    });
    steps.baseline("names: in turn", move || {
        children
            .iter()
            .for_each(|(name, delay)| get_ready(name, *delay));
        Ok(sorted(
            children.iter().map(|(name, _)| name.clone()).collect(),
        ))
    });
    if !run.inline() {
        let names = answers.names;
        steps
            .add("names: over a queue", move || {
                let children = children.clone();
                let names = said(move || names(&children))?;
                *arrived.borrow_mut() = names.clone();
                Ok(sorted(names))
            })
            .todo(1)
            .workers(children.len().max(1));
    }
    if run.measure(steps).result("names: over a queue").is_some() && !children.is_empty() {
        let called: Vec<String> = children.iter().map(|(name, _)| name.clone()).collect();
        for (what, names) in [
            ("the names were called", called),
            ("and were ready", arrived.take()),
        ] {
            run.note(format!("{what:<22} {}", first(&names)));
        }
    }
}

/// As many as fit a line.
fn first(names: &[String]) -> String {
    match names.get(..12) {
        Some(first) if first.len() < names.len() => format!("{} …", first.join(" ")),
        _ => names.join(" "),
    }
}

/// Each with its name, and with a delay that is new in each run of the program.
fn children(count: usize) -> Vec<(String, Duration)> {
    let child = |i: usize| {
        let name = NAMES[i % NAMES.len()];
        let name = match i / NAMES.len() {
            0 => name.to_string(),
            round => format!("{name}{}", round + 1),
        };
        (name, Duration::from_millis(fastrand::u64(20..200)))
    };
    (0..count).map(child).collect()
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}
