//! The diggers, and the order in which they are done: TODO(2).

use super::{names, note};
use crate::parts::processes::{Answers, Board, Digger, dig};
use common::exercise::{Run, Steps, grouped};
use std::cell::RefCell;

/// Names with what came of them, sorted by name.
type Done = Vec<(String, Result<u64, String>)>;

/// How many orders are shown.
const ORDERS: usize = 9;

pub fn demo(answers: &Answers, run: &mut Run) {
    let (ground, count) = (run.size(), run.workers());
    let diggers: &Vec<Digger> = &names(count)
        .into_iter()
        .map(|name| (name, ground))
        .collect();
    let orders = &RefCell::new(Vec::new());
    let mut steps = Steps::new(|done: &Done| {
        let stones = done.iter().filter_map(|(_, stones)| stones.clone().ok());
        grouped(stones.sum())
    });
    steps.differ(|right, wrong| {
        let mut errors = wrong.iter().filter_map(|(_, stones)| stones.clone().err());
        let shown = format!("{} of {} were shown", wrong.len(), right.len());
        errors.next().unwrap_or(shown)
    });
    steps.baseline("dig: one by one", move || {
        let mut done: Done = diggers
            .iter()
            .map(|(name, ground)| (name.clone(), Ok(dig(*ground))))
            .collect();
        done.sort();
        Ok(done)
    });
    let dig_all = answers.dig_all;
    steps
        .add("dig: a child each", move || {
            let mut done = Done::new();
            let mut board = Board::new(|name, stones| {
                done.push((name.to_string(), stones.map_err(|error| error.to_string())));
            });
            dig_all(diggers, &mut board).map_err(|error| error.to_string())?;
            drop(board);
            orders.borrow_mut().push(in_words(&done));
            done.sort();
            Ok(done)
        })
        .todo(2)
        .workers(count);
    if run.measure(steps).result("dig: a child each").is_some() {
        let mut orders = orders.take();
        orders.truncate(ORDERS);
        note(run, "done in this order", &orders);
    }
}

fn in_words(done: &Done) -> String {
    let names: Vec<&str> = done.iter().map(|(name, _)| &**name).collect();
    names.join(" ")
}
