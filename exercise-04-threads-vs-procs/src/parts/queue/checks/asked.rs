//! What all TODOs have in common: how an answer is asked, and where its work was done.

use crate::parts::queue::gate;
use crate::parts::queue::stuck::watched;
use common::check::Verdict;
use common::exercise;
use common::process::{Error, active_children};
use common::witness::{self, Observed};
use std::time::Duration;

/// Why there is no result.
pub type Trouble = (String, String);
/// What came of it, and how many children lived when the answer returned.
pub type Answered<T> = (Result<T, Trouble>, usize);

/// How long an answer may take where a gate stays closed until time limits have run out.
pub const PATIENT: Duration = Duration::from_secs(40);

const STUCK: &str = "stuck";
const FAILED: &str = "a child failed";
const CLOSED: &str = "closed";
const ERROR: &str = "error";

/// Asks for an answer, which may get stuck.
pub fn ask<T: Send + 'static>(
    answer: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Answered<T> {
    let outcome = watched(move || {
        let outcome = answer();
        let left = active_children().len();
        gate::returned();
        (outcome, left)
    });
    match outcome {
        Ok((Ok(result), left)) => (Ok(result), left),
        Ok((Err(error), left)) => {
            let kind = match error {
                Error::ChildPanicked { .. } | Error::Panicked { .. } => FAILED,
                Error::QueueClosed => CLOSED,
                _ => ERROR,
            };
            (Err((kind.to_string(), error.to_string())), left)
        }
        Err(stuck) => {
            let seen = witness::so_far().unwrap_or_default();
            let text = match gate::panics(&seen).first() {
                Some(panic) => format!("{stuck} A child {panic}"),
                None => stuck.to_string(),
            };
            (Err((STUCK.to_string(), text)), stuck.children)
        }
    }
}

/// As [`ask`], but the children end late: whoever has waited for them finds them ended all the same.
pub fn ask_late<T: Send + 'static>(
    answer: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Answered<T> {
    gate::linger();
    ask(answer)
}

/// The result; else what there is to say about it. `stuck` says who waits for whom.
pub fn result<'a, T>(
    (outcome, _): &'a Answered<T>,
    expected: &str,
    stuck: impl FnOnce() -> String,
) -> Result<&'a T, Verdict> {
    match outcome {
        Ok(result) => Ok(result),
        Err((kind, text)) if kind == STUCK => Err(Verdict::wrong(expected, text, stuck())),
        Err((kind, text)) => {
            let so = match kind == CLOSED {
                true => {
                    "The queue was closed while somebody still had something to put. Close it when all \
                     producers have ended, when you have joined them: a pause is not the end. (A consumer that only \
                     looks, with `try_get` or `is_empty`, hears of the end as an error. Empty is not the end either.)"
                }
                false => "There is an error where there should be none.",
            };
            Err(Verdict::wrong(expected, format!("an error: {text}"), so))
        }
    }
}

/// Whether the answer has handed on that a child failed.
pub fn is_failure<T>((outcome, _): &Answered<T>) -> bool {
    matches!(outcome, Err((kind, _)) if kind == FAILED)
}

/// Whether it got stuck.
pub fn is_stuck<T>((outcome, _): &Answered<T>) -> bool {
    matches!(outcome, Err((kind, _)) if kind == STUCK)
}

/// A verdict from either side.
pub fn verdict(verdict: Result<Verdict, Verdict>) -> Verdict {
    verdict.unwrap_or_else(|complaint| complaint)
}

/// Whether all children have been waited for.
pub fn all_joined<T>((_, left): &Answered<T>) -> Verdict {
    match left {
        0 => Verdict::Pass,
        n => Verdict::wrong(
            "no child alive once the answer is there",
            format!("{} alive", exercise::count(*n, "child")),
            "`join` each child before you return. A child that nobody waits for runs on, and nobody hears \
             whether it went well.",
        ),
    }
}

/// Whether `work` was done in `count` children, one each.
pub fn in_children(seen: &Observed, work: &str, count: usize) -> Verdict {
    let calls = seen.of(work);
    let (here, pids) = (calls.asked_pid, calls.processes());
    let expected = format!("calls of `{work}` in {}", exercise::count(count, "child"));
    if calls.calls.is_empty() && count > 0 {
        let function = match work {
            "compare" => "secret.compare".to_string(),
            work => format!("queue::{work}"),
        };
        let so = format!("Your answer never called `{function}`.");
        return Verdict::wrong(expected, "no call at all", so);
    }
    if pids.contains(&here) {
        let threads = calls.threads().into_iter().filter(|(pid, _)| *pid == here);
        let (saw, so) = match threads.count() {
            1 => (
                "calls in the program itself",
                "That is a function call, or a thread. `spawn(function, argument)?` of `common::process` starts a \
                 child and runs it there.",
            ),
            _ => (
                "calls on threads of the program itself",
                "These are threads; here children are asked, which are processes: \
                 `common::process::spawn`, or `named(name).spawn`.",
            ),
        };
        return Verdict::serial(expected, saw, so);
    }
    let so = match count {
        _ if pids.len() == count => return Verdict::Pass,
        1 => "One child for all of them: start it once, and let it work on until the end.",
        _ => "Start a child of its own for each.",
    };
    Verdict::wrong(
        expected,
        format!("calls in {}", exercise::count(pids.len(), "child")),
        so,
    )
}
