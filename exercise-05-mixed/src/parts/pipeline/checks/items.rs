//! What came of the files, one item each: whether that is all of it, and who worked on it.

use super::super::work::{Loaded, Outcome};
use super::scene::Scene;
use common::check::{Verdict, shortened};
use common::unsolved::{self, Todo};
use common::witness::Observed;

/// A file by its index, and the hash of its text, or why there is none.
pub type Item = (usize, Result<u64, String>);

pub fn loaded(loaded: Loaded) -> Item {
    match loaded {
        Ok(text) => (text.index(), Ok(text.checksum())),
        Err(failure) => (failure.index, Err(failure.to_string())),
    }
}

pub fn outcome(outcome: Outcome) -> Item {
    match outcome {
        Ok(fingerprint) => (fingerprint.index, Ok(fingerprint.hash)),
        Err(failure) => (failure.index, Err(failure.to_string())),
    }
}

/// All that came, and the panic that ended a thread on the way, if one did.
pub type Came = (Vec<Item>, Option<String>);

/// Takes all until the channel ends. A thread that panics says so before its sender is gone.
pub fn all(items: impl Iterator<Item = Item>) -> Came {
    (items.collect(), panicked())
}

fn panicked() -> Option<String> {
    let Todo {
        message,
        file,
        line,
    } = unsolved::take_panic()?;
    Some(format!(
        "panicked at {file}:{line}: {}",
        shortened(&message)
    ))
}

/// What to say when files are missing, or there too often.
pub struct Advice {
    pub lost: &'static str,
    pub failure_lost: &'static str,
    pub panic_lost: &'static str,
    pub twice: &'static str,
}

impl Scene {
    /// What to ask for, and what comes: each file once. `panics` counts as bad once it was computed with.
    pub fn each_once(&self, came: &Came, computed: bool, advice: &Advice) -> Verdict {
        let (items, panicked) = came;
        let ended = panicked.as_ref();
        let ended = ended.map_or(String::new(), |at| format!("; a thread {at}"));
        let asked = format!("{self:?}");
        for index in 0..self.files {
            let of_it: Vec<&Item> = items.iter().filter(|(i, _)| *i == index).collect();
            let is_bad = self.missing == Some(index) || (computed && self.panics == Some(index));
            let failure_lost = match self.panics == Some(index) {
                true => advice.panic_lost,
                false => advice.failure_lost,
            };
            let what = match is_bad {
                true => format!("the failure of file {index}"),
                false => format!("file {index}"),
            };
            let complaint = match of_it[..] {
                [] if is_bad => {
                    Verdict::wrong(what, format!("nothing about it{ended}"), failure_lost)
                }
                [] => Verdict::wrong(what, self.lost(items) + &ended, advice.lost),
                [(_, Err(why))] if !is_bad => Verdict::wrong(what, why, THERE),
                [(_, Ok(_))] if is_bad => Verdict::wrong(what, "a result", failure_lost),
                [(_, Ok(hash))] if *hash != self.hash(index) => {
                    Verdict::wrong(what, "the result of another text", MIXED_UP)
                }
                [_] => Verdict::Pass,
                _ => Verdict::wrong(what, format!("{} of it", of_it.len()), advice.twice),
            };
            if complaint != Verdict::Pass {
                return complaint.asked(asked);
            }
        }
        Verdict::Pass
    }

    fn lost(&self, items: &[Item]) -> String {
        let is_there = |index: &usize| items.iter().any(|(i, _)| i == index);
        match (0..self.files).filter(is_there).count() {
            0 => "no file at all".to_string(),
            there => format!("{there} of {} files: the others are lost", self.files),
        }
    }
}

impl Scene {
    /// Whether all of `wanted` threads called `work` at the same time, and no more of them: else what to say of
    /// too `many`, and of too `few`.
    pub fn at_once(
        &self,
        seen: &Observed,
        work: &str,
        wanted: usize,
        [many, few]: [&str; 2],
    ) -> Verdict {
        let calls = seen.of(work);
        let (threads, most) = (calls.threads().len(), calls.most_at_once());
        let asked = format!("{self:?}");
        let expected = format!("{wanted} calls of `{work}` at the same time, on {wanted} threads");
        let on = match threads {
            1 => "on one thread".to_string(),
            n => format!("on {n} threads"),
        };
        let saw = match most {
            0 => format!("no call of `{work}` at all"),
            1 => format!("one call after another, {on}"),
            n => format!("at most {n} at the same time, {on}"),
        };
        match threads > wanted {
            true => Verdict::wrong(expected, saw, many).asked(asked),
            false if most < wanted => Verdict::serial(expected, saw, few).asked(asked),
            false => Verdict::Pass,
        }
    }
}

const THERE: &str = "This file can be read. Does every failure keep to its own file?";
const MIXED_UP: &str = "Does every result stay with its own file?";
