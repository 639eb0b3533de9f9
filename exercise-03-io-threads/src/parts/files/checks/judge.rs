//! Decides whether an answer is right, and whether it came about as the TODO asks.

use super::asked::{Answered, Asked, Row};
use super::disk::{name, right_outcomes};
use common::check::Verdict;
use common::exercise::cores;
use common::witness::Observed;

/// Whether each file has its own outcome, in the order of the files.
pub fn right(asked: &Asked, (outcomes, _): &Answered, seen: &Observed) -> Verdict {
    let right = right_outcomes(*asked).0;
    if asked.files > 0 && seen.calls.is_empty() {
        return Verdict::wrong(
            format!("{} calls of `process`", asked.files),
            "no call of `process` at all",
            "Your answer never called `reader.process`. It does the work on one file.",
        );
    }
    if outcomes.len() != right.len() {
        let so = match asked.lost {
            Some(_) => {
                "One file cannot be read, and that is its outcome: the error. The others keep theirs."
            }
            None => "Each file gives one outcome, and none may be lost.",
        };
        let (expected, saw) = (right.len(), outcomes.len());
        return Verdict::wrong(format!("{expected} outcomes"), format!("{saw}"), so);
    }
    let Some(place) = (0..right.len()).find(|&i| !same(&outcomes[i], &right[i])) else {
        return Verdict::Pass;
    };
    let expected = format!("{}: {}", name(place), shown(&right[place]));
    let permuted = right.iter().all(|r| outcomes.iter().any(|o| same(o, r)));
    let so = match (&right[place], &outcomes[place]) {
        _ if permuted => {
            "All outcomes are there, but not in the order of the files: an order of arrival?"
        }
        (Ok(_), Err(_)) => {
            "One file that cannot be read must not cost the others their outcome. Does a `?`, or a `collect` into one Result, end it all?"
        }
        (Err(_), _) => {
            "The outcome of a file that cannot be read is the error that `process` gives."
        }
        _ => "Does the answer hand on what `reader.process` says of each file, as it is?",
    };
    Verdict::wrong(expected, shown(&outcomes[place]), so)
}

/// An error may be wrapped in more words, as long as it names its file.
fn same(outcome: &Result<Row, String>, right: &Result<Row, String>) -> bool {
    match (outcome, right) {
        (Err(error), Err(right)) => right
            .split(':')
            .next()
            .is_some_and(|name| error.contains(name)),
        _ => outcome == right,
    }
}

fn shown(outcome: &Result<Row, String>) -> String {
    match outcome {
        Ok((lines, words, bytes, ..)) => format!("{lines} lines, {words} words, {bytes} bytes"),
        Err(error) => format!("the error \"{error}\""),
    }
}

/// Whether `workers` threads of this process were at work at the same time.
pub fn parallel(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let (workers, at_once, threads) = (asked.workers, seen.most_at_once(), seen.threads().len());
    if at_once >= workers && threads >= workers {
        return right(asked, answered, seen);
    }
    let main = seen.calls.iter().all(|call| call.thread.1 == "main");
    let place = match threads {
        1 if main => "all on the main thread".to_string(),
        1 => "all on one thread".to_string(),
        n => format!("on {n} threads"),
    };
    let saw = match at_once {
        1 => format!("{} calls one after another, {place}", seen.calls.len()),
        n => format!("at most {n} calls at the same time, {place}"),
    };
    let so = match (at_once, threads) {
        (1, 1) => "So the files were read one after another: nothing ran in parallel.",
        (1, _) => {
            "So nothing ran in parallel: each thread was waited for before the next one started. Is there a `join`, or a whole scope, inside the loop?"
        }
        _ => {
            "So it is parallel, but not on `workers` threads. A thread that waits needs no core: there may be more threads than cores."
        }
    };
    let expected = format!("{workers} calls of `process` at the same time, on {workers} threads");
    right(asked, answered, seen).or(|| Verdict::serial(expected, saw, so))
}

/// The same, on threads that are not rayon's.
pub fn parallel_without_rayon(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    match answered.1.iter().any(|(_, pool)| pool.is_some()) {
        false => parallel(asked, answered, seen),
        true => Verdict::wrong(
            "scoped threads that share a queue",
            "calls of `process` on rayon's threads",
            "This TODO asks for threads of your own; the next one asks for rayon.",
        ),
    }
}

/// Whether no more than `workers` threads did it all.
pub fn few_threads(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    right(asked, answered, seen).or(|| match seen.threads().len() {
        n if n <= asked.workers => Verdict::Pass,
        n => Verdict::wrong(
            format!("{} threads at most, whatever the number of files", asked.workers),
            format!("{n} threads for {} files", asked.files),
            "A thread for each file would be a million threads for a million files. Start `workers` threads once, and let each take one file after another from the queue.",
        ),
    })
}

/// Whether all others were begun while the first file kept its thread waiting.
pub fn nobody_waits_behind(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let of = |place| {
        seen.calls
            .iter()
            .find(move |call| call.item.contains(&name(place)))
    };
    let end = of(0).and_then(|call| call.end).unwrap_or(usize::MAX);
    let behind = (1..asked.files).filter(|&i| of(i).is_some_and(|call| call.start > end));
    let (others, behind) = (asked.files - 1, behind.count());
    right(asked, answered, seen).or(|| match behind {
        0 => Verdict::Pass,
        _ => Verdict::wrong(
            format!("the other {others} files to be processed while one thread waits for the first"),
            format!("{behind} of them begun only when the first had come"),
            match behind == others {
                true => "Nothing else went on while one file was slow. Are all threads started before the first one is waited for?",
                false => "They stood behind the slow file, though other threads were free. Were they dealt out beforehand, in fixed shares? Let every thread take the next file from one queue.",
            },
        ),
    })
}

/// Whether all files were fetched on threads of a rayon pool with as many threads as were asked for.
pub fn own_pool(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let expected = "all files on the threads of a rayon pool of your own, with `workers` threads";
    let wrong = |saw: String, so: &str| Verdict::wrong(expected, saw, so);
    let odd = answered
        .1
        .iter()
        .find(|&&(workers, pool)| pool != Some(workers));
    right(asked, answered, seen).or(|| match odd {
        None => Verdict::Pass,
        Some((_, None)) => wrong(
            "calls of `process` on threads that are not rayon's".into(),
            "Build a pool with rayon's `ThreadPoolBuilder`, and run a parallel iterator inside its `install`.",
        ),
        Some(&(_, Some(size))) => wrong(
            format!("a pool of {size} threads"),
            match size == cores() {
                true => "That is rayon's global pool, with one thread for each core. Does the parallel iterator run inside `install` of a pool of your own?",
                false => "Does the pool get `num_threads(workers)`, each time? rayon's global pool can be sized only once.",
            },
        ),
    })
}
