//! The TODOs of the part `pipeline`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 3] = [
    Todo {
        number: 1,
        what: "the reading stage",
        hints: [
            "Make the channel first: one that is full at some point, so that readers must wait \
             until somebody takes a file. Then start the threads, and return the receiver at once: \
             nobody can take anything before you have returned.",
            "`crossbeam::channel::bounded(capacity)` makes the channel. Each thread needs a clone of \
             `jobs` and a clone of the sender: with `let (jobs, sender) = (jobs.clone(), \
             sender.clone());` in a loop, and `thread::spawn(move || …)`. All clones of `jobs` share \
             one queue, and `for job in jobs` ends when it is empty.",
            "\
After `let (sender, texts) = crossbeam::channel::bounded(capacity);`
    for _ in 0..readers {
        let (jobs, sender) = (jobs.clone(), sender.clone());
        std::thread::spawn(move || {
            for job in jobs {
                if sender.send(pipeline::read(job)).is_err() {
                    break;
                }
            }
        });
    }
    texts
The last sender goes with the last thread (and the one of this function when it returns), and that ends the channel.",
        ],
    },
    Todo {
        number: 2,
        what: "the computing stage",
        hints: [
            "It has the shape of the first stage: threads that take from one channel and send into \
             another. What they take is a `Result`: only an `Ok` can be computed with, and an `Err` \
             must still arrive.",
            "`loaded.and_then(pipeline::compute)` computes with an `Ok` and leaves an `Err` as it is. \
             A channel with room for `workers` results is enough.",
            "\
After `let (sender, results) = crossbeam::channel::bounded(workers);`
    for _ in 0..workers {
        let (texts, sender) = (texts.clone(), sender.clone());
        std::thread::spawn(move || {
            for loaded in texts {
                if sender.send(loaded.and_then(pipeline::compute)).is_err() {
                    break;
                }
            }
        });
    }
    results",
        ],
    },
    Todo {
        number: 3,
        what: "join the stages, and lose nothing",
        hints: [
            "`stages.read(jobs)` starts the readers and gives their channel; `stages.compute(…)` \
             takes it and gives the channel with the results. Take from that one until it ends. Do \
             not collect the texts in between: then all of them are in memory.",
            "What arrives is a `Result` for each file. Collecting into a `Result<Vec<_>, _>` would \
             stop at the first error; put each `Ok` into one vector and each `Err` into another \
             instead. They arrive in any order: `sort_by_key`.",
            "\
With `let mut all = (Vec::new(), Vec::new());`
    for outcome in stages.compute(stages.read(jobs)) {
        match outcome {
            Ok(done) => all.0.push(done),
            Err(failure) => all.1.push(failure),
        }
    }
Then sort both: `all.0.sort_by_key(|done| …)`, and the failures likewise.",
        ],
    },
];
