//! What the process toolkit costs, beside a raw socket pair, procspawn and Python's pools:
//! `cargo bench -p common [-- --rounds 5] [--only WORD] [--alone]`
//!
//! All contenders take turns in each round, and the medians count: a machine that is busy for a
//! while is busy for all of them. Python's pools are there when `python3` is, loky when it is
//! installed, procspawn when cargo can fetch it.

mod objects;
mod ours;
mod raw;
mod rivals;
mod table;

use table::{Goal, Row, Unit};

/// How a contender is measured: seconds for one of what the row counts.
type Measure = fn() -> Option<f64>;

/// One thing that is measured.
struct Task {
    name: &'static str,
    unit: Unit,
    ours: Measure,
    /// What it is compared with, besides other pools.
    beside: Option<(&'static str, Measure)>,
    goals: &'static [Goal],
}

const MULTIPROCESSING: &str = "multiprocessing";
const FUTURES: &str = "concurrent.futures";
const PROCSPAWN: &str = "procspawn";
const SOCKETS: &str = "raw socket pair";
const EXECUTABLES: &str = "8 of this executable, idle";
const VECTOR: &str = "a Vec";
const ATOMIC: &str = "an atomic in a thread";
const TASK: &str = "a single task of the pool";

const TASKS: &[Task] = &[
    Task {
        name: "one tiny task, caller to caller",
        unit: Unit::Micros,
        ours: ours::one_task,
        beside: Some((SOCKETS, raw::ping_pong)),
        goals: &[
            Goal::AtMost(SOCKETS, 1.6),
            Goal::Faster(PROCSPAWN, 4.0),
            Goal::Faster(MULTIPROCESSING, 12.0),
        ],
    },
    Task {
        name: "tasks a second, chunk 1, two workers",
        unit: Unit::PerSecond,
        ours: ours::chunk_of_one,
        beside: None,
        goals: &[
            Goal::Faster(MULTIPROCESSING, 4.0),
            Goal::Faster(FUTURES, 20.0),
        ],
    },
    Task {
        name: "tasks a second, automatic chunk, 100 000",
        unit: Unit::PerSecond,
        ours: ours::automatic_100_000,
        beside: None,
        goals: &[Goal::Faster(MULTIPROCESSING, 3.0)],
    },
    Task {
        name: "tasks a second, automatic chunk, 10 000 000",
        unit: Unit::PerSecond,
        ours: ours::automatic_10_000_000,
        beside: None,
        goals: &[Goal::Faster(MULTIPROCESSING, 3.0)],
    },
    Task {
        name: "starting 8 workers",
        unit: Unit::Millis,
        ours: ours::start_eight,
        beside: Some((EXECUTABLES, raw::eight_processes)),
        goals: &[
            Goal::AtMost(EXECUTABLES, 2.0),
            Goal::Faster(MULTIPROCESSING, 60.0),
        ],
    },
    Task {
        name: "64 MiB there and back, by value",
        unit: Unit::Millis,
        ours: ours::large_by_value,
        beside: Some((SOCKETS, raw::large)),
        goals: &[
            Goal::AtMost(SOCKETS, 2.0),
            Goal::Faster(MULTIPROCESSING, 1.0),
        ],
    },
    Task {
        name: "death of a worker noticed",
        unit: Unit::Millis,
        ours: ours::death_noticed,
        beside: None,
        goals: &[Goal::Seconds(0.002)],
    },
    Task {
        name: "the sum of 64 MiB, in a shared array",
        unit: Unit::Millis,
        ours: objects::array,
        beside: Some((VECTOR, objects::vector)),
        goals: &[Goal::AtMost(VECTOR, 1.2)],
    },
    Task {
        name: "adding to a shared value",
        unit: Unit::Nanos,
        ours: objects::value,
        beside: Some((ATOMIC, objects::atomic)),
        goals: &[Goal::AtMost(ATOMIC, 2.0)],
    },
    Task {
        name: "items a second through a queue, one producer, one consumer",
        unit: Unit::PerSecond,
        ours: objects::queue_items,
        beside: None,
        goals: &[Goal::Faster(MULTIPROCESSING, 5.0)],
    },
    Task {
        name: "one item through a queue",
        unit: Unit::Micros,
        ours: objects::queue_latency,
        beside: Some((TASK, ours::one_task)),
        goals: &[Goal::AtMost(TASK, 3.0)],
    },
    Task {
        name: "changing a managed dict: read, add, write",
        unit: Unit::Micros,
        ours: objects::manager_update,
        beside: None,
        goals: &[Goal::Faster(MULTIPROCESSING, 5.0)],
    },
];

fn main() {
    raw::play_a_part_if_asked();
    let Some((rounds, only, alone)) = arguments() else {
        eprintln!("usage: cargo bench -p common [-- --rounds N] [--only WORD] [--alone]");
        std::process::exit(2);
    };
    let chosen = |task: &&Task| {
        only.as_ref()
            .is_none_or(|word| task.name.contains(word.as_str()))
    };
    let mut rows: Vec<(&Task, Row)> = TASKS
        .iter()
        .filter(chosen)
        .map(|task| (task, Row::new(task.name, task.unit)))
        .collect();
    let rivals = if alone { Vec::new() } else { rivals::find() };
    for round in 1..=rounds {
        for (task, row) in &mut rows {
            eprint!("\rround {round} of {rounds}: {:<60}", task.name);
            row.add("ours", (task.ours)());
            if let Some((name, measure)) = task.beside {
                row.add(name, measure());
            }
            for rival in &rivals {
                row.add(rival.name, rival.measure(task.name));
            }
        }
    }
    eprintln!("\r{:<80}", "");
    rows.iter().for_each(|(task, row)| row.print(task.goals));
}

fn arguments() -> Option<(usize, Option<String>, bool)> {
    let (mut rounds, mut only, mut alone) = (5, None, false);
    let mut arguments = std::env::args().skip(1).filter(|word| word != "--bench");
    while let Some(word) = arguments.next() {
        match word.as_str() {
            "--rounds" => rounds = arguments.next()?.parse().ok().filter(|&n| n > 0)?,
            "--only" => only = Some(arguments.next()?),
            "--alone" => alone = true,
            _ => return None,
        }
    }
    Some((rounds, only, alone))
}
