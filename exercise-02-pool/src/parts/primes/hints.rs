//! The TODOs of the part `primes`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 3] = [
    Todo {
        number: 1,
        what: "split a range into chunks",
        hints: [
            "How long is a chunk? With `length` numbers and `pieces` chunks, `length / pieces` \
             each, and `length % pieces` of them are one number longer.",
            "Let chunk `i` start at `start + i * (length / pieces) + min(i, length % pieces)`: the \
             longer chunks come first, and each ends where the next one starts. If there are more \
             pieces than numbers, use fewer pieces.",
            "\
With `let (each, longer) = (length / pieces, length % pieces);` and a mutable `from`:
    for i in 0..pieces {
        let to = from + each + u64::from(i < longer);
        chunks.push(from..to);
        from = to;
    }",
        ],
    },
    Todo {
        number: 2,
        what: "count on a pool of threads",
        hints: [
            "rayon runs parallel iterators on a global pool with one thread for each core. You \
             want a pool of your own, with `workers` threads: look for `ThreadPoolBuilder`.",
            "A pool's `install` runs a closure inside the pool; a parallel iterator in there uses \
             that pool's threads. `chunks.par_iter().map(…).collect()` keeps the order.",
            "\
With `use rayon::prelude::*;` at the top of the file:
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build().unwrap();
    pool.install(|| chunks.par_iter().cloned().map(primes::count).collect())",
        ],
    },
    Todo {
        number: 3,
        what: "count on a pool of processes",
        hints: [
            "`common::process::Pool::new(workers)` starts the workers. It can fail, and so can a \
             worker: the `?` hands the error on.",
            "`pool.map(count, items)` sends each item to a worker and gives the results in order. \
             It takes the items by value, because they travel to another process.",
            "\
Our chunks are few and uneven, so they are best sent one by one:
    let pool = process::Pool::new(workers)?;
    pool.map_chunked(primes::count, chunks.to_vec(), 1)",
        ],
    },
];
