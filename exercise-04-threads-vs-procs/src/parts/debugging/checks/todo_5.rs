//! Judges TODO(5): a gate, in every order of events.

use super::explored;
use crate::parts::debugging::sync::explore::{Explored, Patience, explore};
use crate::parts::debugging::sync::schedule::{Scene, Work};
use crate::parts::debugging::{Answers, Gate};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

/// How many threads pass, and whether the gate may be opened meanwhile, or is open before.
type Asked = (usize, bool);
type Found = Option<Explored>;

const THREADS: [&str; 3] = ["the opener", "A", "B"];

pub fn checks() -> Vec<Check<Answers>> {
    let all = [
        Check::new(5, "passes_an_open_gate", |_| (1, false), no_surprise, judge),
        Check::new(
            5,
            "misses_no_notification",
            |_| (1, true),
            no_surprise,
            judge,
        )
        .points(2),
        Check::new(
            5,
            "lets_all_pass_that_wait",
            |_| (2, true),
            no_surprise,
            judge,
        ),
        Check::new(
            5,
            "does_not_pass_a_closed_gate",
            |_| (1, true),
            woken_for_no_reason,
            judge,
        )
        .points(2),
    ];
    let all = all.into_iter();
    all.map(|check| check.late(LATE).in_words(in_words))
        .collect()
}

const LATE: &str = "(The checks can follow only the gate's own mutex and condvar: does your answer wait for \
                    anything else?)";

fn in_words((passing, meanwhile): &Asked) -> String {
    let who = if *passing == 1 {
        "A passes"
    } else {
        "A and B pass"
    };
    match meanwhile {
        true => format!("{who}, while another thread opens the gate"),
        false => format!("{who}, and the gate is open"),
    }
}

fn no_surprise(answers: &Answers, asked: Asked) -> Found {
    every_order(answers, asked, 0)
}

fn woken_for_no_reason(answers: &Answers, asked: Asked) -> Found {
    every_order(answers, asked, 2)
}

fn every_order(answers: &Answers, (passing, meanwhile): Asked, surprises: usize) -> Found {
    let Answers { pass, open, .. } = *answers;
    explore(surprises, &mut Patience::default(), || {
        let gate = Arc::new(Gate::new());
        let begun = Arc::new(AtomicBool::new(!meanwhile));
        let too_soon = Arc::new(AtomicBool::new(false));
        let mutex = (gate.is_open.address(), "the mutex");
        let mut threads: Vec<(&'static str, Work)> = Vec::new();
        match meanwhile {
            true => {
                let (gate, begun) = (gate.clone(), begun.clone());
                let work = move || {
                    begun.store(true, SeqCst);
                    open(&gate);
                };
                threads.push((THREADS[0], Box::new(work)));
            }
            false => open(&gate),
        }
        for name in &THREADS[1..=passing] {
            let (gate, begun, too_soon) = (gate.clone(), begun.clone(), too_soon.clone());
            let work = move || {
                pass(&gate);
                too_soon.fetch_or(!begun.load(SeqCst), SeqCst);
            };
            threads.push((name, Box::new(work)));
        }
        Scene {
            threads,
            mutexes: vec![mutex],
            holds: Box::new(|| None),
            ended: Box::new(move || {
                let complaint = || "somebody passed the gate before it was opened".to_string();
                too_soon.load(SeqCst).then(complaint)
            }),
        }
    })
}

fn judge(asked: &Asked, found: &Found, _: &Observed) -> Verdict {
    let Some(found) = found else {
        return Verdict::Pass;
    };
    let expected = "everybody passes, and nobody before the gate is opened";
    explored(&in_words(asked), expected, found, |why| match why {
        "asleep" => {
            "A notification wakes those that sleep when it comes, all of them or one; it does not wait \
             for anybody. Whoever looks, lets go of the mutex and then sleeps has missed it. The look and \
             the sleep must be under one lock, and the gate be open before anybody is notified."
        }
        "wrong end" => {
            "A condvar may wake somebody for no reason, and says so in its documentation. Whoever wakes \
             has to look again: a `while`, not an `if`."
        }
        "endless" => {
            "It looks again and again, and keeps a core busy with that. It should sleep: `wait` lets go of \
             the mutex and sleeps, in one step."
        }
        "deadlock" => {
            "Somebody wants the mutex while it is held by one that does not let go of it."
        }
        _ => "Neither function may panic.",
    })
}
