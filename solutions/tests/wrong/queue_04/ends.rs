//! TODO(3): a pause that is taken for the end, and failures of which nobody hears.

use super::many::{Consumers, Items, Lots, both, consumers, producers, results};
use super::{Wrong, join_all, wrong};
use common::process::{Child, Queue, spawn};
use exercise_04_threads_vs_procs::parts::queue::{AllDone, Answers, consume, produce};
use solutions::exercise_04_threads_vs_procs::queue::ANSWERS as SOLVED;
use std::ops::Range;
use std::thread;
use std::time::Duration;

pub fn wrong_answers() -> Vec<Wrong> {
    let many = |name, says, work_off| wrong(3, name, says, Answers { work_off, ..SOLVED });
    vec![
        many("a pause taken for the end", "A pause is not the end", pause),
        many("closed after a pause", "a pause is not the end", sleeps),
        many(
            "thrown away when it is full",
            "Did `put_timeout` or `try_put` give an item back",
            thrown_away,
        ),
        many(
            "a consumer's error swallowed",
            "A consumer failed, and what it had done is lost",
            consumer_swallowed,
        ),
        many(
            "closed at the first error",
            "One producer has failed, and the other one is still at it",
            closed_at_error,
        ),
    ]
}

fn pause(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let producers = producers(lots, &items)?;
    let run = |items: Items| {
        let mut done = Vec::new();
        while let Some(item) = items.get_timeout(Duration::from_millis(1_500))? {
            done.push(consume(item));
        }
        Ok(done)
    };
    let start = |_| spawn(run, items.clone());
    let consumers: Consumers = (0..count).map(start).collect::<Result<_, _>>()?;
    join_all(producers)?;
    results(consumers)
}

fn sleeps(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let (producers, consumers) = both(lots, count, &items)?;
    thread::sleep(Duration::from_secs(1));
    items.close()?;
    join_all(producers)?;
    results(consumers)
}

fn thrown_away(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let consumers = consumers(count, &items)?;
    let run = |(lot, items): (Range<u64>, Items)| {
        lot.map(produce).try_for_each(|item| {
            let _ = items.put_timeout(item, Duration::from_millis(500))?;
            Ok(())
        })
    };
    let start = |lot: &Range<u64>| spawn(run, (lot.clone(), items.clone()));
    join_all(lots.iter().map(start).collect::<Result<_, _>>()?)?;
    items.close()?;
    results(consumers)
}

fn consumer_swallowed(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let (producers, consumers) = both(lots, count, &items)?;
    let ended: Vec<_> = producers.into_iter().map(Child::join).collect();
    items.close()?;
    let done = consumers.into_iter().flat_map(Child::join).flatten();
    let done = done.flatten().collect();
    ended.into_iter().try_for_each(|outcome| outcome?)?;
    Ok(done)
}

fn closed_at_error(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let (producers, consumers) = both(lots, count, &items)?;
    let mut outcome = Ok(());
    for producer in producers {
        if let Err(error) = producer.join().and_then(|put| put)
            && outcome.is_ok()
        {
            items.close()?;
            outcome = Err(error);
        }
    }
    items.close()?;
    let done = results(consumers)?;
    outcome.map(|()| done)
}
