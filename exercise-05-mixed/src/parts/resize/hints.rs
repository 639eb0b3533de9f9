//! The TODOs of the part `resize`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 4] = [
    Todo {
        number: 1,
        what: "on threads",
        hints: [
            "Every picture is independent of the others, so this is a map: one outcome for each job, in \
             the same order. What the lesson of exercise 2 did with chunks of numbers works here.",
            "Build a rayon pool of `workers` threads, and let it `install` a parallel iterator: \
             `jobs.par_iter()`, `map`, `collect`. It keeps the order. `resize::resize` gives an `Err` \
             for a bad picture, so there is nothing to unwrap.",
            "\
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build();
    let pool = pool.expect(\"threads can be started\");
    pool.install(|| jobs.par_iter().map(resize::resize).collect())
with `use rayon::prelude::*;` at the top.",
        ],
    },
    Todo {
        number: 2,
        what: "on a process pool",
        hints: [
            "`map` of the pool gives one error for all when a worker dies. You want a result for each \
             item; look for its sibling.",
            "`pool.try_map(|job: Job| …, jobs.to_vec())` gives a `Result<Outcome, Error>` for each job, \
             in order. So there are two kinds of error, one inside the other: turn the pool's into a \
             `Failure` of the job that it happened to. `job.failed(error)` makes one; `zip` brings job \
             and result together.",
            "\
    let results = pool.try_map(|job: Job| resize::resize(&job), jobs.to_vec());
    let each = jobs.iter().zip(results);
    each.map(|(job, result)| result.unwrap_or_else(|error| Err(job.failed(error)))).collect()",
        ],
    },
    Todo {
        number: 3,
        what: "the pipeline",
        hints: [
            "Three stages, each with its own threads, and a bounded channel between two of them. Failures \
             go through the channels like everything else. Write the stage once and use it three times: \
             threads that take from one channel, work, and send into the next.",
            "`std::thread::scope` waits for all threads at its end, so take the outcomes inside of it. A \
             channel ends when its last sender is dropped: every thread has a clone, and the original \
             must not outlive the loop that starts the threads. `loaded.and_then(resize::shrink)` leaves \
             an `Err` as it is. At last sort by index: of an `Ok` that is `done.index`, of an `Err` \
             `failure.index`.",
            "\
The stage, for any kind of input and output:
    fn stage<'scope, A: Send + 'scope, B: Send + 'scope>(
        scope: &'scope Scope<'scope, '_>, input: Receiver<A>, threads: usize, room: usize, work: fn(A) -> B,
    ) -> Receiver<B> {
        let (sender, output) = bounded(room);
        for _ in 0..threads {
            let (input, sender) = (input.clone(), sender.clone());
            scope.spawn(move || input.iter().try_for_each(|item| sender.send(work(item))));
        }
        output
    }
Put all jobs into an unbounded channel first and drop its sender. Then
    let loaded = stage(scope, jobs, stages.readers, stages.room, resize::read);
    let small = stage(scope, loaded, stages.workers, stages.room, |loaded| loaded.and_then(resize::shrink));
and the writers likewise; collect what comes out of the last channel, and sort it.
At the top:
    use crossbeam::channel::{Receiver, bounded, unbounded};
    use std::thread::Scope;",
        ],
    },
    Todo {
        number: 4,
        what: "save a file whole or not at all",
        hints: [
            "Nobody may ever see half a file under the final name, not even after a crash in the middle. \
             What the file system does in one step is a rename.",
            "Create a file of another name in the same folder (a rename cannot cross disks), let `fill` \
             write to it, then `std::fs::rename`. Two threads may save at the same time, and two \
             processes: the name needs the process id and a number of its own. If anything fails, remove \
             the file and hand the error on.",
            "\
With `static NEXT: AtomicU64 = AtomicU64::new(0);`
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let aside = target.with_file_name(format!(\".unfinished-{}-{number}\", std::process::id()));
    let filled = File::create(&aside).and_then(|mut file| fill(&mut file));
    let saved = filled.and_then(|()| fs::rename(&aside, target));
    if saved.is_err() {
        let _ = fs::remove_file(&aside);
    }
    saved
At the top:
    use std::fs::{self, File};
    use std::sync::atomic::{AtomicU64, Ordering};",
        ],
    },
];
