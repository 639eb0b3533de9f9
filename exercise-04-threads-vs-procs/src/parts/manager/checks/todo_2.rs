//! TODO(2): are the results in the list as they came, and does the board say which are lost?

use super::half_way::{ends_half_way, hands_it_on};
use super::looking::looking_on;
use super::said::{Entry, entries, in_the_end};
use super::shared::{Ended, an_error, gone, in_text, in_the_pool, in_words, setting, side_by_side};
use super::todo_1::tasks;
use crate::parts::manager::{Answers, CRASHES, MISSING, PANICS, gate};
use common::check::{Check, Verdict};
use common::process::Manager;
use common::witness::{Observed, Seen};

/// A question: the tasks, and how many workers.
type Asked = (Vec<u64>, usize);
/// An answer: how it ended, the board, the list, and the workers that there were at first.
type Answered = (Ended, Vec<Entry>, Vec<(u64, u64)>, Vec<u32>);
/// Whether the result was in the list when the board was about to say "completed"; and the answer.
type Looked = (Vec<(u64, bool)>, Answered);

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(
            2,
            "puts_each_result_into_the_list",
            |seed| (with(seed, MISSING), 2),
            ask_and_look,
            result_first,
        ),
        Check::new(
            2,
            "keeps_the_order_in_which_they_came",
            |seed| (tasks(seed, 4), 2),
            ask,
            as_they_came,
        )
        .holding_the_first(3)
        .points(2),
        Check::new(2, "says_lost_where_a_worker_died", two_lost, ask, is_true).points(2),
        Check::new(
            2,
            "says_lost_where_a_task_panicked",
            |seed| (with(seed, PANICS), 2),
            ask,
            is_true,
        ),
        Check::new(
            2,
            "really_uses_several_processes",
            |seed| (tasks(seed, 3), 3),
            ask,
            all_at_once,
        )
        .holding(3),
        Check::new(2, "copes_with_no_tasks", |_| (vec![], 2), ask, is_true),
        Check::new(
            2,
            "works_without_any_workers",
            |seed| (with(seed, PANICS), 0),
            ask,
            is_true,
        ),
        Check::new(
            2,
            "hands_on_that_the_list_is_gone",
            |seed| (tasks(seed, 2), 2),
            without_a_list,
            |_, ended, _| an_error(ended, "`Ok`, and the list has no result"),
        ),
        Check::new(
            2,
            "hands_on_that_the_board_ends_half_way",
            |seed| (tasks(seed, 3), 3),
            board_ends,
            hands_it_on,
        ),
        Check::new(
            2,
            "hands_on_that_a_loss_cannot_be_written",
            |seed| (vec![tasks(seed, 1)[0], PANICS, MISSING], 3),
            board_ends,
            hands_it_on,
        ),
    ]
}

fn with(seed: u64, moody: u64) -> Vec<u64> {
    let mut tasks = tasks(seed, 6);
    tasks[2] = moody;
    tasks
}

/// The board, in the order of its keys, has them the other way round.
fn two_lost(seed: u64) -> Asked {
    let mut tasks = tasks(seed, 6);
    (tasks[1], tasks[4]) = (CRASHES, PANICS);
    (tasks, 2)
}

fn ask(answers: &Answers, (tasks, workers): Asked) -> Answered {
    let (pool, manager) = setting(workers);
    let pids = pool.worker_pids();
    let (board, list) = (manager.dict(), manager.list());
    let (board, list) = (board.expect("it is there"), list.expect("it is there"));
    let ended = (answers.into_the_list)(&pool, &board, &list, &tasks);
    let list = list.to_vec().unwrap_or_default();
    (in_text(ended), entries(&board), list, pids)
}

/// Each "completed" goes on to the board when somebody has looked whether the result is in the list.
fn ask_and_look(answers: &Answers, (tasks, workers): Asked) -> Looked {
    let (pool, manager) = setting(workers);
    let (board, list) = (manager.dict(), manager.list::<(u64, u64)>());
    let (board, list) = (board.expect("it is there"), list.expect("it is there"));
    gate::hold_saying(manager.pid());
    let look = |task| {
        let results = list.to_vec().unwrap_or_default();
        results.iter().any(|result| result.0 == task)
    };
    let (ended, looks) = looking_on(gate::SAYING, look, || {
        in_text((answers.into_the_list)(&pool, &board, &list, &tasks))
    });
    let list = list.to_vec().unwrap_or_default();
    (looks, (ended, entries(&board), list, pool.worker_pids()))
}

/// The board is there, the list is not.
fn without_a_list(answers: &Answers, (tasks, workers): Asked) -> Ended {
    let (pool, manager) = setting(workers);
    let board = manager.dict().expect("it is there");
    let other = Manager::new().expect("the system gives us one more");
    let list = gone(&pool, other.list().expect("it is there"));
    drop(other);
    in_text((answers.into_the_list)(&pool, &board, &list, &tasks))
}

/// The list stays.
fn board_ends(answers: &Answers, (tasks, workers): Asked) -> Ended {
    let (pool, manager) = setting(workers);
    let other = Manager::new().expect("the system gives us one more");
    let list = other.list().expect("it is there");
    let board = gone(&pool, manager.dict().expect("it is there"));
    ends_half_way(manager, &board, &tasks, || {
        in_text((answers.into_the_list)(&pool, &board, &list, &tasks))
    })
}

fn is_true(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let ((tasks, workers), (ended, board, list, pids)) = (asked, answered);
    in_the_end(tasks, ended, board, seen)
        .or(|| in_the_list(tasks, list))
        .or(|| match tasks.is_empty() || tasks.contains(&CRASHES) {
            // In the place of the dead one there is another by now.
            true => Verdict::Pass,
            false => in_the_pool(seen, "work", pids),
        })
        .asked(in_words(tasks.len(), "task", *workers))
}

fn result_first(asked: &Asked, (looks, answered): &Looked, seen: &Observed) -> Verdict {
    is_true(asked, answered, seen).or(|| {
        let Some((task, _)) = looks.iter().find(|(_, is_there)| !is_there) else {
            return Verdict::Pass;
        };
        Verdict::wrong(
            format!("task {task}'s result in the list before the board says \"completed\""),
            "no result yet",
            "The board says completed, and the list has no result yet: whoever reads now finds nothing. First `push`, \
             then `completed`.",
        )
        .asked(in_words(asked.0.len(), "task", asked.1))
    })
}

fn in_the_list(tasks: &[u64], list: &[(u64, u64)]) -> Verdict {
    let comes = |task: &&u64| ![MISSING, CRASHES, PANICS].contains(task);
    let good: Vec<u64> = tasks.iter().filter(comes).copied().collect();
    let expected = format!("{} results in the list, each task once", good.len());
    for &task in &good {
        let own: Vec<u64> = list.iter().filter(|r| r.0 == task).map(|r| r.1).collect();
        let so = match own[..] {
            [result] if result == task * task => continue,
            [_] => "That is the result of another task: they belong together in one push.",
            [] if list.is_empty() => {
                "The list is empty: a `Vec` that a worker fills is the worker's own. Push to the list that you get."
            }
            [] => "Every task that came to a result is to be in the list.",
            _ => "It was pushed more than once.",
        };
        return Verdict::wrong(expected, format!("{own:?} for task {task}"), so);
    }
    match list.iter().find(|(task, _)| !good.contains(task)) {
        None => Verdict::Pass,
        Some((task, result)) => Verdict::wrong(
            expected,
            format!("{result} for task {task}, which came to no result"),
            "Whoever reads that takes it for a result. Of a task that failed or was lost, the board tells.",
        ),
    }
}

fn all_at_once(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let at_once = || side_by_side(seen, "work", asked.1);
    is_true(asked, answered, seen)
        .or(at_once)
        .asked(in_words(asked.0.len(), "task", asked.1))
}

/// The first call of all was held until the others had ended, so its result cannot be among the first.
fn as_they_came(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    is_true(asked, answered, seen).or(|| {
        let verdict = in_order(&answered.2, seen);
        verdict.asked(format!(
            "{}; the first one takes longest",
            in_words(asked.0.len(), "task", asked.1)
        ))
    })
}

fn in_order(list: &[(u64, u64)], seen: &Observed) -> Verdict {
    let calls = seen.of("work").calls;
    let place = |call: &Seen| {
        list.iter()
            .position(|(task, _)| call.item == task.to_string())
    };
    // The last of the others may be pushed at the same moment as the one that was held.
    let first = calls.first().and_then(place).unwrap_or_default();
    // One process does one thing after another.
    let swapped = calls.iter().any(|one| {
        let before = |other: &&Seen| other.pid == one.pid && other.end < one.end;
        let mut earlier = calls.iter().filter(before);
        earlier.any(|other| place(other) > place(one))
    });
    match first + 2 < list.len() || swapped {
        false => Verdict::Pass,
        true => Verdict::wrong(
            "the results in the order in which they came",
            format!(
                "{:?}",
                list.iter().map(|(task, _)| task).collect::<Vec<_>>()
            ),
            "An order of the tasks? Who pushes when all is over has forgotten who came first. A worker pushes what \
             it has when it has it.",
        ),
    }
}
