//! Wrong tallies.

use common::process::{Error, Pool};
use exercise_04_threads_vs_procs::parts::debugging::{BallotBox, Total};

type Tally = fn(&[BallotBox], usize) -> Result<u64, Error>;

pub const ALL: [(&str, &str, Tally); 11] = [
    ("as it was", "another process may come", as_it_was),
    (
        "stored once for a box",
        "another process may come",
        once_for_a_box,
    ),
    ("a try that gives up", "one ballot is lost", gives_up),
    (
        "the first boxes only",
        "whichever box it is in",
        first_boxes,
    ),
    (
        "opened here",
        "nothing is counted side by side",
        opened_here,
    ),
    ("threads", "nothing is counted side by side", threads),
    ("a pool of one", "Where only one counts", pool_of_one),
    (
        "a pool of one, in two steps",
        "Where only one counts",
        pool_of_one_in_two_steps,
    ),
    ("one box at a time", "Where only one counts", one_at_a_time),
    (
        "errors dropped",
        "A worker died with its box",
        errors_dropped,
    ),
    ("nobody asked", "A worker died with its box", nobody_asked),
];

fn with(
    boxes: &[BallotBox],
    workers: usize,
    count: impl Fn((Total, BallotBox)) + Copy + Send + 'static,
) -> Result<u64, Error> {
    let total = Total::new()?;
    let pool = Pool::new(workers)?;
    pool.map(count, boxes.iter().map(|&n| (total.clone(), n)))?;
    Ok(total.load())
}

fn as_it_was(boxes: &[BallotBox], workers: usize) -> Result<u64, Error> {
    with(boxes, workers, |(total, ballots)| {
        for _ in ballots.open() {
            let before = total.load();
            total.store(before + 1);
        }
    })
}

/// Seldom enough to look right, and just as wrong.
fn once_for_a_box(boxes: &[BallotBox], workers: usize) -> Result<u64, Error> {
    with(boxes, workers, |(total, ballots)| {
        let own = ballots.open().count() as u64;
        total.store(total.load() + own);
    })
}

fn gives_up(boxes: &[BallotBox], workers: usize) -> Result<u64, Error> {
    with(boxes, workers, |(total, ballots)| {
        for _ in ballots.open() {
            let before = total.load();
            let _ = total.compare_exchange(before, before + 1);
        }
    })
}

fn first_boxes(boxes: &[BallotBox], workers: usize) -> Result<u64, Error> {
    with(&boxes[..boxes.len() - 1], workers, |(total, ballots)| {
        total.add(ballots.open().count() as u64)
    })
}

fn opened_here(boxes: &[BallotBox], _: usize) -> Result<u64, Error> {
    Ok(boxes
        .iter()
        .map(|ballots| ballots.open().count() as u64)
        .sum())
}

fn threads(boxes: &[BallotBox], _: usize) -> Result<u64, Error> {
    let total = Total::new()?;
    std::thread::scope(|scope| {
        for ballots in boxes {
            scope.spawn(|| ballots.open().for_each(|_| total.add(1)));
        }
    });
    Ok(total.load())
}

fn one_by_one((total, ballots): (Total, BallotBox)) {
    ballots.open().for_each(|_| total.add(1));
}

fn pool_of_one(boxes: &[BallotBox], _: usize) -> Result<u64, Error> {
    with(boxes, 1, one_by_one)
}

fn pool_of_one_in_two_steps(boxes: &[BallotBox], _: usize) -> Result<u64, Error> {
    as_it_was(boxes, 1)
}

fn one_at_a_time(boxes: &[BallotBox], workers: usize) -> Result<u64, Error> {
    let total = Total::new()?;
    let pool = Pool::new(workers)?;
    for &ballots in boxes {
        pool.submit(one_by_one, (total.clone(), ballots)).get()?;
    }
    Ok(total.load())
}

fn errors_dropped(boxes: &[BallotBox], workers: usize) -> Result<u64, Error> {
    let total = Total::new()?;
    let pool = Pool::new(workers)?;
    let _ = pool.map(one_by_one, boxes.iter().map(|&n| (total.clone(), n)));
    Ok(total.load())
}

fn nobody_asked(boxes: &[BallotBox], workers: usize) -> Result<u64, Error> {
    let total = Total::new()?;
    let pool = Pool::new(workers)?;
    for &ballots in boxes {
        let _ = pool.submit(one_by_one, (total.clone(), ballots));
    }
    drop(pool);
    Ok(total.load())
}
