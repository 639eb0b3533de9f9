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
             channel can carry pairs of index and outcome back; a `BTreeMap` puts them in order.",
            "Send the indices 0..files.len() into `jobs` and drop(jobs). In the scope, `workers` \
             times: scope.spawn(|| queue.iter().for_each(|i| done.send((i, reader.process(&files[i\
             ]))).unwrap())). After the scope: BTreeMap::from_iter(read.try_iter()).into_values()\
             .collect(), where `done` and `read` are the two ends of the second channel.",
        ],
    },
    Todo {
        number: 2,
        what: "process files on a rayon pool larger than the number of cores",
        hints: [
            "It is the pool of exercise 2 again, with another number of threads. rayon's own, \
             global pool will not do: it has one thread for each core, and waiting needs no core.",
            "`ThreadPoolBuilder` with `num_threads(workers)` builds a pool; its `install` runs a \
             closure inside. `files.par_iter().map(…).collect()` in there keeps the order of the \
             files, and collects each outcome, error or not, as it is.",
            "let pool = ThreadPoolBuilder::new().num_threads(workers).build().unwrap(); then \
             pool.install(|| files.par_iter().map(|file| reader.process(file)).collect())",
        ],
    },
];
