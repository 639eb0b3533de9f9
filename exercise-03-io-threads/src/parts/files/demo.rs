//! Runs and times the answers of the part `files`.

use super::findings::findings;
use super::input::Input;
use super::{Answers, Outcome, Process, tell};
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
    for (name, todo, process) in [
        ("scoped threads", 1, answers.on_scoped_threads),
        ("rayon pool", 2, answers.on_a_pool),
    ] {
        steps
            .add(name, move || Ok(process(files, reader, workers)))
            .todo(todo)
            .workers(workers)
            .watch("process");
    }
    let measured = run.measure(steps);
    let solved = measured.result("scoped threads").is_some();
    if solved && !run.is_sweep() && !run.inline() {
        other_numbers(answers.on_scoped_threads, input, run);
    }

    let outcomes = measured.result("serial").map_or(&[][..], Vec::as_slice);
    let mut notes = findings(input, outcomes);
    notes.push(String::new());
    let under_way = |&step: &&str| Some(tell::under_way(step, measured.observed(step)?));
    notes.extend(
        ["scoped threads", "rayon pool"]
            .iter()
            .filter_map(under_way),
    );
    if solved && input.latency == Duration::ZERO {
        notes.extend(tell::NOBODY_WAITS.map(String::from));
    }
    let end = notes.iter().rposition(|note| !note.is_empty());
    notes.truncate(end.map_or(0, |last| last + 1));
    notes.into_iter().for_each(|note| run.note(note));
    Ok(())
}

fn steps(input: &Input) -> Steps<'_, Outcomes> {
    let mut steps = Steps::new(|outcomes: &Outcomes| tell::result(input, outcomes));
    steps.differ(|right, wrong| tell::difference(right, wrong));
    steps.waits();
    steps
}

/// The same on as many threads as there are cores, on 8 and on 64.
fn other_numbers(process: Process, input: &Input, run: &mut Run) {
    let mut numbers = vec![cores(), 8, 64];
    numbers.sort_unstable();
    numbers.dedup();
    numbers.retain(|&number| number != run.workers());
    let mut steps = steps(input);
    steps.against("serial");
    for workers in numbers {
        let work = move || Ok(process(&input.listing.files, &input.reader, workers));
        let name = format!("scoped threads: {workers}");
        steps.add(&name, work).todo(1).workers(workers);
    }
    run.measure(steps);
}
