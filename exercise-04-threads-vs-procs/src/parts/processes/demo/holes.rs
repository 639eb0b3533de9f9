//! A `static` that every process has of its own: TODO(5).

use super::note;
use crate::parts::processes::{Answers, HOLES, children, work::is_rock};
use common::exercise::{Run, Steps, grouped};
use std::ops::Range;
use std::sync::atomic::Ordering;

/// What the parent has counted before.
const BEFORE: u64 = 5;
const PLACES: u64 = 100;

pub fn demo(answers: &Answers, run: &mut Run) {
    let fields: &Vec<Range<u64>> = &(0..run.workers() as u64)
        .map(|i| i * PLACES..(i + 1) * PLACES)
        .collect();
    let mut steps = Steps::new(|(returned, _): &(u64, u64)| grouped(*returned));
    steps.waits();
    let places = fields.iter().cloned().flatten();
    let holes = BEFORE + places.filter(|&place| !is_rock(place)).count() as u64;
    steps.expect((holes, holes));
    steps.differ(|(holes, _), (returned, counted)| {
        format!("returned {returned}, and HOLES is {counted}; both should be {holes}")
    });
    let count_holes = answers.count_holes;
    steps
        .add("holes", move || {
            HOLES.store(BEFORE, Ordering::Relaxed);
            let returned = count_holes(fields).map_err(|error| error.to_string())?;
            Ok((returned, HOLES.load(Ordering::Relaxed)))
        })
        .todo(5)
        .workers(fields.len());
    if run.measure(steps).result("holes").is_some() {
        let line = format!(
            "{BEFORE} in the parent before, {} dug by {}, who began with 0",
            holes - BEFORE,
            children(fields.len())
        );
        note(run, "holes", &[line]);
    }
}
