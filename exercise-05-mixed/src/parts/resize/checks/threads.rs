//! Judges TODO(1), on threads.

use super::super::Answers;
use super::super::watch::Gate;
use super::judge::{Advice, Crew, UNWRAPPED, all_there, at_once};
use super::scene::{Came, Scene};
use common::check::{Check, Verdict};
use common::witness::Observed;

pub fn checks() -> Vec<Check<Answers>> {
    let check =
        |sentence, scene, judge| Check::new(1, sentence, scene, run, judge).panicked(UNWRAPPED);
    vec![
        check(
            "every_picture_has_its_result",
            |seed| Scene::of(seed, 13),
            complete,
        ),
        check(
            "works_on_as_many_threads_as_workers",
            |seed| Scene::of(seed, 13),
            on_threads,
        )
        .holding(3)
        .points(2),
        check(
            "a_broken_picture_costs_no_other",
            |seed| Scene {
                broken: Some(4),
                ..Scene::of(seed, 13)
            },
            complete,
        )
        .points(2),
        check(
            "copes_with_no_pictures",
            |seed| Scene::of(seed, 0),
            complete,
        ),
        check(
            "copes_with_more_workers_than_pictures",
            |seed| Scene {
                workers: 8,
                ..Scene::of(seed, 2)
            },
            complete,
        ),
        check(
            "copes_with_one_worker",
            |seed| Scene {
                workers: 1,
                ..Scene::of(seed, 5)
            },
            one_thread,
        ),
    ]
}

fn run(answers: &Answers, scene: Scene) -> Came {
    scene.run(Gate::default(), |jobs| {
        (answers.on_threads)(&jobs, scene.workers)
    })
}

const CREW: Crew = Crew {
    who: "on threads",
    many: "More threads than `workers` do the work. A thread for each picture is a crowd: they compete for the cores, and \
           each has a picture in memory. Or new threads are started again and again, and each time all wait for the \
           slowest: start `workers` threads, once.",
    few: "The results are right, but not made by `workers` threads at once. Is the iterator a parallel one, and \
                   does it run inside your pool? Or is each thread joined before the next one starts?",
};

fn complete(scene: &Scene, came: &Came, _: &Observed) -> Verdict {
    let advice = Advice {
        lost: "Is there a share for every picture, also where the number of workers does not divide theirs? And what \
               goes wrong with one must not end the others.",
        failure_lost: "A failure is an outcome, too: do not drop it, and do not stop at it. Collect what `resize` gives \
                       as it is.",
    };
    all_there(scene, came, &advice)
}

fn on_threads(scene: &Scene, came: &Came, seen: &Observed) -> Verdict {
    let here = || one_process(scene, seen);
    let threads = || at_once(scene, seen, "resize", scene.workers, &CREW);
    complete(scene, came, seen).or(here).or(threads)
}

fn one_thread(scene: &Scene, came: &Came, seen: &Observed) -> Verdict {
    let one = || at_once(scene, seen, "resize", 1, &CREW);
    complete(scene, came, seen).or(one)
}

fn one_process(scene: &Scene, seen: &Observed) -> Verdict {
    match seen.calls.iter().all(|call| call.pid == seen.asked_pid) {
        true => Verdict::Pass,
        false => Verdict::wrong(
            "threads of this process",
            "calls in other processes",
            "This TODO asks for threads; the next one is for processes.",
        )
        .asked(format!("{scene:?}")),
    }
}
