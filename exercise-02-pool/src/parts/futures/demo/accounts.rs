//! What came of tasks that may fail, to be compared and to be shown.

use crate::parts::futures::errors::kind;
use crate::parts::futures::{Accounts, CRASHES, collatz};
use common::exercise::wrapped;

/// Accounts that can be compared: of an error only what kind it is.
pub type Kinds = (Vec<(u64, u64)>, Vec<(u64, &'static str)>);

pub fn kinds((done, failed): Accounts) -> Kinds {
    let kinds = failed.iter().map(|(n, error)| (*n, kind(error)));
    (done, kinds.collect())
}

/// What is right.
pub fn expected(numbers: &[u64]) -> Kinds {
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for &n in numbers {
        match n {
            0 => failed.push((n, "timed out")),
            CRASHES => failed.push((n, "worker died")),
            u64::MAX => failed.push((n, "panicked")),
            n => done.push((n, collatz(n))),
        }
    }
    (done, failed)
}

/// Each error on a line of its own, or on two.
pub fn lines((_, failed): &Accounts) -> Vec<String> {
    let mut lines = Vec::new();
    let mut title = "every outcome";
    for (_, error) in failed {
        for line in wrapped(&error.to_string(), 54) {
            lines.push(format!("{title:<22} {line}"));
            title = "";
        }
    }
    lines
}

/// Which number differs.
pub fn differ((done, failed): &Kinds, wrong: &Kinds) -> String {
    if let Some((n, steps)) = done.iter().find(|pair| !wrong.0.contains(pair)) {
        return format!("{n} with its {steps} steps is not among the results");
    }
    if let Some((n, kind)) = failed.iter().find(|pair| !wrong.1.contains(pair)) {
        return format!("{n} ({kind}) is not among the errors");
    }
    "are they in the order of the numbers, each of them once?".to_string()
}
