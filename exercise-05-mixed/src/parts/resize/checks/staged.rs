//! Judges TODO(3), the pipeline.

use super::super::Answers;
use super::super::watch::Gate;
use super::judge::{Advice, Crew, UNWRAPPED, all_there, at_once};
use super::scene::{Came, Scene};
use common::check::{Check, Verdict};
use common::witness::Observed;

const LATE: &str = "Does a channel never end? It does when its last sender is dropped: every thread has a clone, and \
                    whoever starts the threads drops the original. Or does somebody join the threads before the \
                    outcomes are taken, while the last channel is full?";

pub fn checks() -> Vec<Check<Answers>> {
    let check = |sentence, scene, judge| Check::new(3, sentence, scene, run, judge).late(LATE);
    vec![
        check(
            "every_picture_has_its_result",
            |seed| Scene::of(seed, 13),
            complete,
        ),
        check(
            "a_broken_picture_costs_no_other",
            |seed| Scene {
                broken: Some(4),
                ..Scene::of(seed, 13)
            },
            complete,
        )
        .points(2),
        Check::new(
            3,
            "each_stage_has_its_threads",
            |seed| Scene::of(seed, 13),
            run_meeting,
            has_threads,
        )
        .late(LATE)
        .points(2),
        Check::new(
            3,
            "a_stage_that_is_too_fast_has_to_wait",
            |seed| Scene::of(seed, 40),
            run_crowded,
            few_in_memory,
        )
        .late(LATE)
        .points(2),
        check(
            "copes_with_no_pictures",
            |seed| Scene::of(seed, 0),
            complete,
        ),
        Check::new(
            3,
            "copes_with_no_room",
            |seed| Scene {
                room: 0,
                workers: 1,
                ..Scene::of(seed, 7)
            },
            run_crowded,
            few_in_memory,
        )
        .late(LATE),
    ]
    .into_iter()
    .map(|check| check.panicked(UNWRAPPED))
    .collect()
}

fn run(answers: &Answers, scene: Scene) -> Came {
    run_with(answers, scene, Gate::default())
}

/// Nobody goes on in a stage until as many are in it as should be.
fn run_meeting(answers: &Answers, scene: Scene) -> Came {
    let stages = scene.stages();
    let meet = [stages.readers, stages.workers, stages.writers];
    run_with(
        answers,
        scene,
        Gate {
            meet,
            ..Gate::default()
        },
    )
}

/// The writers wait, so everything before them fills up as far as it goes.
fn run_crowded(answers: &Answers, scene: Scene) -> Came {
    let crowd = Some(scene.stages().limit());
    run_with(
        answers,
        scene,
        Gate {
            crowd,
            ..Gate::default()
        },
    )
}

fn run_with(answers: &Answers, scene: Scene, gate: Gate) -> Came {
    scene.run(gate, |jobs| (answers.pipeline)(jobs, &scene.stages()))
}

fn complete(scene: &Scene, came: &Came, _: &Observed) -> Verdict {
    let advice = Advice {
        lost: "Take from each channel until it ends, and go on after an `Err`: one bad picture must not cost the others.",
        failure_lost: "What fails in a stage goes through the ones after it as it is: `and_then` leaves an `Err` alone.",
    };
    all_there(scene, came, &advice)
}

fn has_threads(scene: &Scene, came: &Came, seen: &Observed) -> Verdict {
    let stages = scene.stages();
    let crew = Crew {
        who: "on threads",
        many: "More threads than `stages` asks for. Each stage starts exactly its number, and no picture has a thread \
               of its own.",
        few: "The results are right, but this stage is not done by its number of threads at once.",
    };
    let wanted = [
        ("read", stages.readers),
        ("shrink", stages.workers),
        ("write", stages.writers),
    ];
    let of_its_own = || {
        let threads = wanted.map(|(work, _)| seen.of(work).threads());
        let shared = threads[0].intersection(&threads[1]).next().is_some()
            || threads[1].intersection(&threads[2]).next().is_some();
        match shared {
            true => Verdict::wrong(
                "threads of its own for each stage",
                "one thread in two stages",
                "These are not three stages: a thread that reads must not decode, or nobody reads meanwhile.",
            )
            .asked(format!("{scene:?}, {stages:?}")),
            false => Verdict::Pass,
        }
    };
    let first = complete(scene, came, seen).or(of_its_own);
    wanted.into_iter().fold(first, |verdict, (work, threads)| {
        verdict.or(|| at_once(scene, seen, work, threads, &crew))
    })
}

fn few_in_memory(scene: &Scene, came: &Came, seen: &Observed) -> Verdict {
    let (most, stages) = (came.2, scene.stages());
    complete(scene, came, seen).or(|| match most > stages.limit() {
        true => Verdict::wrong(
            format!("at most {} pictures in memory", stages.limit()),
            format!("{most} at the same time"),
            "Each channel has room for `stages.room`: is one of them unbounded, or larger, also where \
             the room is 0? Or does a stage collect all \
             pictures before the next one begins? A folder may hold more than memory does.",
        )
        .asked(format!("{scene:?}, room for {}; the writers are slow", stages.room)),
        false => Verdict::Pass,
    })
}
