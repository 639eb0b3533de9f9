//! Blocks of work through a bounded queue: TODO(3) with many producers and consumers, TODO(4) with one of each.

use super::{Setup, said};
use crate::parts::queue::Answers;
use crate::parts::queue::work::{Done, Way, consume, produce, take_ways};
use common::exercise::{Run, Steps, count, grouped, seconds};
use std::cell::RefCell;
use std::ops::Range;
use std::time::Duration;

/// How many producers there are.
const PRODUCERS: u64 = 3;
/// How many blocks one producer sends to the one consumer.
const STREAM: u64 = 120;

pub fn many(answers: &Answers, setup: &Setup, run: &mut Run) {
    let (workers, capacity, lot) = (setup.workers, setup.capacity, setup.blocks);
    let lots: Vec<Range<u64>> = (0..PRODUCERS).map(|i| i * lot..(i + 1) * lot).collect();
    let mut steps = steps();
    steps.baseline("blocks: serial", || Ok(serial(0..PRODUCERS * lot)));
    if !run.inline() {
        let work_off = answers.work_off;
        let step = move || {
            let lots = lots.clone();
            let mut done = said(move || work_off(&lots, workers, capacity))?;
            done.sort_unstable();
            Ok(done)
        };
        steps
            .add("blocks: many hands", step)
            .todo(3)
            .workers(workers);
    }
    if run.measure(steps).result("blocks: many hands").is_some() {
        let consumers = count(workers, "consumer");
        run.note(format!(
            "{:<22} {PRODUCERS} producers, {consumers}, a queue for {capacity}",
            "many hands"
        ));
    }
}

pub fn stream(answers: &Answers, setup: &Setup, run: &mut Run) {
    let capacity = setup.capacity;
    let ways = &RefCell::new(Vec::new());
    let mut steps = steps();
    // Its only consumer has all the work, so there is no efficiency to speak of.
    steps.waits();
    steps.baseline("stream: serial", || Ok(serial(0..STREAM)));
    if !run.inline() {
        let stream = answers.stream;
        let step = move || {
            take_ways();
            let done = said(move || stream(0..STREAM, capacity));
            *ways.borrow_mut() = take_ways();
            done
        };
        steps.add("stream: one producer", step).todo(4).workers(2);
    }
    if run.measure(steps).result("stream: one producer").is_some() {
        let (under_way, waited) = figures(&ways.take());
        run.note(format!(
            "{:<22} at most {under_way} blocks under way: in a queue for {capacity}, in two hands",
            "the stream"
        ));
        run.note(format!(
            "{:<22} a block waited for {}, in the middle",
            "",
            seconds(waited)
        ));
    }
}

fn steps<'a>() -> Steps<'a, Vec<Done>> {
    let mut steps = Steps::new(|done: &Vec<Done>| {
        let primes: u64 = done.iter().map(|&(_, primes)| primes).sum();
        grouped(primes)
    });
    steps.differ(|right, wrong| match (right.len(), wrong.len()) {
        (right, wrong) if right == wrong => {
            "as many blocks, but others, or in another order".to_string()
        }
        (right, wrong) => format!("{wrong} blocks were consumed, not {right}"),
    });
    steps
}

fn serial(blocks: Range<u64>) -> Vec<Done> {
    blocks.map(|block| consume(produce(block))).collect()
}

/// How many items were under way at once, at most, and how long they waited, in the middle.
fn figures(ways: &[Way]) -> (usize, Duration) {
    let at = |way: &Way| {
        let made = ways.iter().filter(|other| other.made <= way.ended);
        let ended = ways.iter().filter(|other| other.ended < way.ended);
        made.count() - ended.count()
    };
    let mut waited: Vec<u64> = ways
        .iter()
        .map(|w| w.begun.saturating_sub(w.made))
        .collect();
    waited.sort_unstable();
    let middle = waited.get(waited.len() / 2).copied().unwrap_or(0);
    let most = ways.iter().map(at).max().unwrap_or(0);
    (most, Duration::from_nanos(middle))
}
