//! Wrong reading stages.

use crossbeam::channel::{Receiver, bounded, unbounded};
use exercise_05_mixed::parts::pipeline::{Job, Loaded, read};
use std::thread;

pub fn no_limit(jobs: Receiver<Job>, readers: usize, _: usize) -> Receiver<Loaded> {
    let (sender, texts) = unbounded();
    for _ in 0..readers {
        let (jobs, sender) = (jobs.clone(), sender.clone());
        thread::spawn(move || jobs.iter().try_for_each(|job| sender.send(read(job))));
    }
    texts
}

pub fn all_first(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    let all: Vec<Loaded> = no_limit(jobs, readers, capacity).iter().collect();
    let (sender, texts) = bounded(capacity);
    thread::spawn(move || all.into_iter().try_for_each(|loaded| sender.send(loaded)));
    texts
}

pub fn joined_first(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    let (sender, texts) = bounded(capacity);
    thread::scope(|scope| {
        for _ in 0..readers {
            scope.spawn(|| jobs.iter().try_for_each(|job| sender.send(read(job))));
        }
    });
    texts
}

pub fn thread_per_file(jobs: Receiver<Job>, _: usize, capacity: usize) -> Receiver<Loaded> {
    let (sender, texts) = bounded(capacity);
    for job in jobs {
        let sender = sender.clone();
        thread::spawn(move || sender.send(read(job)));
    }
    texts
}

pub fn never_ends(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    let (sender, texts) = bounded(capacity);
    for _ in 0..readers {
        let (jobs, sender) = (jobs.clone(), sender.clone());
        thread::spawn(move || jobs.iter().try_for_each(|job| sender.send(read(job))));
    }
    std::mem::forget(sender);
    texts
}

pub fn loops(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
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

pub fn good_files_only(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
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

pub fn one_file_each(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    let (sender, texts) = bounded(capacity);
    for _ in 0..readers {
        let (jobs, sender) = (jobs.clone(), sender.clone());
        thread::spawn(move || jobs.recv().map(|job| sender.send(read(job))));
    }
    texts
}

pub fn failure_is_its_last(
    jobs: Receiver<Job>,
    readers: usize,
    capacity: usize,
) -> Receiver<Loaded> {
    let (sender, texts) = bounded(capacity);
    for _ in 0..readers {
        let (jobs, sender) = (jobs.clone(), sender.clone());
        thread::spawn(move || {
            for job in jobs {
                let loaded = read(job);
                let bad = loaded.is_err();
                if sender.send(loaded).is_err() || bad {
                    break;
                }
            }
        });
    }
    texts
}

pub fn unwraps_files(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    let (sender, texts) = bounded(capacity);
    for _ in 0..readers {
        let (jobs, sender) = (jobs.clone(), sender.clone());
        let one = move |job| sender.send(Ok(read(job).unwrap()));
        thread::spawn(move || jobs.iter().try_for_each(one));
    }
    texts
}
