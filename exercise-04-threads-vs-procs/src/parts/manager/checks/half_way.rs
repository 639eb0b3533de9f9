//! A board whose manager ends while one task is under way, and all others are done: TODO(1) and TODO(2).

use super::looking::looking_on;
use super::said::{entries, find};
use super::shared::{Ended, an_error, in_words};
use crate::parts::manager::{Board, IN_PROGRESS, gate};
use common::check::Verdict;
use common::process::Manager;
use common::witness::Observed;
use std::thread;
use std::time::Duration;

/// A question: the tasks, of which the second is held, and how many workers.
type Asked = (Vec<u64>, usize);

/// Runs `ask`, and ends the manager when all tasks but the second stand on the board as done. The board has to be a
/// handle that keeps the manager from nothing.
pub fn ends_half_way(
    manager: Manager,
    board: &Board,
    tasks: &[u64],
    ask: impl FnOnce() -> Ended,
) -> Ended {
    let held = tasks[1];
    gate::hold_only(held);
    let are_done = |board: &Board| {
        let said = entries(board);
        let is_done = |task: &u64| find(&said, *task).is_some_and(|entry| entry.1 != IN_PROGRESS);
        tasks.iter().filter(|task| **task != held).all(is_done)
    };
    let mut manager = Some(manager);
    let look = |task| {
        while task == held && !are_done(board) && !gate::gave_up() {
            thread::sleep(Duration::from_millis(1));
        }
        if task == held {
            manager.take();
        }
    };
    looking_on("work", look, ask).0
}

/// Only the second task has met the manager's end.
pub fn hands_it_on((tasks, workers): &Asked, ended: &Ended, _: &Observed) -> Verdict {
    let saw = format!(
        "`Ok`, and the board never heard what came of task {}",
        tasks[1]
    );
    let asked = in_words(tasks.len(), "task", *workers);
    an_error(ended, &saw).asked(format!(
        "{asked}; the board's manager ends while task {} is being worked on, and the others are done",
        tasks[1]
    ))
}
