//! Two of the programs in all orders of events that can be: loom runs each of them as often as that takes.

#[path = "../../src/answers/debugging.rs"]
mod debugging;

use debugging::ANSWERS;
use exercise_04_threads_vs_procs::parts::debugging::{Account, Gate};
use loom::thread;
use std::sync::Arc;

#[test]
fn two_transfers_never_wait_for_each_other() {
    loom::model(|| {
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
    loom::model(|| {
        let gate = Arc::new(Gate::new());
        let passing = {
            let gate = gate.clone();
            thread::spawn(move || (ANSWERS.pass)(&gate))
        };
        (ANSWERS.open)(&gate);
        passing.join().unwrap();
    });
}
