//! A board, a list, counts and a stock that many processes share, in a manager.
//!
//! Processes have no memory in common. A manager is one more process, which keeps values for all
//! others: a `Dict`, a `List`, or a value of your own type as a `Shared`. Handles to them travel in
//! arguments. Each method is a request to the manager and an answer; the manager makes one after
//! another, so none of them is ever seen half-done.
//!
//! That is convenient, and it has two catches. Two requests are two steps: whatever you have read may be
//! true no longer when you write. For that there is `update`, and `call`: they send the manager the
//! function that reads and writes, and it runs there, in one step. (It crosses as any function that a
//! pool runs: it may capture nothing. Where the compiler says E0521, or advises `move`, the closure
//! captures something: pass that as an argument.) And each request costs as much as thousands of additions, so
//! that a program which asks for every little thing is slower than one that does all by itself.
//!
//! Find out what the others see when a worker dies between two requests, and what the table at the end
//! of the report says about `Value`, messages and managers. Each call can fail, with an `Error`: hand
//! it on, also from a worker, for a `Result<_, Error>` crosses. `pool.map(…)?` is then a `Vec` of such
//! results: look at all of them. The toolkit's documentation opens with
//! `cargo doc -p common --features process --no-deps --open`; look for `Manager`, `Dict`, `List` and
//! `Shared`. The lesson in `lessons/manager.md` leads through the five TODOs.

use ::exercise_04_threads_vs_procs::parts::manager::{self, Board, Order, Results, Stock, Tally};
// BEGIN SOLUTION
use ::exercise_04_threads_vs_procs::parts::manager::{COMPLETED, IN_PROGRESS, Status};
// END SOLUTION
use common::process::{Dict, Error, Pool, Shared};
use std::ops::Range;

// TODO(1): in `pool`, call `manager::work` on each task. The worker that does it keeps the `board`:
// before, it inserts a `Status::new(IN_PROGRESS)` for the task; afterwards `COMPLETED`, or
// `failed: WHY` with the error of `work`. (All three names are in `manager`.) `Ok` if the board could
// be written, whatever came of the tasks.
fn on_the_board(pool: &Pool, board: &Board, tasks: &[u64]) -> Result<(), Error> {
    // BEGIN SOLUTION todo!("TODO(1): {tasks:?}, {board:?}, {pool:?}")
    let one = |(board, task): (Board, u64)| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        let says = match manager::work(task) {
            Ok(_) => COMPLETED.to_string(),
            Err(why) => format!("failed: {why}"),
        };
        board.insert(task, Status::new(says)).map(|_| ())
    };
    let items = tasks.iter().map(|&task| (board.clone(), task));
    pool.map(one, items)?.into_iter().collect()
    // END SOLUTION
}

// TODO(2): the same, and each result goes into the list as `(task, result)`, in the order in which
// they come; into the list first, so that whoever reads `COMPLETED` finds it there. Some tasks panic,
// some take their worker down: what they have left on the board is not true any more. Make it
// `lost: ERROR`, with the pool's error. Still `Ok`.
fn into_the_list(
    pool: &Pool,
    board: &Board,
    results: &Results,
    tasks: &[u64],
) -> Result<(), Error> {
    // BEGIN SOLUTION todo!("TODO(2): {tasks:?}, {board:?}, {results:?}, {pool:?}")
    let one = |(board, results, task): (Board, Results, u64)| -> Result<(), Error> {
        board.insert(task, Status::new(IN_PROGRESS))?;
        let says = match manager::work(task) {
            Ok(result) => {
                results.push((task, result))?;
                COMPLETED.to_string()
            }
            Err(why) => format!("failed: {why}"),
        };
        board.insert(task, Status::new(says)).map(|_| ())
    };
    let items = tasks.iter().map(|&t| (board.clone(), results.clone(), t));
    for (&task, outcome) in tasks.iter().zip(pool.try_map(one, items)) {
        match outcome {
            Ok(written) => written?,
            // Whoever was at it cannot say so any more.
            Err(error) => {
                board.insert(task, Status::new(format!("lost: {error}")))?;
            }
        }
    }
    Ok(())
    // END SOLUTION
}

// TODO(3): in `pool`, add every word of every text to `counts`, one by one: `manager::words` gives the
// words of a text, `manager::add` what becomes of a count. Some words have a count already. Workers
// come upon the same word at the same moment, and no word may be lost. One task for each text.
fn count(pool: &Pool, counts: &Dict<String, u64>, texts: &[Range<u64>]) -> Result<(), Error> {
    // BEGIN SOLUTION todo!("TODO(3): {texts:?}, {counts:?}, {pool:?}")
    let one = |(counts, text): (Dict<String, u64>, Range<u64>)| -> Result<(), Error> {
        for word in manager::words(text) {
            counts.update(&word, manager::add, 1)?;
        }
        Ok(())
    };
    let items = texts.iter().map(|text| (counts.clone(), text.clone()));
    pool.map(one, items)?.into_iter().collect()
    // END SOLUTION
}

// TODO(4): in `pool`, one task for each order: if the stock has as many pieces left as the order
// wants, take them, and the order is filled (`true`); otherwise take nothing (`false`). Between the
// look (`left`) and the act (`take`) nobody may come. The answers are in the order of `orders`.
fn sell(pool: &Pool, stock: &Shared<Stock>, orders: &[Order]) -> Result<Vec<bool>, Error> {
    // BEGIN SOLUTION todo!("TODO(4): {orders:?}, {stock:?}, {pool:?}")
    let one = |(stock, order): (Shared<Stock>, Order)| -> Result<bool, Error> {
        let sell = |stock: &mut Stock, order: Order| {
            let enough = stock.left() >= order.pieces;
            if enough {
                stock.take(&order);
            }
            enough
        };
        stock.call(sell, order)
    };
    let items = orders.iter().map(|order| (stock.clone(), order.clone()));
    pool.map(one, items)?.into_iter().collect()
    // END SOLUTION
}

// TODO(5): count the words of all texts once more, now with one request for each text instead of one
// for each word: in a worker, count the words of a text into a `Tally` of its own, and have the
// manager add that to the shared one with `manager::merge`.
fn count_and_merge(pool: &Pool, tally: &Shared<Tally>, texts: &[Range<u64>]) -> Result<(), Error> {
    // BEGIN SOLUTION todo!("TODO(5): {texts:?}, {tally:?}, {pool:?}")
    let one = |(tally, text): (Shared<Tally>, Range<u64>)| -> Result<(), Error> {
        let mut own = Tally::new();
        for word in manager::words(text) {
            *own.entry(word).or_default() += 1;
        }
        tally.call(manager::merge, own)
    };
    let items = texts.iter().map(|text| (tally.clone(), text.clone()));
    pool.map(one, items)?.into_iter().collect()
    // END SOLUTION
}

/// What the exercise runs and checks.
pub const ANSWERS: manager::Answers = manager::Answers {
    on_the_board,
    into_the_list,
    count,
    sell,
    count_and_merge,
};
