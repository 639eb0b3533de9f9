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

const ROWS: &[(&str, Unit, Measure, Option<Measure>, &[Goal])] = &[
    (
        "one tiny task, caller to caller",
        Unit::Micros,
        ours::one_task,
        Some(raw::ping_pong),
        &[
            Goal::at_most("raw socket pair", 1.6),
            Goal::faster("procspawn", 4.0),
            Goal::faster("multiprocessing.Pool", 12.0),
        ],
    ),
    (
        "tasks a second, chunk 1, two workers",
        Unit::PerSecond,
        ours::chunk_of_one,
        None,
        &[
            Goal::faster("multiprocessing.Pool", 4.0),
            Goal::faster("ProcessPoolExecutor", 20.0),
        ],
    ),
    (
        "tasks a second, automatic chunk, 100 000",
        Unit::PerSecond,
        ours::automatic_100_000,
        None,
        &[Goal::faster("multiprocessing.Pool", 3.0)],
    ),
    (
        "tasks a second, automatic chunk, 10 000 000",
        Unit::PerSecond,
        ours::automatic_10_000_000,
        None,
        &[Goal::faster("multiprocessing.Pool", 3.0)],
    ),
    (
        "starting 8 workers",
        Unit::Millis,
        ours::start_eight,
        Some(raw::eight_processes),
        &[
            Goal::at_most("8 of this executable, idle", 2.0),
            Goal::faster("multiprocessing.Pool", 60.0),
        ],
    ),
    (
        "64 MiB there and back, by value",
        Unit::Millis,
        ours::large_by_value,
        Some(raw::large),
        &[
            Goal::at_most("raw socket pair", 2.0),
            Goal::faster("multiprocessing.Pool", 1.0),
        ],
    ),
    (
        "death of a worker noticed",
        Unit::Millis,
        ours::death_noticed,
        None,
        &[Goal::seconds(0.002)],
    ),
    (
        "the sum of 64 MiB, in a shared array",
        Unit::Millis,
        objects::array,
        Some(objects::vector),
        &[Goal::at_most("a Vec", 1.2)],
    ),
    (
        "adding to a shared value",
        Unit::Nanos,
        objects::value,
        Some(objects::atomic),
        &[Goal::at_most("an atomic in a thread", 2.0)],
    ),
];

/// What the contender of our own in a row is called when it is not another pool.
const BASELINES: &[(&str, &str)] = &[("starting 8 workers", "8 of this executable, idle")];

fn main() {
    raw::play_a_part_if_asked();
    let Some((rounds, only, alone)) = arguments() else {
        eprintln!("usage: cargo bench -p common [-- --rounds N] [--only WORD] [--alone]");
        std::process::exit(2);
    };
    let chosen = |name: &str| {
        only.as_ref()
            .is_none_or(|word| name.contains(word.as_str()))
    };
    let mut rows: Vec<Row> = Vec::new();
    for &(name, unit, ..) in ROWS.iter().filter(|row| chosen(row.0)) {
        rows.push(Row::new(name, unit));
    }
    let rivals = if alone { Vec::new() } else { rivals::find() };
    for round in 1..=rounds {
        for (row, what) in rows.iter_mut().zip(ROWS.iter().filter(|row| chosen(row.0))) {
            eprint!("\rround {round} of {rounds}: {:<50}", row.name);
            let (_, _, ours, raw, _) = what;
            row.add("ours", ours());
            if let Some(raw) = raw {
                let name = BASELINES.iter().find(|(row, _)| *row == what.0);
                row.add(name.map_or("raw socket pair", |(_, name)| name), raw());
            }
            for rival in &rivals {
                row.add(rival.name, rival.measure(row.name));
            }
        }
    }
    eprintln!("\r{:<80}", "");
    for (row, what) in rows.iter().zip(ROWS.iter().filter(|row| chosen(row.0))) {
        row.print(what.4);
    }
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
