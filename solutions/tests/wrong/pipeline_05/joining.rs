//! Wrong ways to join the stages.

use super::SOLVED;
use crossbeam::channel::{Receiver, unbounded};
use exercise_05_mixed::parts::pipeline::{Failure, Job, Loaded, Outcome, Results, Stages, compute};

/// Every outcome, in whatever order.
pub fn outcomes(jobs: Receiver<Job>, stages: &Stages) -> Vec<Outcome> {
    stages.compute(stages.read(jobs)).iter().collect()
}

pub fn split(outcomes: impl IntoIterator<Item = Outcome>) -> Results {
    let mut all = Results::default();
    for outcome in outcomes {
        outcome.map_or_else(|failure| all.1.push(failure), |print| all.0.push(print));
    }
    all
}

pub fn sorted(outcomes: impl IntoIterator<Item = Outcome>) -> Results {
    let mut all = split(outcomes);
    all.0.sort_by_key(|print| print.index);
    all.1.sort_by_key(|failure| failure.index);
    all
}

pub fn first_failure(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let results = stages.compute(stages.read(jobs));
    let all: Result<Vec<_>, Failure> = results.into_iter().collect();
    match all {
        Ok(done) => sorted(done.into_iter().map(Ok)),
        Err(failure) => (Vec::new(), vec![failure]),
    }
}

pub fn no_failures(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let good = outcomes(jobs, stages).into_iter().filter(Result::is_ok);
    sorted(good)
}

pub fn unwrapped(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let all = outcomes(jobs, stages)
        .into_iter()
        .map(|outcome| outcome.unwrap());
    sorted(all.map(Ok))
}

pub fn as_they_come(jobs: Receiver<Job>, stages: &Stages) -> Results {
    split(outcomes(jobs, stages))
}

pub fn all_in_memory(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let all: Vec<Loaded> = stages.read(jobs).iter().collect();
    let (sender, texts) = unbounded();
    all.into_iter().for_each(|loaded| drop(sender.send(loaded)));
    drop(sender);
    sorted(stages.compute(texts))
}

pub fn by_itself(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let texts = stages.read(jobs).into_iter();
    sorted(texts.map(|loaded| loaded.and_then(compute)))
}

pub fn last_lost(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let files = jobs.len();
    let results = stages.compute(stages.read(jobs));
    sorted(results.into_iter().take(files.saturating_sub(1)))
}

/// A pipeline for so many files at a time, each awaited before the next.
fn in_batches(jobs: Receiver<Job>, stages: &Stages, size: usize) -> Results {
    let mut all = Vec::new();
    while !jobs.is_empty() {
        let (sender, few) = unbounded();
        let batch = jobs.try_iter().take(size);
        batch.for_each(|job| sender.send(job).expect("it is taken below"));
        drop(sender);
        all.extend(outcomes(few, stages));
    }
    sorted(all)
}

pub fn one_by_one(jobs: Receiver<Job>, stages: &Stages) -> Results {
    in_batches(jobs, stages, 1)
}

pub fn four_by_four(jobs: Receiver<Job>, stages: &Stages) -> Results {
    in_batches(jobs, stages, 4)
}

pub fn its_own_numbers(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let texts = (SOLVED.start_readers)(jobs, 8, 8);
    sorted(stages.compute(texts))
}

pub fn backwards(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let mut all = sorted(outcomes(jobs, stages));
    all.0.reverse();
    all.1.reverse();
    all
}
