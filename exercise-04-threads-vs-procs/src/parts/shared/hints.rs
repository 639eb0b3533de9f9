//! The TODOs of the part `shared`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 5] = [
    Todo {
        number: 1,
        what: "count without losing an update",
        hints: [
            "`increment` reads the number and writes it back, in two steps. Either keep all others \
             out in between, or do it in one step. Both happen in the worker: what the program \
             itself locks does not keep two of its workers apart.",
            "`lock.lock()` gives a guard, and the lock is held until the guard is dropped: bind it \
             with `let _guard`, for `let _`, which the compiler suggests, drops it at once. For one step, look at the methods of \
             `Value`: `update` takes the function that says what comes next. The handles come in \
             with the task: `shares.iter().map(|&times| (counter.clone(), lock.clone(), times))`.",
            "\
The first way, for one task:
    let work = |(counter, lock, times): (Value<i32>, Lock, u32)| {
        for _ in 0..times {
            let _guard = lock.lock().unwrap();
            shared::increment(&counter);
        }
    };
then `pool.map(work, tasks).map(drop)`. In the second, the loop's body is `counter.update(shared::next);`.",
        ],
    },
    Todo {
        number: 2,
        what: "change a large array in place",
        hints: [
            "A part is a range of indices. If each is as long as `len` divided by `workers`, rounded \
             up, they suffice for all indices, and only the last one is shorter. A task gets the \
             handle and its part.",
            "`len.div_ceil(workers)` rounds up; `(0..len).step_by(length)` gives the starts; a part \
             ends at `len` at the latest. A step of 0 panics, so take `.max(1)`. Then \
             `pool.map(work, tasks)`, where a task is `(array.clone(), part.clone())`.",
            "\
The parts:
    let length = len.div_ceil(workers).max(1);
    (0..len).step_by(length).map(|start| start..len.min(start + length)).collect()
The work:
    let work = |(array, part): (Array<u64>, Range<usize>)| shared::transform(&array, part);",
        ],
    },
    Todo {
        number: 3,
        what: "a line of the cache for each counter",
        hints: [
            "Count in elements: how many of them fill one line? The first counter may have index 0.",
            "`line / element` elements lie on a line. So the counters are so far apart.",
            "\
Worker 0 has index 0, worker 1 has `line / element`, worker 2 twice as much:
    (0..workers).map(|worker| worker * step).collect()",
        ],
    },
    Todo {
        number: 4,
        what: "attach once, then only say which part",
        hints: [
            "A pool can run a function in each worker when it starts, before the first task. The \
             worker keeps there what all its tasks need. How to ask for that is a setting of the \
             pool.",
            "`Pool::builder().workers(…).initializer(shared::keep, …).build()?`: its second argument \
             goes to each worker, so give it a clone of the handle. Then `map` of `shared::sum_part` \
             over the parts, by value.",
            "\
Three lines:
    let pool = Pool::builder().workers(workers);
    let pool = pool.initializer(shared::keep, array.clone()).build()?;
    pool.map(shared::sum_part, parts.to_vec())",
        ],
    },
    Todo {
        number: 5,
        what: "read when the flag is set, and hear of a failure",
        hints: [
            "Whoever waits for a flag depends on the one who is to set it. If the child has ended, \
             the flag comes no more. So wait for either, the flag or the child's end; and at the end \
             ask the child how it went, in every case.",
            "`common::process::spawn(work, (board.clone(), text.to_string()))?` starts the child. \
             `board.ready.wait_timeout(…)` waits a little, `child.is_alive()` says whether waiting \
             makes sense. After the loop, read only if the flag is set. `child.join()` waits for the \
             end and gives the child's error, if there is one.",
            "\
After `let child = common::process::spawn(…)?`, and with `use std::time::Duration`:
    while child.is_alive() && !board.ready.wait_timeout(Duration::from_millis(10)) {}
    let read = board.ready.is_set().then(|| shared::read(board));
    child.join()?;
    Ok(read.unwrap_or_default())
The child may have set the flag and ended since the loop last looked, so ask `is_set` once more.",
        ],
    },
];
