//! Gates at which somebody sleeps for ever, or that let somebody through too soon.

use exercise_04_threads_vs_procs::parts::debugging::Gate;
use solutions::exercise_04_threads_vs_procs::debugging::ANSWERS as SOLVED;

type Half = fn(&Gate);

pub const ALL: [(&str, &str, Half, Half); 9] = [
    ("as it was", "has missed it", as_it_was, SOLVED.open),
    (
        "an if under one lock",
        "a `while`, not an `if`",
        with_if,
        SOLVED.open,
    ),
    (
        "an if in an if",
        "a `while`, not an `if`",
        with_two_ifs,
        SOLVED.open,
    ),
    (
        "two locks in a loop",
        "has missed it",
        two_locks,
        SOLVED.open,
    ),
    (
        "looks again and again",
        "keeps a core busy",
        looks_again,
        SOLVED.open,
    ),
    (
        "waits in any case",
        "has missed it",
        waits_in_any_case,
        SOLVED.open,
    ),
    (
        "notifies one",
        "all of them or one",
        SOLVED.pass,
        notifies_one,
    ),
    (
        "notifies first",
        "before anybody is notified",
        SOLVED.pass,
        notifies_first,
    ),
    (
        "notifies nobody",
        "before anybody is notified",
        SOLVED.pass,
        notifies_nobody,
    ),
];

fn as_it_was(gate: &Gate) {
    if *gate.is_open.lock() {
        return;
    }
    let is_open = gate.is_open.lock();
    drop(gate.opened.wait(is_open));
}

fn with_if(gate: &Gate) {
    let is_open = gate.is_open.lock();
    if !*is_open {
        drop(gate.opened.wait(is_open));
    }
}

fn with_two_ifs(gate: &Gate) {
    let mut is_open = gate.is_open.lock();
    if !*is_open {
        is_open = gate.opened.wait(is_open);
        if !*is_open {
            drop(gate.opened.wait(is_open));
        }
    }
}

fn two_locks(gate: &Gate) {
    while !*gate.is_open.lock() {
        let is_open = gate.is_open.lock();
        drop(gate.opened.wait(is_open));
    }
}

fn looks_again(gate: &Gate) {
    while !*gate.is_open.lock() {
        std::thread::yield_now();
    }
}

fn waits_in_any_case(gate: &Gate) {
    let mut is_open = gate.is_open.lock();
    loop {
        is_open = gate.opened.wait(is_open);
        if *is_open {
            return;
        }
    }
}

fn notifies_one(gate: &Gate) {
    *gate.is_open.lock() = true;
    gate.opened.notify_one();
}

fn notifies_first(gate: &Gate) {
    gate.opened.notify_all();
    *gate.is_open.lock() = true;
}

fn notifies_nobody(gate: &Gate) {
    *gate.is_open.lock() = true;
}
