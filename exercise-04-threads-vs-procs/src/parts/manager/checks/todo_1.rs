//! TODO(1): does the board say what is true, while it is true?

use super::half_way::{ends_half_way, hands_it_on};
use super::looking::looking_on;
use super::said::{Entry, call_of, entries, find, in_the_end, quoted, written_by};
use super::shared::{Ended, an_error, gone, in_text, in_the_pool, in_words, setting, side_by_side};
use crate::parts::manager::{Answers, Board, IN_PROGRESS, MISSING, gate};
use common::check::{Check, Verdict};
use common::witness::Observed;

/// A question: the tasks, and how many workers.
type Asked = (Vec<u64>, usize);
/// An answer: how it ended, the board, and the workers.
type Answered = (Ended, Vec<Entry>, Vec<u32>);
/// What the board said when a task was under way, one look for each task; and the answer.
type Looked = (Vec<(u64, Vec<Entry>)>, Answered);

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(1, "says_what_came_of_every_task", one_fails, ask, is_true),
        Check::new(
            1,
            "says_in_progress_while_the_work_lasts",
            |seed| (tasks(seed, 3), 1),
            ask_and_look,
            meanwhile,
        )
        .points(2),
        Check::new(
            1,
            "really_uses_several_processes",
            |seed| (tasks(seed, 3), 3),
            ask,
            all_at_once,
        )
        .holding(3),
        Check::new(1, "copes_with_no_tasks", |_| (vec![], 2), ask, is_true),
        Check::new(
            1,
            "copes_with_more_workers_than_tasks",
            |seed| (tasks(seed, 1), 3),
            ask,
            is_true,
        ),
        Check::new(
            1,
            "works_without_any_workers",
            |seed| (tasks(seed, 3), 0),
            ask,
            is_true,
        ),
        Check::new(
            1,
            "hands_on_that_the_board_is_gone",
            |seed| (tasks(seed, 2), 2),
            without_a_board,
            |_, ended, _| an_error(ended, "`Ok`, and nothing was written"),
        ),
        Check::new(
            1,
            "hands_on_that_the_board_ends_half_way",
            |seed| (tasks(seed, 3), 3),
            board_ends,
            hands_it_on,
        ),
    ]
}

/// Tasks that come to a result, each once.
pub fn tasks(seed: u64, count: usize) -> Vec<u64> {
    let first = 1000 + fastrand::Rng::with_seed(seed).u64(0..1000);
    (first..).step_by(7).take(count).collect()
}

fn one_fails(seed: u64) -> Asked {
    let mut tasks = tasks(seed, 5);
    tasks[1] = MISSING;
    (tasks, 2)
}

fn ask(answers: &Answers, (tasks, workers): Asked) -> Answered {
    let (pool, manager) = setting(workers);
    let board = manager.dict().expect("the manager is there");
    let ended = (answers.on_the_board)(&pool, &board, &tasks);
    (in_text(ended), entries(&board), pool.worker_pids())
}

/// Each task goes on when somebody has looked at the board meanwhile.
fn ask_and_look(answers: &Answers, (tasks, workers): Asked) -> Looked {
    let (pool, manager) = setting(workers);
    gate::hold();
    let board: Board = manager.dict().expect("the manager is there");
    let look = |_| entries(&board);
    let (answered, looks) = looking_on("work", look, || {
        let ended = in_text((answers.on_the_board)(&pool, &board, &tasks));
        (ended, entries(&board), pool.worker_pids())
    });
    (looks, answered)
}

fn without_a_board(answers: &Answers, (tasks, workers): Asked) -> Ended {
    let (pool, manager) = setting(workers);
    let board = gone(&pool, manager.dict().expect("the manager is there"));
    drop(manager);
    in_text((answers.on_the_board)(&pool, &board, &tasks))
}

fn board_ends(answers: &Answers, (tasks, workers): Asked) -> Ended {
    let (pool, manager) = setting(workers);
    let board = gone(&pool, manager.dict().expect("the manager is there"));
    ends_half_way(manager, &board, &tasks, || {
        in_text((answers.on_the_board)(&pool, &board, &tasks))
    })
}

fn is_true((tasks, workers): &Asked, (ended, board, pids): &Answered, seen: &Observed) -> Verdict {
    in_the_end(tasks, ended, board, seen)
        .or(|| match tasks.is_empty() {
            true => Verdict::Pass,
            false => in_the_pool(seen, "work", pids),
        })
        .asked(in_words(tasks.len(), "task", *workers))
}

fn all_at_once(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let at_once = || side_by_side(seen, "work", asked.1);
    is_true(asked, answered, seen)
        .or(at_once)
        .asked(in_words(asked.0.len(), "task", asked.1))
}

fn meanwhile(asked: &Asked, (looks, answered): &Looked, seen: &Observed) -> Verdict {
    let (tasks, workers) = asked;
    let looked = (0..looks.len()).map(|i| look(i, looks, tasks, seen));
    looked
        .fold(Verdict::Pass, |verdict, next| verdict.or(|| next))
        .or(|| is_true(asked, answered, seen))
        .asked(in_words(tasks.len(), "task", *workers))
}

/// What the board said while one task was under way, with a single worker.
fn look(place: usize, looks: &[(u64, Vec<Entry>)], tasks: &[u64], seen: &Observed) -> Verdict {
    let (task, board) = &looks[place];
    let while_at_it =
        |says: &str, of: u64| format!("{says} for task {of} while task {task} is being worked on");
    let own = find(board, *task);
    if own.is_none_or(|entry| entry.1 != IN_PROGRESS) {
        let so = match own {
            None => "Nobody can see that it has begun: write \"in progress\" before the work.",
            Some(_) => {
                "The board says so before the work is done: first the work, then what came of it."
            }
        };
        let expected = while_at_it("\"in progress\"", *task);
        return Verdict::wrong(expected, quoted(own), so);
    }
    let before = looks[..place].iter().map(|look| look.0);
    for earlier in before.clone() {
        let entry = find(board, earlier);
        if entry.is_none_or(|entry| entry.1 == IN_PROGRESS) {
            let so = "There is one worker, so the earlier task has ended long ago. Whoever does the work writes its \
                      end at once, and not the parent when all is over.";
            let expected = while_at_it("its end", earlier);
            return Verdict::wrong(expected, quoted(entry), so);
        }
    }
    let begun: Vec<u64> = before.chain([*task]).collect();
    let mut later = tasks.iter().filter(|later| !begun.contains(later));
    if let Some(&later) = later.find(|&&later| find(board, later).is_some()) {
        let so = "Nobody has begun that one. Written by the parent for all tasks beforehand? Whoever begins a task \
                  writes so.";
        let expected = while_at_it("nothing", later);
        return Verdict::wrong(expected, quoted(find(board, later)), so);
    }
    let worker = call_of(*task, seen).map_or(0, |call| call.pid);
    written_by(*task, own.map_or(0, |entry| entry.2), worker, seen)
}
