//! Known wrong answers to exercise 5, part `pipeline`.

use super::Wrong;
use crossbeam::channel::{Receiver, bounded, unbounded};
use exercise_05_mixed::parts::pipeline::{
    Answers, Failure, Job, Loaded, Outcome, Results, RunPipeline, Stages, StartReaders,
    StartWorkers, compute, read,
};
use solutions::exercise_05_mixed::pipeline::ANSWERS as SOLVED;
use std::thread;

pub fn wrong_answers() -> Vec<Wrong> {
    let wrong = |todo, name, says, answers| Wrong {
        name,
        part: "pipeline",
        todo,
        says,
        answers: Box::new((
            exercise_05_mixed::exercise(),
            exercise_05_mixed::Answers { pipeline: answers },
        )),
    };
    let readers = |name, says, start_readers: StartReaders| {
        wrong(
            1,
            name,
            says,
            Answers {
                start_readers,
                ..SOLVED
            },
        )
    };
    let workers = |name, says, start_workers: StartWorkers| {
        wrong(
            2,
            name,
            says,
            Answers {
                start_workers,
                ..SOLVED
            },
        )
    };
    let joined = |name, says, run_pipeline: RunPipeline| {
        wrong(
            3,
            name,
            says,
            Answers {
                run_pipeline,
                ..SOLVED
            },
        )
    };
    vec![
        readers("an unbounded channel", "The channel has no limit", no_limit),
        readers(
            "room for each reader",
            "The room is given",
            |jobs, readers, _| (SOLVED.start_readers)(jobs, readers, readers),
        ),
        readers(
            "all read before any is sent",
            "read ahead of the channel",
            all_first,
        ),
        readers(
            "joined before it returns",
            "it must return first",
            joined_first,
        ),
        readers("one reader", "the latencies add up", |jobs, _, capacity| {
            (SOLVED.start_readers)(jobs, 1, capacity)
        }),
        readers(
            "a thread for each file",
            "more threads than `readers`",
            thread_per_file,
        ),
        readers(
            "a sender that is never dropped",
            "its last sender is dropped",
            never_ends,
        ),
        readers("a loop without end", "a reader never end", loops),
        readers(
            "failures dropped",
            "send what `read` gives",
            good_files_only,
        ),
        readers(
            "one file each",
            "go on until there are no jobs left",
            one_file_each,
        ),
        workers(
            "one worker",
            "not computed by `workers` threads",
            |texts, _| (SOLVED.start_workers)(texts, 1),
        ),
        workers(
            "joined at once",
            "not computed by `workers` threads",
            joined_at_once,
        ),
        workers(
            "a thread for each text",
            "more threads than `workers`",
            thread_per_text,
        ),
        workers("all texts first", "collects the texts first", texts_first),
        workers(
            "joined before it returns",
            "must return at once",
            workers_joined,
        ),
        workers("failures unwrapped", "send an `Err` on as it is", unwraps),
        workers(
            "failures dropped",
            "send an `Err` on as it is",
            good_texts_only,
        ),
        workers(
            "stops at the first failure",
            "also after an `Err`",
            stops_at_failure,
        ),
        workers(
            "a sender that is never dropped",
            "its last sender is dropped",
            keeps_sender,
        ),
        joined(
            "the first failure ends everything",
            "must not cost the others",
            first_failure,
        ),
        joined(
            "failures dropped",
            "put it into the second list",
            no_failures,
        ),
        joined("failures unwrapped", "Result::unwrap()", unwrapped),
        joined("order of arrival", "in the order of arrival", as_they_come),
        joined(
            "all texts first",
            "collects the texts between the stages",
            all_in_memory,
        ),
        joined(
            "computes by itself",
            "one thread did a stage's work",
            by_itself,
        ),
        joined("the last one lost", "until it ends", last_lost),
    ]
}

fn no_limit(jobs: Receiver<Job>, readers: usize, _: usize) -> Receiver<Loaded> {
    let (sender, texts) = unbounded();
    for _ in 0..readers {
        let (jobs, sender) = (jobs.clone(), sender.clone());
        thread::spawn(move || jobs.iter().try_for_each(|job| sender.send(read(job))));
    }
    texts
}

fn all_first(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    let all: Vec<Loaded> = no_limit(jobs, readers, capacity).iter().collect();
    let (sender, texts) = bounded(capacity);
    thread::spawn(move || all.into_iter().try_for_each(|loaded| sender.send(loaded)));
    texts
}

fn joined_first(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    let (sender, texts) = bounded(capacity);
    thread::scope(|scope| {
        for _ in 0..readers {
            scope.spawn(|| jobs.iter().try_for_each(|job| sender.send(read(job))));
        }
    });
    texts
}

fn thread_per_file(jobs: Receiver<Job>, _: usize, capacity: usize) -> Receiver<Loaded> {
    let (sender, texts) = bounded(capacity);
    for job in jobs {
        let sender = sender.clone();
        thread::spawn(move || sender.send(read(job)));
    }
    texts
}

fn never_ends(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    let (sender, texts) = bounded(capacity);
    for _ in 0..readers {
        let (jobs, sender) = (jobs.clone(), sender.clone());
        thread::spawn(move || jobs.iter().try_for_each(|job| sender.send(read(job))));
    }
    std::mem::forget(sender);
    texts
}

fn loops(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    let (sender, texts) = bounded(capacity);
    for _ in 0..readers {
        let (jobs, sender) = (jobs.clone(), sender.clone());
        thread::spawn(move || {
            loop {
                if let Ok(job) = jobs.recv() {
                    sender.send(read(job)).expect("somebody takes it");
                }
            }
        });
    }
    texts
}

fn good_files_only(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    let (sender, texts) = bounded(capacity);
    for _ in 0..readers {
        let (jobs, sender) = (jobs.clone(), sender.clone());
        thread::spawn(move || {
            let good = jobs.iter().map(read).filter(Result::is_ok);
            good.for_each(|text| sender.send(text).expect("somebody takes it"));
        });
    }
    texts
}

fn one_file_each(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    let (sender, texts) = bounded(capacity);
    for _ in 0..readers {
        let (jobs, sender) = (jobs.clone(), sender.clone());
        thread::spawn(move || jobs.recv().map(|job| sender.send(read(job))));
    }
    texts
}

fn joined_at_once(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    let (sender, results) = unbounded();
    for _ in 0..workers {
        let (texts, sender) = (texts.clone(), sender.clone());
        let one = move |loaded: Loaded| sender.send(loaded.and_then(compute));
        let worker = thread::spawn(move || texts.iter().try_for_each(one));
        worker.join().expect("no panic").expect("somebody takes it");
    }
    results
}

fn thread_per_text(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    let (sender, results) = bounded(workers);
    thread::spawn(move || {
        for loaded in texts {
            let sender = sender.clone();
            thread::spawn(move || sender.send(loaded.and_then(compute)));
        }
    });
    results
}

fn texts_first(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    let (sender, results) = bounded(workers);
    thread::spawn(move || {
        let all: Vec<Loaded> = texts.iter().collect();
        let (again, texts) = unbounded();
        all.into_iter().for_each(|loaded| drop(again.send(loaded)));
        drop(again);
        let outcomes = (SOLVED.start_workers)(texts, workers);
        outcomes.iter().try_for_each(|outcome| sender.send(outcome))
    });
    results
}

fn workers_joined(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    let (sender, results) = unbounded();
    thread::scope(|scope| {
        for _ in 0..workers {
            let one = |loaded: Loaded| sender.send(loaded.and_then(compute));
            let texts = &texts;
            scope.spawn(move || texts.iter().try_for_each(one));
        }
    });
    results
}

/// Workers that do `work` with what was read, until it gives nothing more.
fn workers_that(
    texts: Receiver<Loaded>,
    workers: usize,
    work: fn(&Receiver<Loaded>) -> Option<Outcome>,
) -> Receiver<Outcome> {
    let (sender, results) = bounded(workers);
    for _ in 0..workers {
        let (texts, sender) = (texts.clone(), sender.clone());
        let more = move || work(&texts);
        thread::spawn(move || std::iter::from_fn(more).try_for_each(|done| sender.send(done)));
    }
    results
}

fn unwraps(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    workers_that(texts, workers, |texts| {
        Some(compute(texts.recv().ok()?.unwrap()))
    })
}

fn good_texts_only(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    workers_that(texts, workers, |texts| {
        texts.iter().flatten().next().map(compute)
    })
}

fn stops_at_failure(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    // The failure itself arrives, or the message would be about that.
    let (sender, results) = bounded(workers);
    for _ in 0..workers {
        let (texts, sender) = (texts.clone(), sender.clone());
        thread::spawn(move || {
            for loaded in texts {
                let failed = loaded.is_err();
                let sent = sender.send(loaded.and_then(compute));
                if failed || sent.is_err() {
                    break;
                }
            }
        });
    }
    results
}

fn keeps_sender(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    let (sender, results) = bounded(workers);
    for _ in 0..workers {
        let (texts, sender) = (texts.clone(), sender.clone());
        let one = move |loaded: Loaded| sender.send(loaded.and_then(compute));
        thread::spawn(move || texts.iter().try_for_each(one));
    }
    std::mem::forget(sender);
    results
}

/// Every outcome, in whatever order.
fn outcomes(jobs: Receiver<Job>, stages: &Stages) -> Vec<Outcome> {
    stages.compute(stages.read(jobs)).iter().collect()
}

fn split(outcomes: impl IntoIterator<Item = Outcome>) -> Results {
    let mut all = Results::default();
    for outcome in outcomes {
        outcome.map_or_else(|failure| all.1.push(failure), |print| all.0.push(print));
    }
    all
}

fn sorted(outcomes: impl IntoIterator<Item = Outcome>) -> Results {
    let mut all = split(outcomes);
    all.0.sort_by_key(|print| print.index);
    all.1.sort_by_key(|failure| failure.index);
    all
}

fn first_failure(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let results = stages.compute(stages.read(jobs));
    let all: Result<Vec<_>, Failure> = results.into_iter().collect();
    match all {
        Ok(done) => sorted(done.into_iter().map(Ok)),
        Err(failure) => (Vec::new(), vec![failure]),
    }
}

fn no_failures(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let good = outcomes(jobs, stages).into_iter().filter(Result::is_ok);
    sorted(good)
}

fn unwrapped(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let all = outcomes(jobs, stages).into_iter().map(Result::unwrap);
    sorted(all.map(Ok))
}

fn as_they_come(jobs: Receiver<Job>, stages: &Stages) -> Results {
    split(outcomes(jobs, stages))
}

fn all_in_memory(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let all: Vec<Loaded> = stages.read(jobs).iter().collect();
    let (sender, texts) = unbounded();
    all.into_iter().for_each(|loaded| drop(sender.send(loaded)));
    drop(sender);
    sorted(stages.compute(texts))
}

fn by_itself(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let texts = stages.read(jobs).into_iter();
    sorted(texts.map(|loaded| loaded.and_then(compute)))
}

fn last_lost(jobs: Receiver<Job>, stages: &Stages) -> Results {
    let files = jobs.len();
    let results = stages.compute(stages.read(jobs));
    sorted(results.into_iter().take(files.saturating_sub(1)))
}
