//! Wrong computing stages.

use super::SOLVED;
use crossbeam::channel::{Receiver, bounded, unbounded};
use exercise_05_mixed::parts::pipeline::{Loaded, Outcome, compute};
use std::thread;

pub fn joined_at_once(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    let (sender, results) = unbounded();
    for _ in 0..workers {
        let (texts, sender) = (texts.clone(), sender.clone());
        let one = move |loaded: Loaded| sender.send(loaded.and_then(compute));
        let worker = thread::spawn(move || texts.iter().try_for_each(one));
        worker.join().expect("no panic").expect("somebody takes it");
    }
    results
}

pub fn thread_per_text(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    let (sender, results) = bounded(workers);
    thread::spawn(move || {
        for loaded in texts {
            let sender = sender.clone();
            thread::spawn(move || sender.send(loaded.and_then(compute)));
        }
    });
    results
}

pub fn texts_first(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
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

pub fn workers_joined(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
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
pub fn workers_that(
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

pub fn unwraps(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    workers_that(texts, workers, |texts| {
        Some(compute(texts.recv().ok()?.unwrap()))
    })
}

pub fn good_texts_only(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    workers_that(texts, workers, |texts| {
        texts.iter().flatten().next().map(compute)
    })
}

pub fn stops_at_failure(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
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

pub fn keeps_sender(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    let (sender, results) = bounded(workers);
    for _ in 0..workers {
        let (texts, sender) = (texts.clone(), sender.clone());
        let one = move |loaded: Loaded| sender.send(loaded.and_then(compute));
        thread::spawn(move || texts.iter().try_for_each(one));
    }
    std::mem::forget(sender);
    results
}

/// One thread deals the texts to the workers, each of which has a queue of its own.
pub fn queue_each(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    let (sender, results) = bounded(workers);
    let queues: Vec<_> = (0..workers).map(|_| unbounded::<Loaded>()).collect();
    for (_, mine) in &queues {
        let (mine, sender) = (mine.clone(), sender.clone());
        let one = move |loaded: Loaded| sender.send(loaded.and_then(compute));
        thread::spawn(move || mine.iter().try_for_each(one));
    }
    thread::spawn(move || {
        let deal = |(i, loaded): (usize, Loaded)| queues[i % queues.len()].0.send(loaded);
        texts.iter().enumerate().try_for_each(deal)
    });
    results
}

/// The failure of a text that could be read is not expected.
pub fn unwraps_outcome(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    workers_that(texts, workers, |texts| {
        let loaded = texts.recv().ok()?;
        Some(loaded.map(|text| compute(text).unwrap()))
    })
}

pub fn held_back(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    let (sender, results) = unbounded();
    for _ in 0..workers {
        let (texts, sender) = (texts.clone(), sender.clone());
        thread::spawn(move || {
            let outcomes = texts.iter().map(|loaded| loaded.and_then(compute));
            let all: Vec<Outcome> = outcomes.collect();
            all.into_iter().try_for_each(|outcome| sender.send(outcome))
        });
    }
    results
}

pub fn one_text_each(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    let (sender, results) = bounded(workers);
    for _ in 0..workers {
        let (texts, sender) = (texts.clone(), sender.clone());
        let one = move |loaded: Loaded| sender.send(loaded.and_then(compute));
        thread::spawn(move || texts.recv().map(one));
    }
    results
}
