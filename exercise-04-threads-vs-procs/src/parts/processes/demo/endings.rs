//! Jobs that end in all the ways there are: TODO(4).

use super::note;
use crate::parts::processes::job::{expected, in_words};
use crate::parts::processes::{Answers, Ending, Job};
use common::exercise::{Run, Steps};

const JOBS: [Job; 7] = [
    Job::Return(7),
    Job::Panic,
    Job::Exit(3),
    Job::Exit(0),
    Job::Abort,
    Job::Crash,
    Job::Kill,
];

pub fn demo(answers: &Answers, run: &mut Run) {
    let post_mortem = answers.post_mortem;
    let mut steps = Steps::new(|endings: &Vec<Ending>| format!("{} endings", endings.len()));
    steps.waits();
    if cfg!(unix) {
        steps.expect(JOBS.iter().map(expected).collect());
    }
    steps.differ(|right, wrong| {
        let all = JOBS.iter().zip(right.iter().zip(wrong));
        let mut wrong = all.filter(|(_, (right, wrong))| right != wrong);
        let told = wrong.next().map(|(job, (right, wrong))| {
            format!("Job::{job:?}: {}, not {}", in_words(wrong), in_words(right))
        });
        told.unwrap_or("one for each job".to_string())
    });
    steps
        .add("post-mortem", move || {
            post_mortem(&JOBS).map_err(|error| error.to_string())
        })
        .todo(4)
        .workers(JOBS.len());
    let measured = run.measure(steps);
    if let Some(endings) = measured.result("post-mortem") {
        let line = |(job, ending)| format!("{:<10} {}", format!("{job:?}"), in_words(ending));
        let lines: Vec<String> = JOBS.iter().zip(endings).map(line).collect();
        note(run, "post-mortem", &lines);
    }
}
