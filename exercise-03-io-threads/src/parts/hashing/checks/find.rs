//! Judges TODO(4): whether the file was found, and whether the search ended then.

use super::disk::{Asked, hash_of, name, outcome, with_files};
use crate::parts::hashing::Answers;
use common::check::{Check, Verdict};
use common::exercise::count;
use common::witness::Observed;
use std::time::Duration;

type Answered = Option<usize>;

pub fn checks() -> Vec<Check<Answers>> {
    let check = |sentence, input, judge| Check::new(4, sentence, input, answer, judge);
    let checks = vec![
        check(
            "finds_the_file",
            |s| asked(s, 30, 3, Some(s as usize % 30)),
            right,
        ),
        check("finds_the_last_one", |s| asked(s, 7, 3, Some(6)), right),
        check(
            "says_so_when_nobody_has_it",
            |s| asked(s, 30, 3, None),
            right,
        )
        .points(2),
        check("goes_on_where_files_cannot_be_read", lost, right),
        check("copes_with_no_files", |s| asked(s, 0, 3, None), right),
        check(
            "copes_with_more_workers_than_files",
            |s| asked(s, 2, 8, Some(1)),
            right,
        ),
        check(
            "really_uses_several_threads",
            |s| asked(s, 3, 3, Some(2)),
            parallel,
        )
        .holding(3)
        .points(2),
        check(
            "starts_no_thread_for_each_file",
            |s| asked(s, 24, 4, None),
            few_threads,
        )
        .holding_briefly(5),
        check("ends_when_it_is_found", |s| asked(s, 80, 3, Some(40)), ends).points(2),
    ];
    let limit = Duration::from_secs(6);
    let checks = checks.into_iter();
    checks
        .map(|check| check.late(LATE).time_limit(limit).in_words(described))
        .collect()
}

const LATE: &str = "Does anybody wait for news that never comes when nobody has found it: a channel \
                    whose last sender is still alive, a flag that nobody sets? And does every thread \
                    end when no file is left? Does any lock what it still holds (the head of a \
                    `while let`), or send into a full channel?";

fn asked(seed: u64, files: usize, workers: usize, wanted: Option<usize>) -> Asked {
    (seed, files, workers, Vec::new(), false, wanted)
}

/// In whatever order they are taken, more files than workers come before the wanted one that cannot
/// be read: who ends at the first error never gets there.
fn lost(seed: u64) -> Asked {
    let lost = (0..30).filter(|i| i % 4 == 0).collect();
    (seed, 30, 3, lost, false, Some(29))
}

fn answer(answers: &Answers, asked: Asked) -> Answered {
    // Where no file is looked for, it is the hash of one that is not there.
    let hash = hash_of(asked.0, asked.5.unwrap_or(asked.1));
    with_files(&asked, |files, hasher| {
        (answers.find)(files, &hash, hasher, asked.2)
    })
}

fn described(asked: &Asked) -> String {
    let (_, files, workers, lost, _, wanted) = asked;
    let which = match wanted {
        Some(place) => format!("the hash of number {}", place + 1),
        None => "a hash that none of them has".to_string(),
    };
    let lost = match lost[..] {
        [] => String::new(),
        _ => format!(", {} cannot be read", lost.len()),
    };
    let workers = count(*workers, "worker");
    format!("{}{lost}, {workers}, {which}", count(*files, "file"))
}

fn right(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let so = match (asked.5, answered) {
        (Some(_), _) if seen.calls.is_empty() => {
            "Your answer never called `hasher.hash`. It does the work on one file."
        }
        (right, answered) if right == *answered => return Verdict::Pass,
        (None, _) => "No file has this hash, and `None` says so.",
        (Some(_), None) if !asked.3.is_empty() => {
            "A file that cannot be hashed is not the one that is looked for, and it ends nothing: go on with the next."
        }
        (Some(_), None) => "The file is there. Does every thread look at every file that it takes?",
        (Some(_), Some(other)) if *other < asked.1 && outcome(asked, *other).is_err() => {
            "That file cannot be read, so nobody knows its hash: it is not the one."
        }
        (Some(_), Some(_)) => {
            "That file has another hash. A place in `files` is asked for, not one in a list that was sorted, or in a thread's own share."
        }
    };
    let shown = |place: Option<usize>| match place {
        Some(place) => format!("Some({place}), which is {}", name(place)),
        None => "None".to_string(),
    };
    Verdict::wrong(shown(asked.5), shown(*answered), so).asked(described(asked))
}

fn parallel(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    right(asked, answered, seen).or(|| on_threads(asked, seen))
}

/// Whether `workers` threads were at work at the same time, as far as there are files.
pub fn on_threads(asked: &Asked, seen: &Observed) -> Verdict {
    let (workers, at_once, threads) = (asked.2, seen.most_at_once(), seen.threads().len());
    if at_once >= workers && threads >= workers {
        return Verdict::Pass;
    }
    let calls = seen.calls.len();
    let saw = match (at_once, threads) {
        (1, 1) => format!(
            "{}, one after another, all on one thread",
            count(calls, "call")
        ),
        (1, n) => format!(
            "{}, one after another, on {n} threads",
            count(calls, "call")
        ),
        (n, threads) => format!(
            "at most {} at the same time, on {threads} threads",
            count(n, "call")
        ),
    };
    let so = match (at_once, threads) {
        (1, 1) => {
            "So the files were hashed one after another: nothing ran in parallel. If there are threads, is a lock held while a file is hashed, in the head of a `while let` perhaps?"
        }
        (1, _) => {
            "So nothing ran in parallel. Is a lock held while a file is hashed, in the head of a `while let` perhaps? Or each thread was waited for before the next one started: is there a `join`, or a whole scope, inside the loop? An iterator that spawns and joins in one go does that, too."
        }
        _ => "So it is parallel, but not on `workers` threads.",
    };
    let expected = format!("{workers} calls of `hash` at the same time, on {workers} threads");
    Verdict::serial(expected, saw, so)
}

pub const ONE_TOO_MANY: &str =
    "That is one too many. Does the thread that calls you hash files, too? Then it counts.";
pub const THREAD_EACH: &str = "A thread for each file would be a million threads for a million files. Start `workers` threads once, and let each take one file after another.";

fn few_threads(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    right(asked, answered, seen).or(|| match seen.threads().len() {
        n if n <= asked.2 => Verdict::Pass,
        n => Verdict::wrong(
            format!("{} threads at most, whatever the number of files", asked.2),
            format!("{n} threads"),
            if n == asked.2 + 1 {
                ONE_TOO_MANY
            } else {
                THREAD_EACH
            },
        )
        .asked(described(asked)),
    })
}

/// Whether the search ended once the file was found. Each of the other threads may have begun one
/// more file by then; those calls wait until the thread that has found it has ended, or gone on.
fn ends(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let wanted = name(asked.5.unwrap_or_default());
    let hit = seen.calls.iter().find(|call| call.item.contains(&wanted));
    let Some((hit, end)) = hit.and_then(|hit| Some((hit, hit.end?))) else {
        return right(asked, answered, seen);
    };
    let after: Vec<_> = seen.calls.iter().filter(|call| call.start > end).collect();
    let by_finder = after.iter().any(|call| call.thread == hit.thread);
    right(asked, answered, seen).or(|| match after.len() {
        n if n <= 2 * asked.2 => Verdict::Pass,
        n => Verdict::wrong(
            "no more files to be begun once one thread has found it",
            format!("{} begun after that", count(n, "file")),
            match by_finder {
                true => "The search goes on as if nothing had been found. Before each file, a thread should see whether there is still something to look for.",
                false => "The thread that found it has stopped, but the others went on: they cannot know unless they share something that says so.",
            },
        )
        .asked(described(asked)),
    })
}
