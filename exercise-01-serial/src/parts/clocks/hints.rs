//! The TODOs of the part `clocks`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 5] = [
    Todo {
        number: 1,
        what: "what a piece of work costs, children included",
        hints: [
            "A clock that shows 17:05 says nothing about how long you worked. Read the meter again \
             after the work, and take what each clock has gained.",
            "A `Reading` has five fields. The wall gives one difference; `user` and \
             `children_user` are both user time, `system` and `children_system` both system time.",
            "\
For the user time, and likewise for the system time:
    let user = (after.user - before.user) + (after.children_user - before.children_user);",
        ],
    },
    Todo {
        number: 2,
        what: "how many cores were busy",
        hints: [
            "A core that computes all the time spends one second of CPU time in each second on the \
             wall. How many such cores would spend as much as this work did?",
            "Both kinds of CPU time count. `as_secs_f64` makes a number of a `Duration`. And what \
             is 0.0 / 0.0?",
            "\
`common::timing::ratio(a, b)` divides two durations, and gives 0 where the second is zero:
    ratio(cost.user + cost.system, cost.wall)",
        ],
    },
    Todo {
        number: 3,
        what: "name what it is bound by",
        hints: [
            "Two busy cores are much for one thread, and little for eight. So look at the busy \
             cores as a share of those that the work could have had.",
            "`busy(cost) / cores as f64` is that share. Four cases: at most `Bound::IDLE`, less \
             than `Bound::FULL`, and above that two, by where the CPU time went.",
            "\
One case after the other; the order makes each condition short:
    if share <= Bound::IDLE { Bound::Waits }
    else if share < Bound::FULL { Bound::Mixed }
    else if cost.system > cost.user { … } else { … }",
        ],
    },
    Todo {
        number: 4,
        what: "median, fastest, slowest, spread",
        hints: [
            "Start with the median: `common::timing::median` sorts for you, and gives `None` only \
             for no times at all.",
            "`iter().min()` and `iter().max()` find the two ends. A distance has no sign: \
             `Duration::abs_diff` gives it, where `-` would panic for the times below the median.",
            "\
The spread is a median once more:
    let distances: Vec<Duration> = times.iter().map(|time| time.abs_diff(middle)).collect();
    let spread = median(&distances).unwrap_or_default();",
        ],
    },
    Todo {
        number: 5,
        what: "a benchmark: warm up, find the calls, take samples",
        hints: [
            "Write one closure that does the same for the search and for the samples: so many \
             calls of the work between two readings of the clock, and the time between them.",
            "The search starts with one call in a sample and doubles while a sample takes less \
             than `plan.least`. What it measured is thrown away. Then `plan.samples` samples of \
             that many calls, each divided by the calls.",
            "\
The closure, and the search:
    let mut sample = |calls: u32| {
        let start = clock.wall();
        (0..calls).for_each(|_| work());
        clock.wall() - start
    };
    let mut calls = 1;
    while sample(calls) < plan.least {
        calls *= 2;
    }",
        ],
    },
];
