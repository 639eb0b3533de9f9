//! The TODOs of the part `queue`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 5] = [
    Todo {
        number: 1,
        what: "names, as they come",
        hints: [
            "One queue for all. Start all children first, each with a handle to the queue. Then take as \
             many names out of it as there are children, and only then join them.",
            "`use common::process::{Queue, named};` comes first. `Queue::unbounded()?` makes the queue, and a clone \
             of it is another handle. What a child runs \
             captures nothing, so the name, the delay and the handle travel as one argument, a tuple: \
             `spawn(|(name, delay, names): (String, Duration, Queue<String>)| …, (…))`. In the child: \
             `queue::get_ready`, then `put`. In the parent: `get`, then `queue::welcome`.",
            "\
The child, and how it is started for each (name, delay):
    let say = |(name, delay, names): (String, Duration, Queue<String>)| {
        queue::get_ready(&name, delay);
        names.put(name)
    };
    named(name).spawn(say, (name.clone(), *delay, names.clone()))
Collect the children into a `Result<Vec<_>, Error>`. Then a loop that gets and welcomes, once for each child. At \
the end `child.join()??` for each: one `?` for the child, one for what its function returned.",
        ],
    },
    Todo {
        number: 2,
        what: "the results of the parts, merged in order",
        hints: [
            "The results come in any order, so each must say whose it is. Let a child send the place of \
             its part along with the total, and put the totals in order before you merge them.",
            "`parts.iter().cloned().enumerate()` gives each part with its place. A \
             `Queue<(usize, Total)>` carries both. Keep what comes in a `BTreeMap`, or in a `Vec` that \
             you sort; then fold with `queue::merge`, beginning with `queue::NOTHING`.",
            "\
What comes, by place, then merged from left to right:
    let mut totals = BTreeMap::new();
    for _ in &children {
        let (place, total) = results.get()?;
        totals.insert(place, total);
    }
    let total = totals.into_values().fold(queue::NOTHING, queue::merge);
Join the children before you return.",
        ],
    },
    Todo {
        number: 3,
        what: "many producers, many consumers",
        hints: [
            "A consumer takes items until there will be no more. Only you know when that is: when all \
             producers have ended. So: start all, join the producers, then say that it is over, then \
             join the consumers.",
            "`Queue::new(capacity)?`; `items.put_all(lot.map(queue::produce))` in a producer; `for item in \
             &items` in a consumer, where each `item` is a `Result`. The loop ends when the queue is closed and \
             empty. `items.close()?` ends \
             it for all consumers at once. What a consumer has done it can return: `join` brings it.",
            "\
A consumer and a producer:
    let consume = |items: Queue<queue::Item>| -> Result<Vec<Done>, Error> {
        items.iter().map(|item| item.map(queue::consume)).collect()
    };
    let produce = |(lot, items): (Range<u64>, Queue<queue::Item>)| {
        items.put_all(lot.map(queue::produce))
    };
Start both kinds with `spawn`, and collect the handles. Then (with `use common::process::Child;`):
    let ended: Vec<_> = producers.into_iter().map(Child::join).collect();
    items.close()?;
Now `all.extend(consumer.join()??)` for each. Only when all have ended, hand on the errors of \
the producers: `outcome??` for each of `ended`. With a `?` any earlier you would leave while consumers wait.",
        ],
    },
    Todo {
        number: 4,
        what: "a producer that is held back",
        hints: [
            "A bounded queue does it: `put` waits while the queue is full. Nothing else may collect items: \
             no `Vec` before the queue, none behind it.",
            "The child puts one item after another into a `Queue::new(capacity)?` and closes the queue at \
             its end, so that your loop over `&items` ends, too. Join the child *after* the loop: while \
             you wait for it before, nobody takes anything out, and its `put` never returns.",
            "\
The child:
    let produce = |(blocks, items): (Range<u64>, Queue<queue::Item>)| {
        items.put_all(blocks.map(queue::produce))?;
        items.close()
    };
Here: start it, then `items.iter().map(|item| item.map(queue::consume)).collect::<Result<_, Error>>()`, then \
`child.join()??`.",
        ],
    },
    Todo {
        number: 5,
        what: "question and answer over a pipe",
        hints: [
            "Two who speak in turn: you ask and then listen, the child listens and then answers. Ask for \
             the middle of what is left; each reply halves it.",
            "`duplex::<u64, queue::Reply>()?` gives two ends. `there` goes to the child, together with the \
             secret; the child calls `recv`, `secret.compare`, `send`, until `recv` fails because your end \
             is gone. So `drop(here)` before you join the child.",
            "\
The child:
    let answer = |(secret, end): (Secret, Duplex<queue::Reply, u64>)| -> Result<(), Error> {
        while let Ok(guess) = end.recv() {
            end.send(secret.compare(guess))?;
        }
        Ok(())
    };
Here, with `low = 0` and `high = below`: send `low + (high - low) / 2` and match on the reply. `Lower` makes the \
guess the new `high`, `Higher` makes the one after it the new `low`.",
        ],
    },
];
