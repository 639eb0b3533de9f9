//! One large array that all workers have: changed in place, then summed, and nowhere a copy.

use super::{failed, notes};
use crate::parts::shared::array::mixed;
use crate::parts::shared::{Answers, Share, sums, transform};
use common::exercise::{Run, Steps, grouped};
use common::memory::available;
use common::process::{Array, Pool, bytes_sent};
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// Where the system does not tell how much memory there is, in MiB.
const SURELY_THERE: u64 = 2048;
/// What programs and tables take besides, in MiB.
const BESIDES: u64 = 64;

/// How many MiB the array has: what was asked for, or what fits where nothing was said.
pub fn size(run: &mut Run) -> Result<u64, String> {
    let free = available().map_or(SURELY_THERE, |bytes| bytes >> 20);
    let size = run.size();
    if size + size / 8 + BESIDES <= free {
        return Ok(size);
    }
    if run.size_given() {
        return Err(format!(
            "an array of {size} MiB does not fit: {free} MiB of memory are free. Choose a smaller --size"
        ));
    }
    let fits = (free / 4).max(1);
    run.note(format!(
        "{free} MiB of memory are free, so the array has {fits} MiB instead of {size}."
    ));
    Ok(fits)
}

pub fn demo(answers: &Answers, run: &mut Run, pool: &Pool, size: u64) -> Result<(), String> {
    run.progress(&format!("making an array of {size} MiB"));
    let length = (size << 20) as usize / size_of::<u64>();
    let array = &Array::new(length).map_err(failed)?;
    fill(array);
    changed(answers, run, pool, array);
    if run.is_sweep() {
        // The serial sum is computed once, and must be the sum in all rounds.
        fill(array);
    }
    summed(answers, run, array);
    sums::let_go();
    Ok(())
}

fn fill(array: &Array<u64>) {
    (0..array.len()).for_each(|i| array.set(i, i as u64));
}

/// How many elements were changed, and the first one that is not what it should be.
type Changed = (u64, Option<usize>);

/// TODO(2).
fn changed(answers: &Answers, run: &mut Run, pool: &Pool, array: &Array<u64>) {
    let (length, workers) = (array.len(), run.workers());
    let sample = &sample(length, workers);
    // To look at all elements would take as long as to change them. The checks do; here some will do.
    let watched = |work: &dyn Fn() -> Result<(), String>| {
        let before: Vec<u64> = sample.iter().map(|&i| array.get(i)).collect();
        work()?;
        let mut pairs = sample.iter().zip(before);
        let wrong = pairs.find(|&(&i, before)| array.get(i) != mixed(before));
        Ok((length as u64, wrong.map(|(&i, _)| i)))
    };
    let mut steps = Steps::new(|(length, wrong): &Changed| match wrong {
        None => format!("{} MiB", grouped((length * 8) >> 20)),
        Some(i) => format!("element {i} is wrong"),
    });
    steps.differ(|_, _| "is every element changed once, and none twice or never?".to_string());
    steps.baseline("change: one process", || {
        watched(&|| {
            transform(array, 0..length);
            Ok(())
        })
    });
    let step = || {
        watched(&|| {
            let parts = (answers.parts)(length, workers);
            (answers.in_place)(pool, array, &parts).map_err(failed)
        })
    };
    steps.add("change: in place", step).todo(2).workers(workers);
    run.measure(steps);
}

/// The elements that are looked at: some thousand of them, and those where parts may meet.
fn sample(length: usize, workers: usize) -> Vec<usize> {
    let far = (length / 4096).max(1);
    let borders = even(length, workers).into_iter().flat_map(|part| {
        let start = part.start;
        [start.saturating_sub(1), start, part.end - 1]
    });
    (0..length).step_by(far).chain(borders).collect()
}

/// At most `pieces` parts of the indices from 0 to `length`.
fn even(length: usize, pieces: usize) -> Vec<Range<usize>> {
    let end = |piece: usize| (length as u128 * piece as u128 / pieces as u128) as usize;
    let parts = (0..pieces).map(|piece| end(piece)..end(piece + 1));
    parts.filter(|part| !part.is_empty()).collect()
}

const SUM: &str = "sum: attached once";

/// TODO(4).
fn summed(answers: &Answers, run: &mut Run, array: &Array<u64>) {
    let workers = run.workers();
    let processes = if run.inline() { 0 } else { workers };
    let parts = &even(array.len(), 4 * workers);
    let (shares, sent) = (&RefCell::new(Vec::<Share>::new()), &Cell::new(0));
    let mut steps = Steps::new(|sum: &u64| format!("{:08x}", sum >> 32));
    let alone = || array.iter().fold(0, u64::wrapping_add);
    steps.baseline("sum: one process", || Ok(alone()));
    let step = || {
        let before = bytes_sent();
        let found = (answers.sum)(array, parts, processes).map_err(failed)?;
        sent.set(bytes_sent() - before);
        let sum = found.iter().map(|share| share.0);
        let sum = sum.fold(0, u64::wrapping_add);
        shares.replace(found);
        Ok(sum)
    };
    steps.add(SUM, step).todo(4).workers(workers);
    let measured = run.measure(steps);
    if measured.result(SUM).is_some() && !run.is_sweep() && !run.inline() {
        let lines = notes::memory(&shares.borrow(), sent.get());
        lines.into_iter().for_each(|line| run.note(line));
    }
}
