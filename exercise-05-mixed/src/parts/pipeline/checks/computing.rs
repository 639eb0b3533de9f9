//! Judges TODO(2), the computing stage.

use super::super::Answers;
use super::super::work::load;
use super::items::{Advice, Item, outcome};
use super::scene::Scene;
use common::check::{Check, Verdict};
use common::witness::Observed;
use crossbeam::channel::unbounded;
use std::time::Duration;

/// How many outcomes came before the texts ended, and all that came.
type Computed = (usize, Vec<Item>);

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
    ]
}

const LATE: &str = "Does `start_workers` wait for its workers, or for all texts? It must return at once, while texts \
                    still come. Or does a worker never end? The channel ends when its last sender is dropped, and a \
                    worker drops its own when there are no more texts.";

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
    (0, results.iter().map(outcome).collect())
}

/// Sends the next text only when something has come of the one before.
fn one_by_one(answers: &Answers, scene: Scene) -> Computed {
    let (jobs, _setting) = scene.jobs();
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
    let mut items: Vec<Item> = jobs.iter().map_while(one).collect();
    let early = items.len();
    drop(sender);
    items.extend(results.iter().map(outcome));
    (early, items)
}

fn each_once(scene: &Scene, (_, items): &Computed, _: &Observed) -> Verdict {
    let advice = Advice {
        lost: "Does every worker go on until there are no texts left, also after an `Err`? A worker that panics takes \
               nothing more, and what it had in hand is gone.",
        failure_lost: "What could not be read has to arrive all the same: send an `Err` on as it is. `and_then` \
                       leaves it alone, and computes with an `Ok`.",
        twice: "Each text must go to one worker. All of them take from clones of the same `texts`.",
    };
    scene.each_once(items, true, &advice)
}

fn at_once(scene: &Scene, computed: &Computed, seen: &Observed) -> Verdict {
    let many = "There are more threads than `workers`: does each text get one of its own?";
    let few = "The results are right, but not computed by `workers` threads at once.";
    let at_once = || scene.at_once(seen, "compute", scene.workers, [many, few]);
    each_once(scene, computed, seen).or(at_once)
}

fn at_work(scene: &Scene, computed: &Computed, seen: &Observed) -> Verdict {
    let (early, _) = *computed;
    let asked = format!(
        "{} texts, each sent when the one before it is done",
        scene.files
    );
    match early == scene.files {
        true => each_once(scene, computed, seen),
        false => {
            let saw = format!("{early} outcomes before the channel of texts ended");
            let so = "The stage collects the texts first, so all of them are in memory. Compute with each as it comes.";
            Verdict::wrong("an outcome for each text as it comes", saw, so).asked(asked)
        }
    }
}
