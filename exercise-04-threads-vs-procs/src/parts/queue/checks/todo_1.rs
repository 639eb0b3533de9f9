//! Judges TODO(1): names over a queue, in the order in which they come.

use super::asked::{self, Answered, PATIENT, all_joined, in_children, result, verdict};
use crate::parts::queue::Answers;
use crate::parts::queue::gate::{self, GAVE_UP, Until};
use common::check::{Check, Verdict};
use common::exercise;
use common::witness::Observed;
use std::time::Duration;

/// The names as they are to be called, and the order in which they are to be ready. Empty: any.
type Asked = (Vec<String>, Vec<String>);
type Names = Answered<Vec<String>>;

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            1,
            "tells_every_name",
            |_| any(&["Ada", "Ben", "Cleo"]),
            ask_last_late,
            all,
        )
        .time_limit(PATIENT),
        Check::new(
            1,
            "tells_equal_names_each_time",
            |_| any(&["Ada", "Ben", "Ada"]),
            ask,
            all,
        ),
        Check::new(1, "copes_with_no_children", |_| any(&[]), ask, all),
        Check::new(
            1,
            "takes_the_names_as_they_come",
            in_order,
            ask_in_order,
            as_they_come,
        )
        .points(2),
        Check::new(
            1,
            "waits_for_its_children",
            |_| any(&["Ada", "Ben"]),
            ask_late,
            joined,
        ),
    ];
    checks
        .into_iter()
        .map(|check| check.in_words(in_words))
        .collect()
}

fn any(names: &[&str]) -> Asked {
    (names.iter().map(ToString::to_string).collect(), Vec::new())
}

/// Neither the order of the start nor that of the alphabet: who is called first is ready last.
fn in_order(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut names = any(&["Dan", "Ada", "Cleo", "Ben"]).0;
    let mut order = names.split_off(1);
    random.shuffle(&mut order);
    if order.is_sorted() {
        order.reverse();
    }
    let called = [&names[..], &any(&["Ada", "Cleo", "Ben"]).0[..]].concat();
    (called, [order, names].concat())
}

fn in_words((names, order): &Asked) -> String {
    match order.is_empty() {
        true => format!("{names:?}"),
        false => {
            format!(
                "{}, each ready when the one before is welcomed",
                order.join(" ")
            )
        }
    }
}

fn children((names, _): &Asked) -> Vec<(String, Duration)> {
    // The delays say nothing about the order, only how long a child sleeps before it waits at the gate.
    let delay = |i: usize| Duration::from_millis(i as u64);
    let names = names.iter().cloned().enumerate();
    names.map(|(i, name)| (name, delay(i))).collect()
}

fn ask(answers: &Answers, asked: Asked) -> Names {
    let (names, children) = (answers.names, children(&asked));
    asked::ask(move || names(&children))
}

fn ask_late(answers: &Answers, asked: Asked) -> Names {
    let (names, children) = (answers.names, children(&asked));
    asked::ask_late(move || names(&children))
}

/// The last one is ready only when everybody else has done what can be done without it, and no time limit is left to run
/// out.
fn ask_last_late(answers: &Answers, asked: Asked) -> Names {
    if let Some(last) = asked.0.last() {
        gate::hold("get_ready", last, &Until::Standstill);
    }
    ask(answers, asked)
}

/// Each is ready only when the one before has been welcomed.
fn ask_in_order(answers: &Answers, asked: Asked) -> Names {
    for pair in asked.1.windows(2) {
        gate::hold("get_ready", &pair[1], &Until::Welcomed(pair[0].clone()));
    }
    ask(answers, asked)
}

fn stuck() -> String {
    "Who waits for a name that nobody sends? Each child puts its own once; the parent takes as many as there are \
     children, and joins them then. Or does a child wait for room in a queue that nobody empties?"
        .to_string()
}

fn all(asked: &Asked, answered: &Names, seen: &Observed) -> Verdict {
    verdict(every_name(asked, answered, seen))
}

fn every_name(asked: &Asked, answered: &Names, seen: &Observed) -> Result<Verdict, Verdict> {
    let sorted = |names: &[String]| {
        let mut names = names.to_vec();
        names.sort();
        names
    };
    let names = result(answered, "the name of each child", stuck)?;
    if sorted(names) != sorted(&asked.0) {
        return Err(Verdict::wrong(
            format!("{:?}, in any order", asked.0),
            format!("{names:?}"),
            "Each child puts its name into the queue once, and each is taken out, however late it comes. A pause is not \
             the end: you know how many names there are.",
        ));
    }
    Ok(in_children(seen, "get_ready", asked.0.len()))
}

fn joined(asked: &Asked, answered: &Names, seen: &Observed) -> Verdict {
    all(asked, answered, seen).or(|| all_joined(answered))
}

fn as_they_come(asked: &Asked, answered: &Names, seen: &Observed) -> Verdict {
    waited_in_vain(asked, seen)
        .or(|| all(asked, answered, seen))
        .or(|| welcomed(asked, answered, seen))
}

/// Somebody was ready, and the next one waited for the welcome in vain.
fn waited_in_vain((names, order): &Asked, seen: &Observed) -> Verdict {
    let Some(gave_up) = seen.calls.iter().find(|call| call.work == GAVE_UP) else {
        return Verdict::Pass;
    };
    let before = |work: &str| {
        let calls = seen.of(work).calls.into_iter();
        let before = calls.filter(|call| call.start < gave_up.start);
        before.map(|call| call.item).collect::<Vec<_>>()
    };
    let (started, welcomed) = (before("get_ready"), before("welcome"));
    let ready = order.iter().take(welcomed.len() + 1);
    let expected = format!(
        "a welcome for {:?} as soon as they are ready",
        ready.collect::<Vec<_>>()
    );
    if started.len() < names.len() {
        return Verdict::serial(
            format!("{} children side by side", names.len()),
            format!(
                "{} started, and the others waited for it",
                exercise::count(started.len(), "child")
            ),
            "Start all children before you wait for the first, be it in `join` or in `get`.",
        );
    }
    if seen.of("welcome").calls.is_empty() {
        let so = "Call `queue::welcome` in the parent for each name, as soon as it has come.";
        return Verdict::wrong(expected, "no welcome at all", so);
    }
    let saw = match welcomed.is_empty() {
        true => "none, until nothing moved any more".to_string(),
        false => format!("only {welcomed:?}, until nothing moved any more"),
    };
    Verdict::wrong(
        expected,
        saw,
        "The parent waited for something else: for a child to end, or for the name of a certain one. A name that \
         has come waits for nobody. Take one name after another out of the queue, and join the children afterwards.",
    )
}

fn welcomed((_, order): &Asked, (outcome, _): &Names, seen: &Observed) -> Verdict {
    let welcomes = seen.of("welcome");
    let welcomed: Vec<String> = welcomes
        .calls
        .iter()
        .map(|call| call.item.clone())
        .collect();
    if welcomes.calls.iter().any(|call| call.pid != seen.asked_pid) {
        let so = "`queue::welcome` is for the parent: it takes the names out of the queue.";
        return Verdict::wrong("welcomes by the parent", "welcomes by a child", so);
    }
    let ready = seen.of("get_ready").calls;
    let not_ready = |name: &&String| {
        let mut ready = ready.iter().filter(|call| call.item == **name);
        let came = welcomes.calls.iter().find(|call| call.item == **name);
        ready.any(|ready| came.is_some_and(|came| ready.end.is_none_or(|end| came.start < end)))
    };
    if let Some(name) = welcomed.iter().find(not_ready) {
        return Verdict::wrong(
            format!("{order:?}: the order in which they were ready"),
            format!("{name:?} came before its `get_ready` had returned"),
            "A child calls `queue::get_ready` first, and puts its name into the queue then.",
        );
    }
    for (what, names) in [
        ("welcomed", Some(&welcomed)),
        ("returned", outcome.as_ref().ok()),
    ] {
        if names != Some(order) {
            return Verdict::wrong(
                format!("{order:?}: the order in which they were ready"),
                format!("{what} {:?}", names.unwrap_or(&Vec::new())),
                "Hand on the names in the order in which they come out of the queue, each once.",
            );
        }
    }
    Verdict::Pass
}
