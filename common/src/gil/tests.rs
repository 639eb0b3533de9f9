//! Who holds the lock when. No test asks how long anything took: waiters lose patience by hand.

use super::*;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::SeqCst};
use std::time::Instant;

/// A lock whose waiters never ask of their own accord: the test calls [`ask`] for them.
fn patient() -> Gil {
    Gil::with_interval(Duration::MAX)
}

/// What a waiter does whose interval has passed.
fn ask(gil: &Gil) {
    gil.drop_request.store(true, Relaxed);
}

/// Waits until `condition` holds. The limit is only there so that a defect fails and does not hang.
fn until(what: &str, condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(60), "never: {what}");
        thread::yield_now();
    }
}

/// Runs `holder` with the lock held while another thread waits for it; how often the latter ran.
fn with_a_waiter(gil: &Gil, holder: impl FnOnce(Py<'_>, &AtomicUsize)) -> usize {
    let runs = AtomicUsize::new(0);
    thread::scope(|scope| {
        gil.attach(|py| {
            scope.spawn(|| gil.attach(|_| runs.fetch_add(1, SeqCst)));
            until("the other thread waits", || gil.state().waiting == 1);
            holder(py, &runs);
        });
    });
    runs.into_inner()
}

#[test]
fn nobody_disturbs_a_holder_that_was_not_asked() {
    let gil = patient();
    let runs = with_a_waiter(&gil, |py, runs| {
        for _ in 0..1_000 {
            py.checkpoint();
        }
        assert_eq!((gil.switches(), runs.load(SeqCst)), (0, 0));
    });
    assert_eq!((gil.switches(), runs), (1, 1));
}

#[test]
fn a_holder_that_was_asked_gets_the_lock_back_only_after_another_has_had_it() {
    let gil = patient();
    with_a_waiter(&gil, |py, runs| {
        ask(&gil);
        py.checkpoint();
        assert_eq!(
            (gil.switches(), runs.load(SeqCst)),
            (2, 1),
            "there and back"
        );
        py.checkpoint();
        assert_eq!(gil.switches(), 2, "the request was met, so it is gone");
    });
}

#[test]
fn a_request_is_met_by_a_blocking_call_too() {
    let gil = patient();
    with_a_waiter(&gil, |py, _| {
        ask(&gil);
        let switches = py.allow_threads(|| gil.switches());
        assert_eq!(switches, 1, "the other has the lock before the call begins");
    });
}

#[test]
fn a_waiter_whose_interval_has_passed_asks() {
    let gil = Gil::with_interval(Duration::from_nanos(1));
    with_a_waiter(&gil, |py, runs| {
        until("the waiter asks", || gil.drop_request.load(Relaxed));
        py.checkpoint();
        assert_eq!((gil.switches(), runs.load(SeqCst)), (2, 1));
    });
}

#[test]
fn others_run_while_one_blocks() {
    let gil = patient();
    gil.attach(|py| {
        // Were the lock still held, the other thread could not end, and the scope would not return.
        let other = py.allow_threads(|| thread::scope(|s| s.spawn(|| gil.attach(|_| 7)).join()));
        assert_eq!(other.unwrap(), 7);
    });
    assert_eq!(gil.switches(), 2);
}

#[test]
fn there_are_never_two_holders() {
    // An interval of nothing: every waiter asks at once, so almost every checkpoint switches.
    let gil = Gil::with_interval(Duration::ZERO);
    let holder = AtomicU64::new(0);
    let enter = |me| assert_eq!(holder.swap(me, SeqCst), 0, "{me} came in while it was held");
    let leave = |me| assert_eq!(holder.swap(0, SeqCst), me, "another came in beside {me}");
    let total = AtomicU64::new(0);
    thread::scope(|scope| {
        for me in 1..=4 {
            let (gil, total, enter, leave) = (&gil, &total, &enter, &leave);
            scope.spawn(move || {
                for round in 0..50 {
                    gil.attach(|py| {
                        for _ in 0..10 {
                            enter(me);
                            // Two steps that only exclusion makes one.
                            let before = total.load(SeqCst);
                            thread::yield_now();
                            total.store(before + 1, SeqCst);
                            leave(me);
                            match round % 5 {
                                0 => py.allow_threads(thread::yield_now),
                                _ => py.checkpoint(),
                            }
                        }
                    });
                }
            });
        }
    });
    assert_eq!(total.into_inner(), 4 * 50 * 10);
    assert!(gil.switches() >= 3, "each of the four has held it");
    let state = gil.state();
    assert_eq!((state.holder, state.waiting), (None, 0));
}

#[test]
fn a_panic_lets_go_of_the_lock() {
    let gil = patient();
    let quiet = |work: &dyn Fn()| panic::catch_unwind(AssertUnwindSafe(work)).is_err();
    assert!(quiet(&|| gil.attach(|_| panic::resume_unwind(Box::new(())))));
    assert!(gil.state().holder.is_none());
    assert!(quiet(&|| gil.attach(|py| {
        py.allow_threads(|| panic::resume_unwind(Box::new(())))
    })));
    assert!(gil.state().holder.is_none());
    assert_eq!(gil.attach(|_| 7), 7);
}

#[test]
fn a_panic_in_a_blocking_call_takes_the_lock_again_first() {
    let gil = patient();
    gil.attach(|py| {
        let call = || py.allow_threads(|| panic::resume_unwind(Box::new(())));
        assert!(panic::catch_unwind(AssertUnwindSafe(call)).is_err());
        assert!(
            gil.state().holder.is_some(),
            "the closure of attach still runs"
        );
    });
    assert!(gil.state().holder.is_none());
}

#[test]
fn attach_inside_attach_keeps_the_lock_to_the_end_of_the_outer_one() {
    let gil = patient();
    gil.attach(|_| {
        assert_eq!(gil.attach(|_| 7), 7);
        assert!(gil.state().holder.is_some());
    });
    assert!(gil.state().holder.is_none());
    assert_eq!(gil.switches(), 0);
}

#[test]
fn only_the_holder_holds_it_and_a_request_stands_until_it_is_met() {
    let gil = patient();
    assert!(!gil.is_held());
    with_a_waiter(&gil, |py, _| {
        let elsewhere = thread::scope(|s| s.spawn(|| gil.is_held()).join().unwrap());
        assert_eq!((gil.is_held(), elsewhere), (true, false));
        assert!(!gil.is_wanted());
        ask(&gil);
        assert!(gil.is_wanted());
        py.checkpoint();
        assert!(!gil.is_wanted());
        assert!(!py.allow_threads(|| gil.is_held()));
    });
}
