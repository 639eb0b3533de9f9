//! Runs and times the answers of the part `files`.

use super::input::Input;
use super::{Answers, Outcome, tell};
use common::exercise::{Run, Steps, cores};
use std::time::Duration;

type Outcomes = Vec<Outcome>;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let input = &Input::of(run)?;
    let (files, reader, workers) = (&input.listing.files, &input.reader, run.workers());
    run.about(tell::about(input));
    tell::warn_of_a_long_wait(input, run.runs());

    let mut steps = steps(input);
    steps.baseline("serial", || {
        Ok(files.iter().map(|file| reader.process(file)).collect())
    });
    steps
        .add("scoped threads", || {
            Ok((answers.on_scoped_threads)(files, reader, workers))
        })
        .todo(1)
        .workers(workers)
        .watch("process");
    steps
        .add("rayon pool", || {
            Ok((answers.on_a_pool)(files, reader, workers))
        })
        .todo(2)
        .workers(workers)
        .watch("process");
    let measured = run.measure(steps);
    let mut lines = Vec::new();
    for step in ["scoped threads", "rayon pool"] {
        let observed = measured.observed(step);
        lines.extend(observed.map(|observed| tell::under_way(step, observed)));
    }

    if measured.result("scoped threads").is_some() && !run.sweeping() && !run.inline() {
        let mut steps = self::steps(input);
        steps.against("serial");
        for workers in other_numbers(workers) {
            steps
                .add(&format!("scoped threads: {workers}"), move || {
                    Ok((answers.on_scoped_threads)(files, reader, workers))
                })
                .todo(1)
                .workers(workers);
        }
        run.measure(steps);
    }

    let outcomes = measured.result("serial").map_or(&[][..], Vec::as_slice);
    tell::findings(input, outcomes)
        .into_iter()
        .for_each(|line| run.note(line));
    if !lines.is_empty() {
        run.note("");
        lines.into_iter().for_each(|line| run.note(line));
    }
    if input.latency == Duration::ZERO && measured.result("scoped threads").is_some() {
        run.note("Without latency nobody waits: the files lie in memory already, and reading them");
        run.note(
            "is work for a core. More threads than cores only add what it costs to start them.",
        );
    }
    Ok(())
}

fn steps(input: &Input) -> Steps<'_, Outcomes> {
    let mut steps = Steps::new(|outcomes: &Outcomes| tell::result(input, outcomes));
    steps.differ(|right, wrong| tell::difference(right, wrong));
    steps.waits();
    steps
}

/// As many threads as cores, as for work that computes; fewer and more than the usual 32.
fn other_numbers(workers: usize) -> Vec<usize> {
    let mut numbers = vec![cores(), 8, 64];
    numbers.sort_unstable();
    numbers.dedup();
    numbers.retain(|&number| number != workers);
    numbers
}
