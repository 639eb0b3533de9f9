//! The squares, in the order in which they come: TODO(1).

use crate::parts::futures::{Answers, Screen, square};
use common::exercise::{Run, Steps, grouped, with_bar};
use common::process::{Executor, Pool};
use std::cell::RefCell;

/// Numbers with their squares, sorted by number, or what went wrong with them.
type Squares = Vec<(u64, Result<u64, String>)>;

pub fn demo(answers: &Answers, run: &mut Run) {
    let numbers: &Vec<u64> = &(1..=run.size()).collect();
    let (workers, count) = (super::workers(run), run.workers());
    // The numbers in the order in which they were shown last, on threads and on processes.
    let (threads, processes) = (RefCell::new(vec![]), RefCell::new(vec![]));

    let mut steps = Steps::new(|squares: &Squares| {
        let squares = squares.iter().filter_map(|(_, square)| square.clone().ok());
        grouped(squares.sum())
    });
    steps.differ(differ);
    let one_by_one = || numbers.iter().map(|&n| (n, Ok(square(n)))).collect();
    steps.baseline("squares: serial", move || Ok(one_by_one()));
    let (show, order) = (answers.as_they_come, &threads);
    steps
        .add("squares: threads", move || {
            let executor = Executor::threads(workers).map_err(|error| error.to_string())?;
            Ok(shown(order, |screen| show(&executor, numbers, screen)))
        })
        .todo(1)
        .workers(count);
    let order = &processes;
    steps
        .add("squares: processes", move || {
            let pool = Pool::new(workers).map_err(|error| error.to_string())?;
            let progress = pool.progress();
            let executor = Executor::from(pool);
            let so_far = || (progress.done(), progress.total());
            Ok(with_bar("squares: processes", so_far, || {
                shown(order, |screen| show(&executor, numbers, screen))
            }))
        })
        .todo(1)
        .workers(count);
    let measured = run.measure(steps);

    let solved = |step| measured.result(step).is_some();
    let mut title = "the squares came";
    for (step, order) in [
        ("squares: threads", threads.take()),
        ("squares: processes", processes.take()),
    ] {
        if solved(step) && !order.is_empty() {
            run.note(format!("{title:<22} {}", in_words(&order)));
            title = "";
        }
    }
}

/// What `show` shows, sorted; the order in which it was shown is left in `order`.
fn shown(order: &RefCell<Vec<u64>>, show: impl FnOnce(&mut Screen)) -> Squares {
    let mut squares = Squares::new();
    show(&mut Screen::new(|number, square| {
        squares.push((number, square.map_err(|error| error.to_string())));
    }));
    *order.borrow_mut() = squares.iter().map(|(number, _)| *number).collect();
    squares.sort_unstable_by_key(|(number, _)| *number);
    squares
}

fn in_words(order: &[u64]) -> String {
    let numbers: Vec<String> = order.iter().take(12).map(u64::to_string).collect();
    let more = if order.len() > 12 { " …" } else { "" };
    format!("{}{more}", numbers.join(" "))
}

fn differ(right: &Squares, wrong: &Squares) -> String {
    match wrong.len() == right.len() {
        true => "is each result shown with the number that was squared?".to_string(),
        false => format!("{} of {} were shown", wrong.len(), right.len()),
    }
}
