//! Deposits on threads: TODO(1).

use super::{of, unlocked};
use crate::parts::locks::Answers;
use common::exercise::{Run, Steps};
use std::sync::Mutex;

/// How much each deposit is.
const AMOUNT: u64 = 10;

pub fn demo(answers: &Answers, run: &mut Run, count: usize) {
    let deposits = &vec![AMOUNT; count];
    let kept = |balance: u64| (balance / AMOUNT) as usize;
    let show = move |balance: &u64| of(kept(*balance), count);

    let mut steps = Steps::new(show);
    let lost = move || Ok(unlocked::deposits(deposits));
    steps.add("deposits: no lock", lost).workers(count.max(1));
    run.measure(steps);

    let mut steps = Steps::new(show);
    steps.expect(AMOUNT * count as u64);
    let deposit = answers.deposit;
    let locked = move || {
        let account = Mutex::new(0);
        deposit(&account, deposits);
        let balance = account.into_inner();
        Ok(balance.unwrap_or_else(|poisoned| poisoned.into_inner()))
    };
    steps
        .add("deposits: a Mutex", locked)
        .todo(1)
        .workers(count.max(1));
    run.measure(steps);
}
