//! Judges TODO(2), on a process pool.

use super::super::Answers;
use super::super::watch::Gate;
use super::judge::{Advice, Crew, UNWRAPPED, all_there, at_once};
use super::scene::{Came, Scene};
use common::check::{Check, Verdict};
use common::process::Pool;
use common::witness::{Observed, Seen};

pub fn checks() -> Vec<Check<Answers>> {
    let check =
        |sentence, scene, judge| Check::new(2, sentence, scene, run, judge).panicked(UNWRAPPED);
    vec![
        check(
            "every_picture_has_its_result",
            |seed| Scene::of(seed, 13),
            complete,
        ),
        Check::new(
            2,
            "works_in_the_processes_of_the_pool",
            |seed| Scene::of(seed, 13),
            run_and_tell_who,
            in_processes,
        )
        .panicked(UNWRAPPED)
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
            only_in_workers,
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
    run_and_tell_who(answers, scene).0
}

/// With the processes of the pool that was given.
fn run_and_tell_who(answers: &Answers, scene: Scene) -> (Came, Vec<u32>) {
    let pool = Pool::new(scene.workers).expect("processes can be started");
    let came = scene.run(Gate::default(), |jobs| (answers.on_processes)(&jobs, &pool));
    (came, pool.worker_pids())
}

/// What has ended a worker would end the program.
fn only_in_workers(scene: &Scene, came: &Came, seen: &Observed) -> Verdict {
    let deadly = scene
        .deadly
        .map_or(String::new(), |index| index.to_string());
    let calls = seen.calls.iter().filter(|call| call.item == deadly);
    let here = calls.filter(|call| call.pid == seen.asked_pid).count();
    match here {
        0 => complete(scene, came, seen),
        _ => Verdict::wrong(
            "the picture that ends its worker is left alone",
            "it was tried in the process that asked",
            "What has ended a worker would have ended the whole program here. Its picture is a failure: \
             `job.failed(error)` makes one.",
        )
        .asked(format!("{scene:?}")),
    }
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

fn in_processes(scene: &Scene, (came, pool): &(Came, Vec<u32>), seen: &Observed) -> Verdict {
    let calls = seen.of("resize");
    let all = calls.calls.len();
    let is_here = |call: &&Seen| call.pid == seen.asked_pid;
    let here = calls.calls.iter().filter(is_here).count();
    let there = || match here {
        0 => Verdict::Pass,
        _ => Verdict::wrong(
            "every call of `resize` in a worker process",
            format!("{here} of {all} in the process that asked"),
            "The results are right, but this process made them itself. Hand the jobs to `pool`.",
        )
        .asked(format!("{scene:?}")),
    };
    let strangers =
        || {
            let processes = calls.processes();
            let strange = processes.iter().filter(|pid| !pool.contains(pid)).count();
            match strange {
            0 => Verdict::Pass,
            _ => Verdict::wrong(
                "every call of `resize` in a worker of `pool`",
                format!("{strange} of {} processes are none of its workers", processes.len()),
                "Other processes than those of the pool are at work. Use the pool that is given.",
            )
            .asked(format!("{scene:?}")),
        }
        };
    let crew = Crew {
        who: "in processes",
        many: "More processes than the pool has are at work. Use the pool that is given.",
        few: "The results are right, but one worker made them after another. Hand all jobs to the pool at once.",
    };
    let at_once = || at_once(scene, seen, "resize", scene.workers, &crew);
    complete(scene, came, seen)
        .or(there)
        .or(strangers)
        .or(at_once)
}
