//! Runs and times the answers of the part `mandelbrot`.

use super::notes;
use super::options::{MIDDLE, Setup, WHOLE};
use super::view::{View, row};
use super::{Answers, Rows};
use common::exercise::{Run, Steps, grouped};
use common::timing::Elapsed;
use rayon::prelude::*;
use std::rc::Rc;
use std::time::Duration;

/// What a step computes. Shared, because the report keeps the result of every step.
type Counts = Rc<Rows>;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let setup = &Setup::of(run)?;
    let view = &setup.view;
    run.about(format!(
        "{} × {} pixels, {} iterations at most",
        grouped(view.width.into()),
        grouped(view.height.into()),
        grouped(view.limit.into())
    ));
    let mut steps = steps_of(view, "serial");
    add_threads(
        &mut steps,
        answers,
        run,
        view,
        ["even split", "dynamic rows"],
    );
    add_processes(&mut steps, answers, run, view);
    add_lanes(&mut steps, answers, run, view);
    let measured = run.measure(steps);
    let solved = |step| measured.result(step).is_some();
    let parallel = ["even split", "dynamic rows", "processes"];
    for step in parallel {
        notes::busy(run, step, measured.observed(step));
    }
    // What is over at once says nothing about sharing.
    let long = |serial: Elapsed| serial.wall >= Duration::from_millis(20);
    let is_long = measured.median("serial").is_some_and(long);
    if is_long {
        notes::compared(run, "", &measured);
        notes::lanes(run, &measured);
    }

    // The upper half of the whole set mirrors the lower one, which hides what an even split costs.
    if setup.is_whole
        && is_long
        && run.workers() > 1
        && solved("even split")
        && solved("dynamic rows")
    {
        let up = View {
            centre: (MIDDLE.0, MIDDLE.1 + WHOLE.1 / 4.0),
            ..*view
        };
        let mut steps = steps_of(&up, "shifted: serial");
        let names = ["shifted: even split", "shifted: dynamic rows"];
        add_threads(&mut steps, answers, run, &up, names);
        let measured = run.measure(steps);
        run.note("");
        if run.workers() == 2 {
            run.note(
                "The halves of the whole set mirror each other: equal work, by luck. Shifted up:",
            );
        }
        for step in names {
            notes::busy(run, step, measured.observed(step));
        }
        notes::compared(run, "shifted: ", &measured);
    }

    if parallel.into_iter().any(solved) {
        run.note("");
    }
    notes::oddities(run, view);
    match measured.result("serial") {
        Some(rows) if !run.is_sweep() => notes::picture(run, setup, rows),
        _ => Ok(()),
    }
}

/// The serial step, and how the results of the others are compared with its.
fn steps_of<'a>(view: &'a View, name: &str) -> Steps<'a, Counts> {
    let mut steps = Steps::new(|rows: &Counts| millions(rows));
    steps.differ(|right, wrong| notes::difference(right, wrong));
    steps.baseline(name, || {
        Ok(Rc::new((0..view.height).map(|y| row(view, y)).collect()))
    });
    steps
}

fn add_threads<'a>(
    steps: &mut Steps<'a, Counts>,
    answers: &'a Answers,
    run: &Run,
    view: &'a View,
    [even, dynamic]: [&str; 2],
) {
    let workers = run.workers();
    steps
        .add(even, move || {
            Ok(Rc::new((answers.even_split)(view, workers)))
        })
        .todo(1)
        .workers(workers)
        .watch("row");
    steps
        .add(dynamic, move || {
            Ok(Rc::new((answers.dynamic_rows)(view, workers)))
        })
        .todo(2)
        .workers(workers)
        .watch("row");
}

fn add_processes<'a>(
    steps: &mut Steps<'a, Counts>,
    answers: &'a Answers,
    run: &Run,
    view: &'a View,
) {
    let (workers, inline) = (run.workers(), run.inline());
    steps
        .add("processes", move || {
            // A pool of no workers runs everything in this process.
            let workers = if inline { 0 } else { workers };
            let rows = (answers.on_processes)(view, workers);
            Ok(Rc::new(rows.map_err(|error| error.to_string())?))
        })
        .todo(3)
        .workers(workers)
        .watch("row");
}

fn add_lanes<'a>(steps: &mut Steps<'a, Counts>, answers: &'a Answers, run: &Run, view: &'a View) {
    let workers = run.workers();
    let row = |y| (answers.row_in_lanes)(view, y);
    // A picture without rows asks for none, and an open TODO must not look solved.
    let ask = move || {
        if view.height == 0 {
            row(0);
        }
    };
    // It has one worker, however many a sweep is at.
    if !run.is_sweep() {
        steps
            .add("several at once", move || {
                ask();
                Ok(Rc::new((0..view.height).map(row).collect()))
            })
            .todo(4)
            .other_algorithm();
    }
    steps
        .add("… on all workers", move || {
            ask();
            let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build();
            let pool = pool.map_err(|error| error.to_string())?;
            let rows = pool.install(|| (0..view.height).into_par_iter().map(row).collect());
            Ok(Rc::new(rows))
        })
        .todo(4)
        .workers(workers)
        .other_algorithm();
}

/// How many iterations that were.
fn millions(rows: &Rows) -> String {
    let counts = rows.iter().flatten().map(|&count| u64::from(count));
    match counts.sum() {
        sum @ 0..10_000_000 => grouped(sum),
        sum => format!("{:.2} M", sum as f64 / 1e6),
    }
}
