//! The TODOs of the part `locks`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 5] = [
    Todo {
        number: 1,
        what: "deposits on threads, with a Mutex",
        hints: [
            "A thread has to read the balance, add to it and write it, and nobody may come between. So \
             it holds the lock from the reading to the writing.",
            "`thread::scope` lets threads borrow `account`, `scope.spawn(move || …)` starts one, and \
             `account.lock().unwrap()` gives a guard. As long as the guard lives, the account is \
             locked; `*guard` is the balance.",
            "\
With `use std::thread;`, a thread for each deposit does this:
    let mut balance = account.lock().unwrap();
    *balance = locks::add(*balance, deposit);
Not both with `account.lock()` in one statement: the first guard lives to its end, and the second lock waits for it.",
        ],
    },
    Todo {
        number: 2,
        what: "whole stories, with a Lock among processes",
        hints: [
            "Whoever tells a story holds the conch, and nobody else speaks meanwhile. There must be one \
             conch for all, made before the children start, and each child gets a handle to it. To dig \
             it is not needed.",
            "`Lock::new()` makes it, a clone travels in the child's argument, and `lock()` gives a guard \
             there. `named(&digger.name).spawn(function, argument)` starts a child; start all of them \
             before you `join` the first, and `join` all before you look for an error.",
            "\
What a child does, with `use common::process::{Child, Lock, named};`:
    let tell = |(digger, screen, conch): (Digger, Screen, Lock)| {
        let story = locks::dig(&digger);
        let _conch = conch.lock().unwrap();
        story.for_each(|piece| screen.write(&piece));
    };
Not `let _ = conch.lock()`: that drops the guard at once. The children are started with
`diggers.iter().map(…).collect::<Result<Vec<_>, _>>()?`, then each is joined: what `join` gives is collected in
a `Vec`, and only then `into_iter().collect()` makes one result of it. With `?` at each `join`, those after one
that failed would be left alone.",
        ],
    },
    Todo {
        number: 3,
        what: "a holder that dies, and what it leaves",
        hints: [
            "When a process dies, the system releases its lock, and the next one gets it. What the lock \
             protects may be half-changed then. The journal says what both accounts had before.",
            "The guard tells once whether the last holder has died: `guard.last_holder_died()`. Whoever \
             hears it looks at `bank.unfinished()`, writes back both balances and strikes the entry out, \
             before anything else. If the last of all dies, only this process is there to hear it.",
            "\
A function for both, children and this process:
    fn repair(bank: &Bank, guard: &Guard) {
        if let (true, Some(entry)) = (guard.last_holder_died(), bank.unfinished()) {
            bank.set_balance(entry.from, entry.from_had);
            bank.set_balance(entry.to, entry.to_had);
            bank.strike(&entry);
        }
    }
A child takes the lock, repairs, then calls `locks::transfer`. Here: `child.join().is_ok()` for each, then the lock once more, and `repair`.",
        ],
    },
    Todo {
        number: 4,
        what: "two locks each, and no deadlock",
        hints: [
            "Two processes that each hold what the other one waits for wait for ever. If everybody takes \
             locks in the same order, that cannot happen: whoever has the highest of them waits for \
             nobody.",
            "Take the lock of the lower account first, `bank.lock(from.min(to))`, then the other one. \
             Where both are the same account, once is enough, and twice is for ever.",
            "\
What a child does:
    let one = |(bank, transfer): (Bank, Transfer)| {
        let Transfer { from, to, .. } = transfer;
        let _first = bank.lock(from.min(to));
        let _second = (from != to).then(|| bank.lock(from.max(to)));
        locks::transfer(&bank, &transfer);
    };
All children are joined before the first error is handed on.",
        ],
    },
    Todo {
        number: 5,
        what: "no lock at all: the parent writes",
        hints: [
            "What only one process touches needs no lock. The children dig and send what they have to \
             tell, each story in one message. One thread of this process writes them, one after the \
             other, as they come.",
            "A `Story` can be sent, as a message or as a result. The simplest is a `Pool` with a worker \
             for each digger: its `imap_unordered` is an iterator over results as they come, and a \
             worker that dies is an error among them. A `Queue` or a `pipe` will do, too.",
            "\
With `use common::process::Pool;`:
    let pool = Pool::new(diggers.len())?;
    for story in pool.imap_unordered(|digger: Digger| locks::dig(&digger), diggers.to_vec()) {
        // An error is handed on; the pieces of a story go to the screen.
    }",
        ],
    },
];
