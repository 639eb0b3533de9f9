//! TODO(3): too patient, too hasty, or gone before the child is.

use super::{Wrong, wrong};
use common::process::{Child, Error};
use exercise_04_threads_vs_procs::parts::processes::{Answers, Ended};
use solutions::exercise_04_threads_vs_procs::processes::ANSWERS as SOLVED;
use std::thread;
use std::time::Duration;

type Answer = fn(Child<u64>, Duration, Duration) -> Ended;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 17] = [
        ("waits for ever", "is to be asked after `limit`", for_ever),
        ("kills at once", "killed before it was asked", kills),
        (
            "kills after the limit",
            "only a child that is asked can clear up",
            kills_late,
        ),
        (
            "asks at once",
            "asked to end before its time was up",
            asks_at_once,
        ),
        ("limit and grace mixed up", "mixed up", mixed_up),
        (
            "asks and returns",
            "Asking it to end is not enough",
            asks_and_returns,
        ),
        ("never kills", "if it does not listen, kill it", never_kills),
        (
            "kills and returns",
            "a child that goes on",
            kills_and_returns,
        ),
        (
            "asks and waits for ever",
            "to be killed after `grace`",
            asks_and_waits,
        ),
        ("sleeps", "`thread::sleep` waits its whole time", sleeps),
        (
            "the limit again",
            "before its `grace` was over",
            limit_again,
        ),
        (
            "a grace of its own",
            "before its `grace` was over",
            own_grace,
        ),
        ("kills and does not join", "Wait after `kill`", kills_only),
        ("only stops waiting", "it is left behind", stops_waiting),
        ("forgets it", "it is left behind", forgets),
        (
            "loses what comes late",
            "a result that comes late is a result",
            loses,
        ),
        ("an error of its own", "as it is", own_error),
    ];
    let answers = |wait_or_end| Answers {
        wait_or_end,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(3, name, says, answers(answer)))
        .into()
}

fn for_ever(mut child: Child<u64>, _: Duration, _: Duration) -> Ended {
    (child.join_timeout(Duration::MAX), child.exit())
}

fn kills(mut child: Child<u64>, _: Duration, _: Duration) -> Ended {
    child.kill();
    (child.join_timeout(Duration::MAX), child.exit())
}

fn kills_late(mut child: Child<u64>, limit: Duration, _: Duration) -> Ended {
    match child.join_timeout(limit) {
        None => kills(child, limit, limit),
        outcome => (outcome, child.exit()),
    }
}

fn asks_at_once(child: Child<u64>, _: Duration, grace: Duration) -> Ended {
    child.terminate();
    (SOLVED.wait_or_end)(child, grace, grace)
}

fn mixed_up(child: Child<u64>, limit: Duration, grace: Duration) -> Ended {
    (SOLVED.wait_or_end)(child, grace, limit)
}

fn asks_and_returns(mut child: Child<u64>, limit: Duration, _: Duration) -> Ended {
    let outcome = child.join_timeout(limit);
    if outcome.is_none() {
        child.terminate();
    }
    (outcome, child.exit())
}

fn never_kills(mut child: Child<u64>, limit: Duration, grace: Duration) -> Ended {
    let mut outcome = child.join_timeout(limit);
    if outcome.is_none() {
        child.terminate();
        outcome = child.join_timeout(grace);
    }
    (outcome, child.exit())
}

/// What it knows of the child is from before it was killed.
fn kills_and_returns(mut child: Child<u64>, limit: Duration, grace: Duration) -> Ended {
    let mut outcome = child.join_timeout(limit);
    if outcome.is_none() {
        child.terminate();
        outcome = child.join_timeout(grace);
    }
    let ended = (outcome, child.exit());
    child.kill();
    ended
}

fn asks_and_waits(mut child: Child<u64>, limit: Duration, _: Duration) -> Ended {
    let mut outcome = child.join_timeout(limit);
    if outcome.is_none() {
        child.terminate();
        outcome = child.join_timeout(Duration::MAX);
    }
    (outcome, child.exit())
}

fn sleeps(mut child: Child<u64>, limit: Duration, grace: Duration) -> Ended {
    thread::sleep(limit);
    if child.is_alive() {
        child.terminate();
        thread::sleep(grace);
    }
    child.kill();
    (child.join_timeout(Duration::MAX), child.exit())
}

fn limit_again(child: Child<u64>, limit: Duration, _: Duration) -> Ended {
    (SOLVED.wait_or_end)(child, limit, limit)
}

fn own_grace(child: Child<u64>, limit: Duration, _: Duration) -> Ended {
    (SOLVED.wait_or_end)(child, limit, Duration::from_millis(200))
}

fn kills_only(mut child: Child<u64>, limit: Duration, grace: Duration) -> Ended {
    let mut outcome = child.join_timeout(limit);
    if outcome.is_none() {
        child.terminate();
        outcome = child.join_timeout(grace);
    }
    child.kill();
    (outcome, child.exit())
}

fn stops_waiting(mut child: Child<u64>, limit: Duration, _: Duration) -> Ended {
    (child.join_timeout(limit), child.exit())
}

fn forgets(mut child: Child<u64>, limit: Duration, _: Duration) -> Ended {
    let ended = (child.join_timeout(limit), child.exit());
    std::mem::forget(child);
    ended
}

fn loses(mut child: Child<u64>, limit: Duration, grace: Duration) -> Ended {
    let outcome = child.join_timeout(limit);
    if outcome.is_none() {
        child.terminate();
        if child.join_timeout(grace).is_none() {
            child.kill();
            child.join_timeout(Duration::MAX);
        }
    }
    (outcome, child.exit())
}

fn own_error(child: Child<u64>, limit: Duration, grace: Duration) -> Ended {
    let (outcome, exit) = (SOLVED.wait_or_end)(child, limit, grace);
    (
        outcome.map(|outcome| outcome.map_err(|_| Error::Closed)),
        exit,
    )
}
