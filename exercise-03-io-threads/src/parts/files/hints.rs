//! The TODOs of the part `files`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 2] = [
    Todo {
        number: 1,
        what: "process files on scoped threads that share a queue",
        hints: [
            "Put all files into one queue and let `workers` threads take from it: whoever is free \
             takes the next one, so no file waits behind a slow one. A thread ends when the queue \
             is empty and nobody can add to it. Send the place of a file along, so that its \
             outcome finds its place again.",
            "`crossbeam::channel::unbounded()` gives a sender and a receiver. All threads may share \
             the receiver, and `queue.iter()` yields jobs until the last sender is dropped. \
             `std::thread::scope` lets the threads borrow `files`, `reader` and the queue. A second \
             channel can carry pairs of place and outcome back, to be sorted when all are there.",
            "\
Fill `jobs` with the places 0..files.len() and `drop(jobs)`, so that the queue can end. Then:
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for i in &queue {
                    done.send((i, reader.process(&files[i]))).unwrap();
                }
            });
        }
    });
    drop(done); // or the next line would wait for ever
    let mut all: Vec<(usize, Outcome)> = outcomes.iter().collect();
    all.sort_by_key(|(i, _)| *i);
    all.into_iter().map(|(_, outcome)| outcome).collect()
`done` and `outcomes` are the two ends of the second channel. No closure needs `move`: the threads only borrow.",
        ],
    },
    Todo {
        number: 2,
        what: "process files on a rayon pool larger than the number of cores",
        hints: [
            "You want a pool of your own, with as many threads as `workers` says. rayon's own, \
             global pool will not do: it has one thread for each core, and waiting needs no core.",
            "`ThreadPoolBuilder` with `num_threads(workers)` builds a pool; its `install` runs a \
             closure inside. `files.par_iter().map(…).collect()` in there keeps the order of the \
             files, and collects each outcome, error or not, as it is.",
            "\
With `use rayon::prelude::*;` at the top of the file:
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build().unwrap();
    pool.install(|| files.par_iter().map(|file| reader.process(file)).collect())",
        ],
    },
];
