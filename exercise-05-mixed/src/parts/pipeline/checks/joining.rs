//! Judges TODO(3), the stages joined. The stages are right here, so that it is judged alone.

use super::super::stages::{our_readers, our_workers};
use super::super::work::{Job, Loaded, Outcome};
use super::super::{Answers, Stages};
use super::items::{Advice, Came, Item, outcome};
use super::scene::Scene;
use common::check::{Check, Verdict};
use common::witness::Observed;
use crossbeam::channel::{Receiver, unbounded};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What was computed, what failed, how many texts were in memory at most, and how often each stage was started.
type Joined = (Vec<Item>, Vec<Item>, usize, [usize; 2]);

pub fn checks() -> Vec<Check<Answers>> {
    let check = |sentence, scene, judge| Check::new(3, sentence, scene, run, judge);
    vec![
        check(
            "gives_what_the_stages_computed",
            |seed| Scene::of(seed, 12),
            by_the_stages,
        ),
        Check::new(
            3,
            "keeps_the_order_of_the_files",
            two_bad,
            run_backwards,
            in_order,
        ),
        check(
            "reports_a_file_that_cannot_be_read_and_loses_no_other",
            one_missing,
            complete,
        )
        .points(2),
        check("reports_a_panic_and_loses_no_other_file", two_bad, complete).points(2),
        check(
            "keeps_only_a_few_files_in_memory",
            |seed| Scene::of(seed, 40),
            few_in_memory,
        )
        .points(2),
        check("copes_with_no_files", |seed| Scene::of(seed, 0), complete),
        check("copes_with_one_file", |seed| Scene::of(seed, 1), complete),
    ]
}

fn one_missing(seed: u64) -> Scene {
    Scene {
        missing: Some(5),
        ..Scene::of(seed, 12)
    }
}

fn two_bad(seed: u64) -> Scene {
    Scene {
        missing: Some(8),
        panics: Some(2),
        ..Scene::of(seed, 12)
    }
}

fn run(answers: &Answers, scene: Scene) -> Joined {
    run_on(answers, scene, counted_workers)
}

/// How often each stage was started. The process answers one question and ends, so nothing else counts here.
static STARTED: [AtomicUsize; 2] = [const { AtomicUsize::new(0) }; 2];

fn counted_readers(jobs: Receiver<Job>, readers: usize, capacity: usize) -> Receiver<Loaded> {
    STARTED[0].fetch_add(1, Ordering::Relaxed);
    our_readers(jobs, readers, capacity)
}

fn counted_workers(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    STARTED[1].fetch_add(1, Ordering::Relaxed);
    our_workers(texts, workers)
}

/// Here the last file is the first to be done, and the odd ones come before the even ones.
fn run_backwards(answers: &Answers, scene: Scene) -> Joined {
    run_on(answers, scene, backwards)
}

fn backwards(texts: Receiver<Loaded>, workers: usize) -> Receiver<Outcome> {
    let mut outcomes: Vec<Outcome> = counted_workers(texts, workers).iter().collect();
    let index = |outcome: &Outcome| match outcome {
        Ok(fingerprint) => fingerprint.index,
        Err(failure) => failure.index,
    };
    outcomes.sort_by_key(|outcome| std::cmp::Reverse((index(outcome) % 2, index(outcome))));
    let (sender, results) = unbounded();
    outcomes
        .into_iter()
        .for_each(|outcome| drop(sender.send(outcome)));
    results
}

fn run_on(
    answers: &Answers,
    scene: Scene,
    start_workers: fn(Receiver<Loaded>, usize) -> Receiver<Outcome>,
) -> Joined {
    let (jobs, setting) = scene.jobs();
    let stages = Stages {
        readers: scene.readers,
        capacity: scene.capacity,
        workers: scene.workers,
        start_readers: counted_readers,
        start_workers,
    };
    let (done, failed) = (answers.run_pipeline)(jobs, &stages);
    let done = done.into_iter().map(|done| outcome(Ok(done))).collect();
    let failed = failed
        .into_iter()
        .map(|failed| outcome(Err(failed)))
        .collect();
    let started = [0, 1].map(|stage| STARTED[stage].load(Ordering::Relaxed));
    (done, failed, setting.figures().most_in_memory, started)
}

fn complete(scene: &Scene, (done, failed, ..): &Joined, _: &Observed) -> Verdict {
    let advice = Advice {
        lost: "Take from the channel of results until it ends, and go on after an error: one bad file must not cost \
               the others.",
        failure_lost: FAILURE_LOST,
        panic_lost: FAILURE_LOST,
        twice: "Each outcome belongs into one of the two lists, once.",
    };
    let all: Came = (done.iter().chain(failed).cloned().collect(), None);
    scene.each_once(&all, true, &advice)
}

const FAILURE_LOST: &str = "An error is a result as well: put it into the second list.";

fn in_order(scene: &Scene, joined: &Joined, seen: &Observed) -> Verdict {
    complete(scene, joined, seen).or(|| {
        let indices = |items: &[Item]| items.iter().map(|(index, _)| *index).collect::<Vec<_>>();
        for (list, items) in [("what was computed", &joined.0), ("what failed", &joined.1)] {
            let saw = indices(items);
            if !saw.is_sorted() {
                let expected = format!("{list} in the order of the files");
                let so = "All is there, and it may arrive in any order: sort each list by `index`, the smallest first.";
                return Verdict::wrong(expected, format!("files {saw:?}"), so)
                    .asked(format!("{scene:?}; the last file is done first"));
            }
        }
        Verdict::Pass
    })
}

fn by_the_stages(scene: &Scene, joined: &Joined, seen: &Observed) -> Verdict {
    complete(scene, joined, seen).or(|| {
        let is_main = |call: &common::witness::Seen| call.thread.1 == "main";
        match seen.calls.iter().find(|call| is_main(call)) {
            None => Verdict::Pass,
            Some(call) => Verdict::serial(
                "reading and computing in the threads of the stages",
                format!("calls of `{}` on the main thread", call.work),
                "The results are right, but one thread did a stage's work. `stages.read` and `stages.compute` start \
                 the threads.",
            )
            .asked(format!("{scene:?}")),
        }
    })
    .or(|| each_started_once(scene, joined))
}

/// Else the stages work on one file after the other, or with numbers that are not those of `stages`.
fn each_started_once(scene: &Scene, joined: &Joined) -> Verdict {
    for (stage, started) in ["read", "compute"].into_iter().zip(joined.3) {
        let so = match started {
            1 => continue,
            0 => {
                "`stages` knows how many threads there may be, and how much room: `stages.read` starts the readers, \
                  `stages.compute` the workers."
            }
            _ => {
                "A pipeline is started once, for all files. If it is started anew for a few of them and waited for, \
                  reading and computing do not overlap."
            }
        };
        let saw = match started {
            0 => "not called".to_string(),
            n => format!("called {n} times"),
        };
        let expected = format!("`stages.{stage}` called once");
        return Verdict::serial(expected, saw, so).asked(format!("{scene:?}"));
    }
    Verdict::Pass
}

fn few_in_memory(scene: &Scene, joined: &Joined, seen: &Observed) -> Verdict {
    let started = || each_started_once(scene, joined);
    complete(scene, joined, seen).or(started).or(|| {
        let (most, limit) = (joined.2, scene.capacity + scene.readers + scene.workers);
        let expected = format!("{limit} texts in memory at most: one with each reader and each worker, and those in the channel");
        match most <= limit {
            true => Verdict::Pass,
            false => Verdict::wrong(
                expected,
                format!("{most} of {} at the same time", scene.files),
                "Somebody collects the texts between the stages. Hand the channel that `stages.read` gives to \
                 `stages.compute` as it is.",
            )
            .asked(format!("{scene:?}")),
        }
    })
}
