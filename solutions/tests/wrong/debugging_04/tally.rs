//! Wrong tallies.

use common::process::{Error, Pool};
use exercise_04_threads_vs_procs::parts::debugging::Total;

type Tally = fn(&[u64], usize) -> Result<u64, Error>;

pub const ALL: [(&str, &str, Tally); 4] = [
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
];

fn with(
    boxes: &[u64],
    workers: usize,
    count: impl Fn((Total, u64)) + Copy + Send + 'static,
) -> Result<u64, Error> {
    let total = Total::new()?;
    let pool = Pool::new(workers)?;
    pool.map(count, boxes.iter().map(|&n| (total.clone(), n)))?;
    Ok(total.load())
}

fn as_it_was(boxes: &[u64], workers: usize) -> Result<u64, Error> {
    with(boxes, workers, |(total, ballots)| {
        for _ in 0..ballots {
            let before = total.load();
            total.store(before + 1);
        }
    })
}

/// Seldom enough to look right, and just as wrong.
fn once_for_a_box(boxes: &[u64], workers: usize) -> Result<u64, Error> {
    with(boxes, workers, |(total, ballots)| {
        let own = (0..ballots).count() as u64;
        total.store(total.load() + own);
    })
}

fn gives_up(boxes: &[u64], workers: usize) -> Result<u64, Error> {
    with(boxes, workers, |(total, ballots)| {
        for _ in 0..ballots {
            let before = total.load();
            let _ = total.compare_exchange(before, before + 1);
        }
    })
}

fn first_boxes(boxes: &[u64], workers: usize) -> Result<u64, Error> {
    with(&boxes[..boxes.len() - 1], workers, |(total, ballots)| {
        total.add(ballots)
    })
}
