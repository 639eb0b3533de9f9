//! The TODOs of the part `debugging`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 5] = [
    Todo {
        number: 1,
        what: "two threads that wait for each other",
        hints: [
            "It hangs and computes nothing, and with --inline it is well: so threads wait for each other. \
             Ask them. Run it with `--program 1`, attach gdb in another terminal \
             (`gdb -p PID -batch -ex \"thread apply all bt\"`), and look in which line of `transfer` each stands.",
            "One thread holds account 1 and waits for 2, the other holds 2 and waits for 1. It takes both \
             halves: if all threads locked the two accounts in the same order, nobody could hold what the other \
             needs next. Accounts have a `number`.",
            "\
Decide by the number who is first:
    let (mut source, mut target);
    if from.number < to.number {
        source = from.balance.lock();
        target = to.balance.lock();
    } else {
        target = to.balance.lock();
        source = from.balance.lock();
    }
One lock at a time would not hang either, but then an amount is in no account for a while.",
        ],
    },
    Todo {
        number: 2,
        what: "ballots that are lost",
        hints: [
            "With --inline, or --workers 1, none is lost. So somebody comes between. Look at what the workers \
             do: `--program 2 --log --size 3` prints each load and each store, with the process that made it.",
            "Two processes load the same number and store the same next one. `load` and `store` are one step \
             each, and together they are two. Look at what else a `Total` has.",
            "\
One step in place of two:
    total.add(1);
Or try again until nobody came between: `compare_exchange` in a loop. Or let each worker give back its own count, and add these up here: then nothing is shared, and that is quicker than all of it.",
        ],
    },
    Todo {
        number: 3,
        what: "an error that nobody hears of",
        hints: [
            "It goes wrong with --inline, too, so it has nothing to do with who comes when. Somebody failed. \
             `RUST_BACKTRACE=1` shows each panic and where it came from; with `--log`, the last line of a task \
             says what it was at.",
            "`task.get()` gives a `Result`. What becomes of the errors among them? Look at each `ok()`, \
             `flatten`, `unwrap_or` and `let _ =` between the task and the caller.",
            "\
Collect results into a result: the first error is what comes of it.
    let numbers = tasks.into_iter().map(Task::get);
    numbers.collect()",
        ],
    },
    Todo {
        number: 4,
        what: "a pool that never ends",
        hints: [
            "It hangs each time, with one worker as with ten. All jobs are done, so who waits for what? \
             `--program 4`, gdb, `thread apply all bt`: how many threads are left, and in which line is the \
             one of them that runs `squares`?",
            "It is in `recv`, called by `done.iter()`. That ends when no sender is left. Each worker had a clone \
             of `results` and is gone. Count the senders.",
            "\
The one that was cloned is still there, and nobody will ever send with it:
    drop(results);
before `done.iter()`, as it is done with `jobs`.",
        ],
    },
    Todo {
        number: 5,
        what: "a race that shows once in a thousand times",
        hints: [
            "You cannot rely on seeing it: `--program 5` shows it sooner or later, and gdb then says \
             that one thread sleeps in `wait`, and all others are gone or wait for it. Ask what the gate \
             looks like at that moment: it is open. So who should have woken the sleeper, and when did it?",
            "Look at each moment in which `pass` does not hold the mutex, and imagine the whole of `open` \
             there. Or have loom do it: `cargo test --manifest-path exercise-04-threads-vs-procs/loom/Cargo.toml`.",
            "\
Look and sleep under the same lock, and look again after each sleep:
    let mut is_open = gate.is_open.lock();
    while !*is_open {
        is_open = gate.opened.wait(is_open);
    }",
        ],
    },
];
