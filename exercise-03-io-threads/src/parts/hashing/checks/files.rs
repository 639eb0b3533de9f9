//! Judges TODO(3): whether each file has its outcome, and in which order they were begun by whom.

use super::disk::{Asked, MANY, entries, name, outcome, with_files};
use super::find::{ONE_TOO_MANY, THREAD_EACH};
use crate::parts::hashing::{Answers, Outcome};
use common::check::{Check, Verdict, shortened};
use common::exercise::count;
use common::witness::Observed;
use std::collections::BTreeMap;

type Answered = Vec<Outcome>;

pub fn checks() -> Vec<Check<Answers>> {
    let check = |sentence, input, judge| Check::new(3, sentence, input, answer, judge);
    let checks = vec![
        check("hashes_every_file", |s| asked(s, 9, 3), right),
        check("keeps_the_order_of_the_files", |s| asked(s, 40, 4), right),
        check("keeps_the_rest_when_a_file_cannot_be_read", lost, right),
        check("copes_with_no_files", |s| asked(s, 0, 3), right),
        check(
            "copes_with_more_workers_than_files",
            |s| asked(s, 2, 8),
            right,
        ),
        check("really_uses_several_threads", |s| asked(s, 3, 3), parallel)
            .holding(3)
            .points(2),
        check(
            "starts_no_thread_for_each_file",
            |s| asked(s, 24, 4),
            few_threads,
        )
        .holding_briefly(5),
        check(
            "takes_the_largest_first",
            |s| asked(s, 12, 1),
            largest_first,
        ),
        check(
            "has_all_threads_begin_with_the_largest",
            |s| asked(s, 12, 3),
            largest_first,
        )
        .holding(3),
        check("lets_no_file_wait_behind_the_huge_one", late, nobody_waits).points(2),
        check(
            "gives_each_file_to_one_thread",
            |s| asked(s, MANY, 2),
            right,
        ),
    ];
    let checks = checks.into_iter();
    checks
        .map(|check| check.late(LATE).in_words(described))
        .collect()
}

const LATE: &str = "Does every thread end once the index is beyond the last file? And does nobody wait \
                    for a channel whose last sender is still alive, lock what it still holds (the \
                    head of a `while let`), or send into a full channel?";

fn asked(seed: u64, files: usize, workers: usize) -> Asked {
    (seed, files, workers, Vec::new(), false, None)
}

fn lost(seed: u64) -> Asked {
    // More than there are workers, and first in line: were an error the end of a thread, none would
    // be left for the others.
    (seed, 9, 3, vec![1, 3, 4, 7], false, None)
}

/// The huge file takes as long as all others together.
fn late(seed: u64) -> Asked {
    (seed, 16, 3, Vec::new(), true, None)
}

fn answer(answers: &Answers, asked: Asked) -> Answered {
    with_files(&asked, |files, hasher| {
        (answers.on_threads)(files, hasher, asked.2)
    })
}

fn described(asked: &Asked) -> String {
    let (_, files, workers, lost, late, _) = asked;
    let lost = match lost[..] {
        [] => String::new(),
        _ => format!(", {} of them cannot be read", lost.len()),
    };
    let late = match late {
        true => ", the huge one takes as long as all others",
        false => "",
    };
    let workers = count(*workers, "worker");
    format!("{}{lost}{late}, {workers}", count(*files, "file"))
}

fn right(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let right: Vec<Outcome> = (0..asked.1).map(|place| outcome(asked, place)).collect();
    if asked.1 > 0 && seen.calls.is_empty() {
        return Verdict::wrong(
            format!("{} of `hash`", count(asked.1, "call")),
            "no call of `hash` at all",
            "Your answer never called `hasher.hash`. It does the work on one file.",
        )
        .asked(described(asked));
    }
    if let Some(verdict) = twice(seen) {
        return verdict.asked(described(asked));
    }
    if answered.len() != right.len() {
        return Verdict::wrong(
            count(right.len(), "outcome"),
            format!("{}", answered.len()),
            match right.len().saturating_sub(answered.len()) {
                missing if missing > asked.3.len() && !asked.3.is_empty() => {
                    "Not even all files that can be read have an outcome. Does a thread end at its first error? An error is an outcome like any other: keep it, and take the next file."
                }
                1.. if !asked.3.is_empty() => {
                    "What cannot be read has an outcome, too: the error. The others keep theirs."
                }
                _ => "Each file gives one outcome: none may be lost, and none come twice.",
            },
        )
        .asked(described(asked));
    }
    let Some(place) = (0..right.len()).find(|&i| !same(&answered[i], &right[i])) else {
        return Verdict::Pass;
    };
    let permuted = right.iter().all(|r| answered.iter().any(|o| same(o, r)));
    let so = match (&right[place], &answered[place]) {
        _ if permuted => {
            "All outcomes are there, but not in the order of `files`. In the order of their sizes, or of arrival? Keep the place with each outcome, and sort at the end."
        }
        (Ok(_), Err(_)) => {
            "A file that cannot be read must not cost the others their outcome. Does a `?`, or a `collect` into one Result, end it all?"
        }
        (Err(_), _) => "The outcome of a file that cannot be read is the error that `hash` gives.",
        _ => "Does the answer hand on what `hasher.hash` says of each file, as it is?",
    };
    let of = |outcome: &Outcome| match outcome {
        Ok(hash) => format!("{} for {}", &hash[..hash.len().min(8)], name(place)),
        Err(error) => format!("the error \"{}\"", shortened(error)),
    };
    Verdict::wrong(of(&right[place]), of(&answered[place]), so).asked(described(asked))
}

/// The complaint about a file that was hashed more than once.
fn twice(seen: &Observed) -> Option<Verdict> {
    let mut by: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for call in &seen.calls {
        by.entry(&call.item).or_default().push(&call.thread);
    }
    let (file, threads) = by.iter().find(|(_, threads)| threads.len() > 1)?;
    let so = match threads.iter().all(|thread| *thread == threads[0]) {
        true => {
            "One thread has hashed the same file more than once. Once is enough: its outcome is to be kept."
        }
        false => {
            "Several threads took the same file. They should share one index, and taking the index must be one step (`fetch_add`): between a `load` and a `store`, another thread may take the same one."
        }
    };
    Some(Verdict::wrong(
        "each file hashed once",
        format!("{file} hashed {}", count(threads.len(), "time")),
        so,
    ))
}

/// An error may be wrapped in more words, as long as it names its file.
fn same(outcome: &Outcome, right: &Outcome) -> bool {
    match (outcome, right) {
        (Err(error), Err(right)) => right
            .split(':')
            .next()
            .is_some_and(|name| error.contains(name)),
        _ => outcome == right,
    }
}

fn parallel(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    right(asked, answered, seen).or(|| super::find::on_threads(asked, seen))
}

/// Whether no more than `workers` threads did it all.
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

/// The places of the files in the order in which they were begun.
fn begun(asked: &Asked, seen: &Observed) -> Vec<usize> {
    let place = |item: &str| (0..asked.1).find(|&i| item.contains(&name(i)));
    seen.calls
        .iter()
        .filter_map(|call| place(&call.item))
        .collect()
}

/// Whether the first files that were begun are the largest: all of them, where one thread did it
/// all; else as many as there are threads, for those have been held until each had one.
fn largest_first(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let files = entries(asked);
    let first = if asked.2 == 1 { asked.1 } else { asked.2 };
    let mut right_order: Vec<usize> = (0..files.len()).collect();
    right_order.sort_by_key(|&i| std::cmp::Reverse(files[i].bytes));
    let order = begun(asked, seen);
    let started = &order[..first.min(order.len())];
    let is_right = match asked.2 {
        1 => started == right_order,
        _ => right_order[..first].iter().all(|i| started.contains(i)),
    };
    let bytes = |places: &[usize]| {
        let sizes = places.iter().take(4).map(|&i| files[i].bytes.to_string());
        let more = if first > 4 { " …" } else { "" };
        format!("{}{more}", sizes.collect::<Vec<_>>().join(" "))
    };
    let huge_at = order.iter().position(|&i| i + 1 == files.len());
    right(asked, answered, seen).or(|| match is_right {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("files begun by their size: {} bytes", bytes(&right_order[..first])),
            format!("{} bytes", bytes(started)),
            match huge_at {
                Some(at) if at + 1 == files.len() => {
                    "The huge file was begun last: while one thread hashes it, all others have nothing left to do. Sort the places of the files by size first, the largest in front."
                }
                Some(0) => {
                    "The huge file comes first, but the others not by their size. All threads should take the next place from one sorted list, by one shared index."
                }
                _ => {
                    "What is begun late ends late: the largest files should be begun first, by all threads, from one sorted list."
                }
            },
        )
        .asked(described(asked)),
    })
}

/// Whether all others were begun while the huge file kept its thread.
fn nobody_waits(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let huge = name(asked.1 - 1);
    let of_huge = seen.calls.iter().find(|call| call.item.contains(&huge));
    let end = of_huge.and_then(|call| call.end).unwrap_or(usize::MAX);
    let behind = seen.calls.iter().filter(|call| call.start > end).count();
    let others = asked.1 - 1;
    right(asked, answered, seen).or(|| match behind {
        0 => Verdict::Pass,
        _ => Verdict::wrong(
            format!("the other {others} files to be hashed while one thread has the huge one"),
            format!("{behind} of them begun only when the huge one was done"),
            match behind == others {
                true => "Nothing else went on meanwhile. Do all threads start before the first one is waited for?",
                false => "They stood behind the huge file, though other threads were free. Were they dealt out beforehand, in fixed shares? Let every thread take the next one by a shared index.",
            },
        )
        .asked(described(asked)),
    })
}
