//! What the board says in the end, and whether it is true: TODO(1) and TODO(2).

use super::shared::Ended;
use crate::parts::manager::{Board, COMPLETED, CRASHES, IN_PROGRESS, MISSING, PANICS, UNLUCKY};
use common::check::Verdict;
use common::witness::{Observed, Seen};

/// Which task, what the board says of it, and the process that wrote that.
pub type Entry = (u64, String, u32);

pub fn entries(board: &Board) -> Vec<Entry> {
    let items = board.items().unwrap_or_default();
    let entry = |(task, status): (u64, crate::parts::manager::Status)| {
        (task, status.text().to_string(), status.by())
    };
    items.into_iter().map(entry).collect()
}

/// The call of `work` for a task.
pub fn call_of(task: u64, seen: &Observed) -> Option<&Seen> {
    let item = task.to_string();
    let mut calls = seen.calls.iter();
    calls.find(|call| call.work == "work" && call.item == item)
}

pub fn quoted(entry: Option<&Entry>) -> String {
    match entry {
        Some((_, text, _)) => format!("\"{text}\""),
        None => "nothing".to_string(),
    }
}

pub fn find(entries: &[Entry], task: u64) -> Option<&Entry> {
    entries.iter().find(|entry| entry.0 == task)
}

/// Whether the board is true, now that all is over.
pub fn in_the_end(tasks: &[u64], ended: &Ended, board: &[Entry], seen: &Observed) -> Verdict {
    if let Err(error) = ended {
        let so = match tasks.iter().any(|task| [CRASHES, PANICS].contains(task)) {
            true => {
                "One task that was lost has ended everything: the board says nothing of it, and nobody hears of the \
                 others. `try_map` gives an outcome for each."
            }
            false => "What came of a task stands on the board; an error is for the board itself.",
        };
        return Verdict::wrong("`Ok`", format!("an error: {error}"), so);
    }
    if board.is_empty() && !tasks.is_empty() {
        return Verdict::wrong(
            "an entry for each task",
            "an empty board",
            "A map of one's own, or a static, lies in the memory of one process: what workers write there nobody \
             else ever sees. Write to the `board` that you get.",
        );
    }
    if let Some((stranger, ..)) = board.iter().find(|entry| !tasks.contains(&entry.0)) {
        return Verdict::wrong(
            "entries of the tasks that were given",
            format!("one of {stranger}, which is none of them"),
            "The task itself is the key, and not its place among the tasks.",
        );
    }
    let judged = tasks.iter().map(|&task| is_true(task, board, seen));
    judged.fold(Verdict::Pass, |verdict, next| verdict.or(|| next))
}

fn is_true(task: u64, board: &[Entry], seen: &Observed) -> Verdict {
    let entry = find(board, task);
    let call = call_of(task, seen);
    let wrong = |expected: &str, so: &str| {
        let saw = format!("{} for task {task}", quoted(entry));
        Verdict::wrong(format!("{expected} for task {task}"), saw, so)
    };
    let text = entry.map_or("", |entry| &entry.1);
    let by = entry.map_or(0, |entry| entry.2);
    match task {
        CRASHES | PANICS => {
            let pid = call.map(|call| call.pid.to_string()).unwrap_or_default();
            match text.strip_prefix("lost: ") {
                None if text == IN_PROGRESS => wrong(
                    "\"lost: …\"",
                    "Whoever was at it is dead, or has given up, and the board says that somebody is at it: for ever. The \
                     parent knows better, from the pool's error, and nobody else is left to say so.",
                ),
                None => wrong(
                    "\"lost: …\"",
                    "This task came to no result: the pool has an error for it. The parent writes that.",
                ),
                Some(why) if !why.contains(&pid) || why.contains(UNLUCKY) != (task == PANICS) => {
                    wrong(
                        "\"lost: \" and the pool's error",
                        "Is it the error of this task? Outcomes are in the order of the tasks; the number in an error is a \
                     place among them.",
                    )
                }
                Some(_) => written_by(task, by, seen.asked_pid, seen),
            }
        }
        MISSING if text == format!("failed: there is no {MISSING}") => {
            written_by(task, by, call.map_or(0, |call| call.pid), seen)
        }
        MISSING => wrong(
            "\"failed: there is no 404\"",
            match text {
                IN_PROGRESS => {
                    "A task that failed stays \"in progress\" for ever, and whoever waits for it waits as long. A failure \
                     is an end, too: write it down."
                }
                COMPLETED => {
                    "`work` gave an error, and the board says \"completed\": look at the result."
                }
                _ => "The words are `failed: ` and the error that `work` gave.",
            },
        ),
        _ if text == COMPLETED => written_by(task, by, call.map_or(0, |call| call.pid), seen),
        _ => wrong(
            "\"completed\"",
            match text {
                IN_PROGRESS => "The work is done, and nobody has written so.",
                "" => "Every task is to have an entry.",
                _ => "This task came to a result.",
            },
        ),
    }
}

/// Whether an entry comes from the process that knows.
pub fn written_by(task: u64, by: u32, expected: u32, seen: &Observed) -> Verdict {
    if by == expected {
        return Verdict::Pass;
    }
    let name = |pid: u32| match pid == seen.asked_pid {
        true => "the parent".to_string(),
        false => format!("process {pid}"),
    };
    let so = match by == seen.asked_pid {
        true => {
            "The parent hears of a task's end later than the worker, and of its beginning not at all. Whoever does \
             the work writes to the board. (A `Status` names the process that made it.)"
        }
        false => "Whoever knows it writes it: of work its worker, of a lost task the parent.",
    };
    Verdict::wrong(
        format!("the entry of task {task} written by {}", name(expected)),
        format!("written by {}", name(by)),
        so,
    )
}
