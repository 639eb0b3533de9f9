//! Judges TODO(2), on a process pool.

use super::super::Answers;
use super::super::watch::Gate;
use super::judge::{Advice, all_there, at_once};
use super::scene::{Came, Scene};
use common::check::{Check, Verdict};
use common::process::Pool;
use common::witness::{Observed, Seen};

pub fn checks() -> Vec<Check<Answers>> {
    let check = |sentence, scene, judge| Check::new(2, sentence, scene, run, judge);
    vec![
        check(
            "every_picture_has_its_result",
            |seed| Scene::of(seed, 13),
            complete,
        ),
        check(
            "works_in_the_processes_of_the_pool",
            |seed| Scene::of(seed, 13),
            in_processes,
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
        ),
        check(
            "a_worker_that_dies_costs_its_own_picture_and_no_other",
            |seed| Scene {
                deadly: Some(5),
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
            "copes_with_a_pool_of_no_workers",
            |seed| Scene {
                workers: 0,
                ..Scene::of(seed, 5)
            },
            complete,
        ),
    ]
}

fn run(answers: &Answers, scene: Scene) -> Came {
    let pool = Pool::new(scene.workers).expect("processes can be started");
    scene.run(Gate::default(), |jobs| (answers.on_processes)(&jobs, &pool))
}

fn complete(scene: &Scene, came: &Came, _: &Observed) -> Verdict {
    let advice = Advice {
        lost: "What goes wrong with one picture must not end the others. `map` gives one error for all; `try_map` has a \
               result for each.",
        failure_lost: "A failure is an outcome, too, and so is an error of the pool: `job.failed(error)` makes a failure \
                       of it, and `zip` finds the job.",
    };
    all_there(scene, came, &advice)
}

fn in_processes(scene: &Scene, came: &Came, seen: &Observed) -> Verdict {
    let calls = seen.of("resize");
    let all = calls.calls.len();
    let is_here = |call: &&Seen| call.pid == seen.asked_pid;
    let here = calls.calls.iter().filter(is_here).count();
    let there = || match here {
        0 => Verdict::Pass,
        _ => Verdict::wrong(
            "every call of `resize` in a worker process",
            format!("{here} of {all} in the process that asked"),
            "The results are right, but threads of this process made them. Hand the jobs to \
             `pool`.",
        )
        .asked(format!("{scene:?}")),
    };
    let many = "More processes than the pool has are at work. Use the pool that is given.";
    let few = "The results are right, but one worker made them after another. Hand all jobs to the pool at once.";
    let at_once = || at_once(scene, seen, "resize", scene.workers, [many, few]);
    complete(scene, came, seen).or(there).or(at_once)
}
