//! Judges TODO(2), the computing stage.

use super::super::Answers;
use super::super::work::load;
use super::items::{self, Advice, Came, Item, outcome};
use super::scene::Scene;
use common::check::{Check, Verdict};
use common::witness::Observed;
use crossbeam::channel::unbounded;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Two counts that a check looks at, and all that came.
type Computed = ([usize; 2], Came);

pub fn checks() -> Vec<Check<Answers>> {
    let check = |sentence, scene, judge| Check::new(2, sentence, scene, compute, judge).late(LATE);
    vec![
        check(
            "computes_with_every_text_once",
            |seed| Scene::of(seed, 12),
            each_once,
        ),
        check("copes_with_no_texts", |seed| Scene::of(seed, 0), each_once),
        check("hands_on_what_could_not_be_read", one_missing, each_once).points(2),
        check("goes_on_after_a_panic", one_panics, each_once),
        check("uses_as_many_threads_as_workers", five_workers, at_once)
            .holding(5)
            .points(2),
        Check::new(
            2,
            "computes_while_texts_still_come",
            |seed| Scene::of(seed, 3),
            one_by_one,
            at_work,
        )
        .late(LATE),
        Check::new(
            2,
            "takes_a_text_only_when_a_worker_is_free",
            five_workers,
            while_all_compute,
            no_more,
        )
        .late(LATE)
        .points(2),
    ]
}

const LATE: &str = "Does `start_workers` wait for its workers, or for all texts? It must return at once, while texts \
                    still come. Or does a worker never end? The channel ends when its last sender is dropped, and a \
                    worker drops its own when there are no more texts. Or does a sender live on outside the threads, \
                    say a clone that nobody drops?";

fn one_missing(seed: u64) -> Scene {
    Scene {
        workers: 1,
        missing: Some(5),
        ..Scene::of(seed, 12)
    }
}

fn one_panics(seed: u64) -> Scene {
    Scene {
        workers: 1,
        panics: Some(5),
        ..Scene::of(seed, 12)
    }
}

fn five_workers(seed: u64) -> Scene {
    Scene {
        workers: 5,
        ..Scene::of(seed, 15)
    }
}

fn compute(answers: &Answers, scene: Scene) -> Computed {
    let (jobs, _setting) = scene.jobs();
    let (sender, texts) = unbounded();
    jobs.iter().for_each(|job| drop(sender.send(load(job))));
    drop(sender);
    let results = (answers.start_workers)(texts, scene.workers);
    ([0, 0], items::all(results.iter().map(outcome)))
}

/// Sends the next text only when something has come of the one before: counts the outcomes that came like this, and
/// how many texts were computed with at once.
fn one_by_one(answers: &Answers, scene: Scene) -> Computed {
    let (jobs, setting) = scene.jobs();
    let (sender, texts) = unbounded();
    let results = (answers.start_workers)(texts, scene.workers);
    let one = |job| {
        let _ = sender.send(load(job));
        // So long only for a wrong answer: it waits for an end that has not come.
        results
            .recv_timeout(Duration::from_secs(5))
            .ok()
            .map(outcome)
    };
    let early: Vec<Item> = jobs.iter().map_while(one).collect();
    let counts = [early.len(), setting.figures().most_computing];
    drop(sender);
    let late = results.iter().map(outcome);
    (counts, items::all(early.into_iter().chain(late)))
}

/// Lets no worker end its first text until the stage has had every chance to take another: counts those it took.
fn while_all_compute(answers: &Answers, scene: Scene) -> Computed {
    let (jobs, setting) = scene.jobs();
    setting.held.store(true, Ordering::Release);
    let (sender, texts) = unbounded();
    jobs.iter().for_each(|job| drop(sender.send(load(job))));
    drop(sender);
    let left = texts.clone();
    let results = (answers.start_workers)(texts, scene.workers);
    let taken = || scene.files - left.len();
    let pause = || std::thread::sleep(Duration::from_millis(1));
    // A right answer gets this far by itself, and no further. Whoever gets less far is judged by another check.
    (0..2_000)
        .take_while(|_| taken() < scene.workers)
        .for_each(|_| pause());
    // One that goes further gets the chance to. The workers wait, so nothing is in its way.
    (0..500).for_each(|_| pause());
    let counts = [taken(), setting.figures().most_computing];
    drop(left);
    setting.held.store(false, Ordering::Release);
    (counts, items::all(results.iter().map(outcome)))
}

const MORE: &str = "More threads than `workers` compute. Does the loop start exactly `workers`, and no text one of its own?";

fn each_once(scene: &Scene, (_, came): &Computed, _: &Observed) -> Verdict {
    let advice = Advice {
        lost: "Does every worker go on until there are no texts left, also after an `Err`? A worker that panics takes \
               nothing more, and what it had in hand is gone.",
        failure_lost: "What could not be read has to arrive all the same: send an `Err` on as it is. `and_then` \
                       leaves it alone, and computes with an `Ok`.",
        panic_lost: "`compute` gives an `Err` for a panic: send it on like any other, with no `unwrap` and no `?`.",
        twice: "Each text must go to one worker. All of them take from clones of the same `texts`.",
    };
    scene.each_once(came, true, &advice)
}

fn at_once(scene: &Scene, computed: &Computed, seen: &Observed) -> Verdict {
    let few = "The results are right, but not computed by `workers` threads at once.";
    let at_once = || scene.at_once(seen, "compute", scene.workers, [MORE, few]);
    each_once(scene, computed, seen).or(at_once)
}

fn at_work(scene: &Scene, computed: &Computed, seen: &Observed) -> Verdict {
    let [early, computing] = computed.0;
    let asked = format!(
        "{} texts, each sent when the one before it is done",
        scene.files
    );
    match early == scene.files {
        true => each_once(scene, computed, seen),
        false => {
            let saw = format!("{early} outcomes before the channel of texts ended");
            let so = match computing {
                0 => {
                    "The stage collects the texts first, so all of them are in memory. Compute with each as it comes."
                }
                _ => {
                    "Send each outcome before you take the next text, and go on until there are no more."
                }
            };
            Verdict::wrong("an outcome for each text as it comes", saw, so).asked(asked)
        }
    }
}

fn no_more(scene: &Scene, computed: &Computed, seen: &Observed) -> Verdict {
    let [taken, computing] = computed.0;
    each_once(scene, computed, seen).or(|| {
        let workers = scene.workers;
        let asked = format!("{scene:?}; no worker comes to an end at first");
        if computing > workers {
            let expected = format!("{workers} texts computed with at the same time");
            return Verdict::wrong(expected, format!("{computing} at the same time"), MORE)
                .asked(asked);
        }
        let expected = format!("{workers} texts taken: one by each worker");
        let so = "The stage takes texts that no worker is free for, so they pile up in memory, and the readers never \
                  wait. Let each worker take its next text from `texts` itself.";
        match taken > workers {
            true => Verdict::wrong(expected, format!("{taken} texts taken"), so).asked(asked),
            false => Verdict::Pass,
        }
    })
}
