//! The TODOs of the part `manager`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 5] = [
    Todo {
        number: 1,
        what: "keep a board of what each task is at",
        hints: [
            "Whoever does the work writes to the board: once before, once after. So the board goes to \
             the worker together with the task.",
            "A handle of a dict travels in arguments: `pool.map(one, …)` over pairs \
             `(board.clone(), task)`. In `one`, `board.insert(task, Status::new(…))?` before and after \
             `manager::work(task)`. An `Error` crosses, too, so `one` may return a \
             `Result<(), Error>`.",
            "\
The closure for one task:
    let one = |(board, task): (Board, u64)| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        let says = match manager::work(task) {
            Ok(_) => COMPLETED.to_string(),
            Err(why) => format!(\"failed: {why}\"),
        };
        // … and the entry that says so; `insert` gives the one before, which nobody needs
    };
`pool.map(…)?.into_iter().collect()`: the `?` is for the pool's own error, and `collect` makes one
`Result` of those of the tasks.",
        ],
    },
    Todo {
        number: 2,
        what: "results in a list, and what a dead worker leaves behind",
        hints: [
            "A worker that is dead writes nothing more. Who is left to correct the board? It knows \
             from the pool what happened to each task.",
            "`pool.try_map` gives an outcome for each task, in the order of the tasks. `zip` brings \
             the two together. Where the outcome is an error, the board gets `lost: ERROR`; an error \
             of the pool can be formatted with `{error}`.",
            "\
As in TODO(1), with `results.push((task, result))?` before the entry `completed`. Then, in the parent:
    let outcomes = pool.try_map(one, items);
    for (&task, outcome) in tasks.iter().zip(outcomes) {
        match outcome {
            Ok(written) => written?,
            Err(error) => // insert `lost: {error}`
        }
    }",
        ],
    },
    Todo {
        number: 3,
        what: "count words, and lose none",
        hints: [
            "`get` and then `insert` are two requests, and another worker may make its own in between. \
             The manager can read, add and write in one go, if you send it the function that does it.",
            "`counts.update(&word, f, n)?` has the manager replace the count by `f(count, n)`. \
             `manager::add` has the form that is needed. One task for each text; in it, one update for \
             each of its words.",
            "\
The closure for one text:
    |(counts, text): (Dict<String, u64>, Range<u64>)| -> Result<(), Error> {
        for word in manager::words(text) {
            counts.update(&word, manager::add, 1)?;
        }
        Ok(())
    }",
        ],
    },
    Todo {
        number: 4,
        what: "look and take in one step",
        hints: [
            "What you have seen may be true no longer when you act on it. Send one function to the \
             manager that looks **and** takes: nobody comes in between there.",
            "`stock.call(f, order)` has the manager run `f(&mut stock, order)` and gives you what it \
             returns: whether the order was filled. `f` is a closure that captures nothing.",
            "\
The closure that runs in the manager:
    let sell = |stock: &mut Stock, order: Order| {
        let enough = stock.left() >= order.pieces;
        if enough {
            stock.take(&order);
        }
        enough
    };
A worker calls `stock.call(sell, order)` for each order; `pool.map(…)?.into_iter().collect()` makes a
`Result<Vec<bool>, Error>`.",
        ],
    },
    Todo {
        number: 5,
        what: "one request for each text",
        hints: [
            "Nearly all time of TODO(3) goes into asking. Count in the worker's own memory first, \
             where it costs nearly nothing, and ask once.",
            "A `Tally` is a `BTreeMap<String, u64>`: count all words of a text in one of your own, \
             then `tally.call(manager::merge, own)`.",
            "\
In the closure for one text:
    let mut own = Tally::new();
    for word in manager::words(text) {
        *own.entry(word).or_default() += 1;
    }
    tally.call(manager::merge, own)",
        ],
    },
];
