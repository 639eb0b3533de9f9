//! The TODOs of the part `futures`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 5] = [
    Todo {
        number: 1,
        what: "submit, and take the results as they come",
        hints: [
            "A task runs while you do something else, until you wait for it. So hand in all of \
             them first, and keep the tasks.",
            "`executor.submit(futures::square, n)` gives a `Task`. `as_completed(tasks)` from \
             `common::process` is an iterator over what comes of them, whichever is done first. \
             With each it gives the task's place, from 0.",
            "\
With `use common::process::as_completed;`:
    let tasks = numbers.iter().map(|&n| executor.submit(futures::square, n));
    for (place, result) in as_completed(tasks) {
        // The number at that place, and its result, go to the screen.
    }",
        ],
    },
    Todo {
        number: 2,
        what: "search lazily, and stop early",
        hints: [
            "The pool has a lazy map: it draws an item when a worker will soon be free, and gives \
             results as they come. It is an iterator, so all that you know of iterators helps.",
            "`pool.imap_unordered(f, candidates)`: a `&mut Candidates` is an iterator itself. Results \
             come in any order, so let the task give back its number, too: a closure that captures \
             nothing will do, `|n| (n, futures::is_prime(n))`. `take` stops asking, and what is \
             dropped draws nothing more.",
            "\
Errors stay, numbers that are not prime go:
    pool.imap_unordered(|n| (n, futures::is_prime(n)), candidates)
        .filter_map(|tested| match tested {
            Ok((n, true)) => Some(Ok(n)),
            Ok((_, false)) => None,
            Err(error) => Some(Err(error)),
        })
Then `take(wanted)` and `collect()`: a `Result<Vec<_>, _>` can be collected.",
        ],
    },
    Todo {
        number: 3,
        what: "a time limit for each task",
        hints: [
            "`get_timeout` stops waiting, and the task runs on: then the pool waits for it when it \
             is dropped. You want the pool to stop it. That is a setting of the pool.",
            "`Pool::builder().workers(…).task_timeout(limit).build()?` gives the pool. `try_map` \
             gives a result for each number, and a task that took too long is an \
             `Err(Error::TimedOut { .. })`.",
            "\
Turn each outcome into a `Result<Option<u64>, Error>`, and collect:
    Ok(steps) => Ok(Some(steps)),
    Err(Error::TimedOut { .. }) => Ok(None),
    Err(error) => Err(error),
`collect()` makes one `Result` of many, with the first error, if there is one.",
        ],
    },
    Todo {
        number: 4,
        what: "account for every task",
        hints: [
            "`map` gives all results or one error. You want all results and all errors, so each \
             task needs a `Result` of its own.",
            "`pool.try_map(futures::collatz, numbers.to_vec())` gives a `Vec<Result<u64, Error>>` \
             in the order of the numbers. So `zip` brings each outcome together with its number.",
            "\
With two vectors, `done` and `failed`:
    for (&number, outcome) in numbers.iter().zip(outcomes) {
        match outcome {
            Ok(steps) => done.push((number, steps)),
            Err(error) => // the same for `failed`
        }
    }",
        ],
    },
    Todo {
        number: 5,
        what: "threads or processes behind one interface",
        hints: [
            "`Executor` has two ways to make one, and a pool of your own can become one, too.",
            "`Executor::threads(workers)`. For processes with a time limit, build a `Pool` with \
             `task_timeout`; `Executor::from(pool)` or `pool.into()` makes it an executor.",
            "\
A `match` over `place`:
    Place::Threads => Executor::threads(workers),
    Place::Processes => {
        let settings = Pool::builder().workers(workers).task_timeout(limit);
        settings.build().map(Executor::from)
    }",
        ],
    },
];
