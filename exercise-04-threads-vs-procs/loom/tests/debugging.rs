//! Two of the programs in all orders of events that can be: loom runs each of them as often as that takes.

#[path = "../../src/answers/debugging.rs"]
mod debugging;

use debugging::ANSWERS;
use exercise_04_threads_vs_procs::parts::debugging::{Account, Gate};
use loom::thread;
use std::io::{self, Write};
use std::process::exit;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// Either takes less than a second.
const LIMIT: Duration = Duration::from_secs(60);
const STUCK: &str = "\nNo end after 60 s. loom knows only this lab's mutex and condvar: a lock of the standard \
                     library stops it for ever.";

#[test]
fn two_transfers_never_wait_for_each_other() {
    in_all_orders(|| {
        let accounts = Arc::new([Account::new(1, 100), Account::new(2, 100)]);
        let there = {
            let accounts = accounts.clone();
            thread::spawn(move || (ANSWERS.transfer)(&accounts[0], &accounts[1], 7))
        };
        (ANSWERS.transfer)(&accounts[1], &accounts[0], 9);
        there.join().unwrap();
        let balances = [0, 1].map(|i| *accounts[i].balance.lock());
        assert_eq!(balances, [102, 98]);
    });
}

#[test]
fn nobody_sleeps_for_ever_in_front_of_an_open_gate() {
    in_all_orders(|| {
        let gate = Arc::new(Gate::new());
        let passing = {
            let gate = gate.clone();
            thread::spawn(move || (ANSWERS.pass)(&gate))
        };
        (ANSWERS.open)(&gate);
        passing.join().unwrap();
    });
}

/// Has loom run `model`, and ends the program when that has no end: loom cannot say so itself.
fn in_all_orders(model: impl Fn() + Sync + Send + 'static) {
    let (ended, end) = mpsc::channel::<()>();
    std::thread::spawn(move || {
        if end.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout) {
            // Past the test's own standard error, which would keep it for later.
            let _ = writeln!(io::stderr(), "{STUCK}");
            exit(1);
        }
    });
    loom::model(model);
    drop(ended);
}
