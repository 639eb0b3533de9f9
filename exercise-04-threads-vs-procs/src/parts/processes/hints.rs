//! The TODOs of the part `processes`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 5] = [
    Todo {
        number: 1,
        what: "a child for each name, all at once",
        hints: [
            "Two loops: the first starts all children and keeps them, the second joins them in the \
             same order. In one loop, no child would start before the last one has ended.",
            "`named(name).spawn(processes::hello, ())` gives a `Result<Child<Greeting>, Error>`. An \
             iterator is lazy, so `collect` the children into a `Vec` before you join any; a `collect` \
             can also make one `Result` of many.",
            "\
Three statements (and `use common::process::named;`):
    let start = |name: &String| named(name).spawn(processes::hello, ());
    let children: Vec<_> = names.iter().map(start).collect::<Result<_, _>>()?;
    children.into_iter().map(Child::join).collect()",
        ],
    },
    Todo {
        number: 2,
        what: "show each digger when it is done",
        hints: [
            "A `join` waits for one child. So let somebody wait for each: a thread that does nothing \
             but join its child and say so. Waiting threads cost no core. The board stays with you: \
             it cannot go to another thread.",
            "Make a channel, `std::sync::mpsc::channel()`. Start a child, and a thread that owns a \
             clone of the sender, the name and the child, and sends the name with what `join` gives. \
             When all are started, receive until the channel ends, and it ends when the last sender \
             is gone: yours, too.",
            "\
For each digger (with `use common::process::named;` and `use std::thread;`):
    let child = named(name).spawn(processes::dig, *ground)?;
    let (tell, name) = (tell.clone(), name.clone());
    thread::spawn(move || tell.send((name, child.join())));
Then:
    drop(tell);
    for (name, outcome) in told {
        board.done(&name, outcome);
    }",
        ],
    },
    Todo {
        number: 3,
        what: "wait, ask, kill",
        hints: [
            "Three times the same: wait for the child for some time, and if it goes on, do something \
             harsher. Keep whatever the waiting gives: a result that comes late is a result.",
            "`join_timeout(limit)` gives an `Option`: `None` if the child goes on. Then `terminate()` \
             and `join_timeout(grace)`; then `kill()` and `join_timeout(Duration::MAX)`. At the end \
             `exit()` knows how the process ended.",
            "\
With `let mut child = child;`:
    let mut outcome = child.join_timeout(limit);
    if outcome.is_none() {
        child.terminate();
        outcome = child.join_timeout(grace);
    }
    // the same once more with `kill`
    (outcome, child.exit())",
        ],
    },
    Todo {
        number: 4,
        what: "how each child ended, and none is lost",
        hints: [
            "Start all children first, as in TODO(1). Then each `join` gives a `Result` of its own: \
             look at every one of them, and let none end the loop.",
            "`match child.join()`: `Ok(number)`; `Err(Error::ChildPanicked { message, .. })`; \
             `Err(Error::ChildDied { status, .. })`, where the status is an `Exit::Code` or an \
             `Exit::Signal`. An exit code of 0 is no result if the function has not returned.",
            "\
The closure for one child gives a `Result<Ending, Error>` (`use common::process::{Exit, spawn};`):
    match child.join() {
        Ok(number) => Ok(Ending::Returned(number)),
        Err(Error::ChildPanicked { message, .. }) => Ok(Ending::Panicked(message)),
        Err(Error::ChildDied { status: Exit::Code(code), .. }) => Ok(Ending::Left(code)),
        // the same with `Exit::Signal(signal)` and `Ending::Killed`
        Err(error) => Err(error),
    }",
        ],
    },
    Todo {
        number: 5,
        what: "count in memory that is not shared",
        hints: [
            "What a child adds to a `static` is gone with the child. The only way back is what its \
             function returns, so write a closure that digs a field and returns the count of its own \
             process.",
            "In the child: `field.for_each(processes::dig_hole)`, then \
             `processes::HOLES.load(Ordering::Relaxed)`. A child starts with 0, whatever the parent has \
             counted. In the parent: `fetch_add` what each `join` gives.",
            "\
The closure for one child, which captures nothing (`use std::sync::atomic::Ordering;`):
    let dig = |field: Range<u64>| {
        field.for_each(processes::dig_hole);
        processes::HOLES.load(Ordering::Relaxed)
    };
Start one with `common::process::spawn(dig, field.clone())` for each field, then for each child:
    processes::HOLES.fetch_add(child.join()?, Ordering::Relaxed);",
        ],
    },
];
