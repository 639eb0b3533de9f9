//! The TODOs of the part `primes`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 3] = [
    Todo {
        number: 1,
        what: "count on whatever an executor has",
        hints: [
            "An executor runs a function on each item of a list, as Python's executors do. You need \
             not ask whether it has threads or processes: the same call serves both.",
            "Either `executor.map`, which gives all results in order, or `executor.submit` for each \
             chunk, which gives a `Task` at once, and `get` on each of these later. Chunks are handed \
             over by value (`to_vec`, `clone`), because they may travel to another process.",
            "\
One line:
    executor.map(primes::count, chunks.to_vec())
With tasks instead: collect all of them into a Vec first, then `get` each. An iterator is lazy: without that first `collect`, each task would be waited for before the next one is handed in.",
        ],
    },
    Todo {
        number: 2,
        what: "count while holding the GIL",
        hints: [
            "Write the closure that one worker runs for one chunk, and hand it to the executor as \
             in TODO(1). All the lock needs is inside that closure; `primes::GIL` is a static, so \
             the closure captures nothing.",
            "`primes::GIL.attach(|py| …)` takes the lock and runs the closure; in there, test each \
             number of the chunk with `primes::is_prime` and call `py.checkpoint()` once for each: \
             that is where another thread gets its turn.",
            "\
The closure for one chunk:
    let one = |chunk: Range<u64>| {
        primes::GIL.attach(|py| {
            let test = |&n: &u64| {
                py.checkpoint();
                primes::is_prime(n)
            };
            chunk.filter(test).count() as u64
        })
    };
    executor.map(one, chunks.to_vec())",
        ],
    },
    Todo {
        number: 3,
        what: "keep the results of the jobs that did not fail",
        hints: [
            "Only a process can abort or hang without harm to the others, so this needs a process \
             pool of your own, one that kills a worker whose job takes too long. Look at the \
             settings of `process::Pool::builder()`.",
            "`.workers(…)`, `.task_timeout(…)` and `.build()?` make the pool. `map` gives all results \
             or the first error; `try_map` gives a result for each job.",
            "\
Two statements:
    let pool = common::process::Pool::builder().workers(workers).task_timeout(limit).build()?;
    Ok(pool.try_map(primes::work, jobs.to_vec()))",
        ],
    },
];
