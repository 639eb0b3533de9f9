//! A million numbers, added up by two children, and merged in order: TODO(2).

use super::{Setup, numbers, said};
use crate::parts::queue::Answers;
use crate::parts::queue::work::{Total, total};
use common::exercise::{Run, Steps};
use common::primes::even_chunks;

pub fn demo(answers: &Answers, setup: &Setup, run: &mut Run) {
    let (size, workers) = (setup.size, setup.workers);
    let mut steps = Steps::new(|total: &Total| total.0.to_string());
    steps.differ(|right, wrong| match right.0 == wrong.0 {
        true => format!(
            "The sum is right, but the digest is {:016x} instead of {:016x}: merged in another order than that \
             of the parts?",
            wrong.2, right.2
        ),
        false => "The sum does not depend on any order: is each part there, once?".to_string(),
    });
    steps.baseline("sum: serial", move || Ok(total(numbers(size))));
    if !run.inline() {
        let total_of = answers.total_of;
        steps
            .add("sum: a child each", move || {
                let parts = even_chunks(numbers(size), workers);
                said(move || total_of(&parts))
            })
            .todo(2)
            .workers(workers);
    }
    if let Some((_, _, digest)) = run.measure(steps).result("sum: serial") {
        run.note(format!(
            "{:<22} {digest:016x}, in the order of the numbers",
            "the digest"
        ));
    }
}
