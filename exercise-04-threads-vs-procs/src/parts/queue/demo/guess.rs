//! A conversation of two: TODO(5).

use super::{Setup, said};
use crate::parts::queue::{Answers, Secret};
use common::exercise::{Run, Steps, count, grouped, seconds};

pub fn demo(answers: &Answers, setup: &Setup, run: &mut Run) {
    if run.inline() {
        return;
    }
    let below = setup.size.max(1);
    let number = fastrand::u64(0..below);
    let find_out = answers.find_out;
    let mut steps = Steps::new(|number: &u64| grouped(*number));
    steps.waits();
    steps.expect(number);
    let step = move || said(move || find_out(Secret::new(number), below));
    steps.add("guess: ask a child", step).todo(5);
    let measured = run.measure(steps);
    if let Some(elapsed) = measured.median("guess: ask a child") {
        // Halving leaves one number after so many questions, at most.
        let questions = count(below.ilog2() as usize + 1, "question");
        run.note(format!(
            "{:<22} {} with the start of the child; {questions} at most",
            "the number",
            seconds(elapsed.wall)
        ));
    }
}
