//! Wrong answers to TODO(3): in processes.

use super::{Answers, Rows, SOLVED, View, Wrong, row, serial, wrong};
use common::process::{Error, Pool};

pub fn wrong_answers() -> Vec<Wrong> {
    let processes = |name, says, on_processes| {
        let answers = Answers {
            on_processes,
            ..SOLVED
        };
        wrong(3, name, says, answers)
    };
    vec![
        processes(
            "serial in disguise",
            "nothing ran in parallel",
            |view, workers| Ok(serial(view, workers)),
        ),
        processes("threads", "These are threads", |view, workers| {
            Ok((SOLVED.dynamic_rows)(view, workers))
        }),
        processes("everything inline", "nothing ran in parallel", |view, _| {
            (SOLVED.on_processes)(view, 0)
        }),
        processes("a pool for each row", "one call of `map`", pool_for_each),
        processes("a worker for each row", "more workers than", |view, _| {
            (SOLVED.on_processes)(view, (view.height as usize).max(1))
        }),
        processes("order of arrival", "an order of arrival", as_they_come),
        processes(
            "one lot for each worker",
            "the even split again",
            one_lot_each,
        ),
        processes(
            "an error hidden",
            "An error is handed on",
            |view, workers| Ok((SOLVED.on_processes)(view, workers).unwrap_or_default()),
        ),
        processes(
            "an error of the rows hidden",
            "where one row failed there is no picture",
            |view, workers| {
                let pool = Pool::new(workers)?;
                Ok(pool.map_chunked(of, items(view), 1).unwrap_or_default())
            },
        ),
        processes(
            "a row that failed vanishes",
            "where one row failed there is no picture",
            |view, workers| {
                let pool = Pool::new(workers)?;
                Ok(pool.imap(of, items(view)).flatten().collect())
            },
        ),
        processes(
            "serial where the workers failed",
            "computed here, in silence",
            |view, workers| {
                let rows = Pool::new(workers)?.map_chunked(of, items(view), 1);
                Ok(rows.unwrap_or_else(|_| serial(view, workers)))
            },
        ),
        processes(
            "an error that ends the program",
            "called `Result::unwrap()` on an `Err`",
            |view, workers| Ok((SOLVED.on_processes)(view, workers).unwrap()),
        ),
    ]
}

fn items(view: &View) -> Vec<(View, u32)> {
    (0..view.height).map(|y| (*view, y)).collect()
}

fn of((view, y): (View, u32)) -> Vec<u32> {
    row(&view, y)
}

fn pool_for_each(view: &View, workers: usize) -> Result<Rows, Error> {
    let alone = |item| Pool::new(workers)?.map(of, [item]);
    let rows: Result<Vec<Rows>, Error> = items(view).into_iter().map(alone).collect();
    Ok(rows?.concat())
}

fn as_they_come(view: &View, workers: usize) -> Result<Rows, Error> {
    Pool::new(workers)?
        .imap_unordered(of, items(view))
        .collect()
}

fn one_lot_each(view: &View, workers: usize) -> Result<Rows, Error> {
    let lot = (view.height as usize).div_ceil(workers).max(1);
    Pool::new(workers)?.map_chunked(of, items(view), lot)
}
