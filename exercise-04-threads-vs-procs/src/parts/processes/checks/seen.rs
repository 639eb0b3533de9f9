//! What several TODOs ask of the record: a child for each, all at the same time?

use crate::parts::processes::children;
use crate::parts::processes::gate::GAVE_UP;
use common::check::Verdict;
use common::process::{Error, active_children};
use common::witness::{Observed, Seen};
use std::collections::BTreeSet;

/// The children that live on when an answer has returned.
pub fn left() -> Vec<String> {
    let children = active_children().into_iter();
    children.map(|child| child.name).collect()
}

pub fn nobody(left: &[String]) -> Verdict {
    match left {
        [] => Verdict::Pass,
        left => Verdict::wrong(
            "no child alive when the answer returns",
            format!("{} of them alive: {}", left.len(), left.join(", ")),
            "A child that nobody has waited for lives on. Join every one of them.",
        ),
    }
}

/// What kind of error it is, for whoever compares outcomes.
pub fn kind(error: &Error) -> String {
    match error {
        Error::ChildPanicked { .. } => PANICKED.to_string(),
        Error::ChildDied { status, .. } => format!("{DIED}: it {status}"),
        Error::ChildCodec { .. } => GARBLED.to_string(),
        Error::Start(_) => NOT_STARTED.to_string(),
        other => other.to_string(),
    }
}

pub const PANICKED: &str = "the child panicked";
pub const GARBLED: &str = "the child could not read what was sent";
pub const DIED: &str = "the child died";
pub const NOT_STARTED: &str = "a child could not be started";

/// Names in an order that is not theirs.
pub fn names(seed: u64, count: usize) -> Vec<String> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut names: Vec<String> = ('A'..='Z').take(count).map(String::from).collect();
    random.shuffle(&mut names);
    names
}

/// Whether `work` was done in children, not in the program itself or a pool.
pub fn by_children(work: &str, count: usize, seen: &Observed) -> Verdict {
    let expected = format!("`{work}` called in {}", children(count));
    if seen.calls.is_empty() && count > 0 {
        return Verdict::wrong(
            expected,
            "no call at all",
            format!("Your answer never called `{work}`. Let each child call it."),
        );
    }
    let here: Vec<&Seen> = seen
        .calls
        .iter()
        .filter(|c| c.pid == seen.asked_pid)
        .collect();
    let on_main = |call: &&Seen| call.thread.1 == "main";
    if !here.is_empty() && here.iter().all(on_main) {
        return Verdict::serial(
            expected,
            "calls in the program itself",
            "That is a plain call: no process was started for it. `named(…).spawn(function, argument)` \
             starts one; a function that is called to make the argument runs here, too.",
        );
    }
    if !here.is_empty() {
        return Verdict::wrong(
            expected,
            "calls on threads of the program itself",
            "These are threads, where children were asked: threads have no pid of their own, share \
             all memory, and one that hangs or crashes cannot be ended alone.",
        );
    }
    if seen
        .calls
        .iter()
        .any(|call| call.thread.1.starts_with("worker "))
    {
        return Verdict::wrong(
            expected,
            "calls in the workers of a pool",
            "A worker of a pool has no name but its number, and it lives on: the next task finds its \
             `static`s as the last one left them. Start a child with `named` or `spawn`.",
        );
    }
    Verdict::Pass
}

/// Whether `work` was done in `count` children, none of which did it for another.
pub fn in_children(work: &str, count: usize, seen: &Observed) -> Verdict {
    let expected = format!("`{work}` called in {}", children(count));
    let called = || match seen.processes().len() {
        n if n == count => Verdict::Pass,
        n if n < count => Verdict::wrong(
            expected,
            format!("calls in {}", children(n)),
            "One child has done the work of others. Each is to have a child of its own.",
        ),
        n => Verdict::wrong(
            expected,
            format!("calls in {}", children(n)),
            "One child for each, and no more.",
        ),
    };
    by_children(work, count, seen).or(called)
}

/// Whether an error of a child, or of its start, was handed on: `kind` says which.
pub fn handed_on<T>(answered: &Result<T, String>, kind: &str, so: &str) -> Verdict {
    let expected = format!("an error: {kind}");
    match answered {
        Err(error) if error.starts_with(kind) => Verdict::Pass,
        Err(error) => Verdict::wrong(expected, error, "Hand on the error as it is."),
        Ok(_) => Verdict::wrong(expected, "`Ok`, as if nothing had happened", so),
    }
}

/// Whether all were at work at the same time. The first calls were held until so many had come, so
/// whatever can overlap did.
pub fn at_once(work: &str, count: usize, seen: &Observed) -> Verdict {
    match seen.most_at_once() {
        most if most >= count => Verdict::Pass,
        1 => Verdict::serial(
            format!("{} at work at the same time", children(count)),
            format!("one call of `{work}` at a time"),
            "One after another: each child is waited for before the next one is started. Start all \
             of them first and keep them, then join. (An iterator is lazy: `collect` the children.)",
        ),
        most => Verdict::serial(
            format!("{} at work at the same time", children(count)),
            format!("at most {most} calls of `{work}` at a time"),
            "Some are waited for before others are started. Start all of them first and keep them, then \
             join.",
        ),
    }
}

/// Whether children who waited for others have waited in vain, since those were not started.
pub fn held_for(work: &str, count: usize, seen: &Observed) -> Verdict {
    match seen.calls.iter().any(|call| call.work == GAVE_UP) {
        true => at_once(work, count, &seen.of(work)),
        false => Verdict::Pass,
    }
}

/// The children that did `work`, by the names of their threads, which are theirs.
pub fn named(seen: &Observed) -> BTreeSet<&str> {
    seen.calls
        .iter()
        .map(|call| call.thread.1.as_str())
        .collect()
}
