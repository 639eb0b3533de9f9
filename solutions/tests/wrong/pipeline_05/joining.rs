//! Wrong ways to join the stages.

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
    let all = outcomes(jobs, stages).into_iter().map(Result::unwrap);
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
