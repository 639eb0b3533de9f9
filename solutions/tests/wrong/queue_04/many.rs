//! TODO(3): consumers that never hear of the end, or hear of it too early.

use super::{Wrong, join_all, wrong};
use common::process::{Child, Error, Queue, spawn};
use exercise_04_threads_vs_procs::parts::queue::{AllDone, Answers, Done, Item, consume, produce};
use solutions::exercise_04_threads_vs_procs::queue::ANSWERS as SOLVED;
use std::ops::Range;

pub(super) type Lots<'a> = &'a [Range<u64>];
pub(super) type Items = Queue<Item>;
/// Items, or the end.
type Pills = Queue<Option<Item>>;
pub(super) type Producers = Vec<Child<Result<(), Error>>>;
pub(super) type Consumers = Vec<Child<Result<Vec<Done>, Error>>>;

pub fn wrong_answers() -> Vec<Wrong> {
    let many = |name, says, work_off| wrong(3, name, says, Answers { work_off, ..SOLVED });
    vec![
        many(
            "one pill for all",
            "a poison pill, is taken out by one consumer",
            one_pill,
        ),
        many(
            "a pill from each producer",
            "a pill that came before the last item",
            pill_of_each,
        ),
        many(
            "closed too early",
            "closed while somebody still had something to put",
            closed_early,
        ),
        many(
            "closed by the first producer",
            "closed while somebody still had something",
            closed_by_first,
        ),
        many(
            "never closed",
            "Only `close` tells all of them",
            never_closed,
        ),
        many(
            "consumers joined first",
            "Only `close` tells all of them",
            consumers_first,
        ),
        many(
            "empty taken for the end",
            "the queue was empty for a moment",
            until_empty,
        ),
        many(
            "producers first",
            "empty the queue, and join then",
            producers_first,
        ),
        many(
            "one consumer",
            "kept the others from getting anything",
            one_consumer,
        ),
        many("consumes here", "The parent only waits", consumes_here),
        many("no queue", "Producers put, consumers get", no_queue),
        many("unbounded", "takes more than `capacity`", unbounded),
        many(
            "a Vec before the queue",
            "takes more than `capacity`",
            vec_first,
        ),
        many("less room", "although there was room for more", less_room),
        many("put twice", "Was it put twice?", put_twice),
        many("an error swallowed", "nobody hears of it", swallowed),
        many(
            "leaves at the first error",
            "leaves the others behind",
            leaves,
        ),
    ]
}

pub(super) fn producers(lots: Lots, items: &Items) -> Result<Producers, Error> {
    let run = |(lot, items): (Range<u64>, Items)| items.put_all(lot.map(produce));
    let start = |lot: &Range<u64>| spawn(run, (lot.clone(), items.clone()));
    lots.iter().map(start).collect()
}

pub(super) fn consumers(count: usize, items: &Items) -> Result<Consumers, Error> {
    let run = |items: Items| items.iter().map(|item| item.map(consume)).collect();
    (0..count).map(|_| spawn(run, items.clone())).collect()
}

pub(super) fn both(
    lots: Lots,
    count: usize,
    items: &Items,
) -> Result<(Producers, Consumers), Error> {
    Ok((producers(lots, items)?, consumers(count, items)?))
}

pub(super) fn results(consumers: Consumers) -> AllDone {
    Ok(join_all(consumers)?.into_iter().flatten().collect())
}

/// Consumers that end at a pill.
fn pill_takers(count: usize, items: &Pills) -> Result<Consumers, Error> {
    let run = |items: Pills| {
        let mut done = Vec::new();
        while let Some(item) = items.get()? {
            done.push(consume(item));
        }
        Ok(done)
    };
    (0..count).map(|_| spawn(run, items.clone())).collect()
}

fn one_pill(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let consumers = pill_takers(count, &items)?;
    let run = |(lot, items): (Range<u64>, Pills)| items.put_all(lot.map(|n| Some(produce(n))));
    let start = |lot: &Range<u64>| spawn(run, (lot.clone(), items.clone()));
    join_all(lots.iter().map(start).collect::<Result<_, _>>()?)?;
    items.put(None)?;
    results(consumers)
}

/// As many pills as there are producers: right if there are as many consumers, and all are equally quick.
fn pill_of_each(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let consumers = pill_takers(count, &items)?;
    let run = |(lot, items): (Range<u64>, Pills)| {
        items.put_all(lot.map(|n| Some(produce(n))))?;
        items.put(None)?;
        items.put(None)
    };
    let start = |lot: &Range<u64>| spawn(run, (lot.clone(), items.clone()));
    let producers: Producers = lots.iter().map(start).collect::<Result<_, _>>()?;
    let done = results(consumers);
    drop(items);
    let _ = join_all(producers);
    done
}

fn closed_early(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let (producers, consumers) = both(lots, count, &items)?;
    items.close()?;
    join_all(producers)?;
    results(consumers)
}

fn closed_by_first(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let consumers = consumers(count, &items)?;
    let run = |(lot, items): (Range<u64>, Items)| {
        items.put_all(lot.map(produce))?;
        items.close()
    };
    let start = |lot: &Range<u64>| spawn(run, (lot.clone(), items.clone()));
    join_all(lots.iter().map(start).collect::<Result<_, _>>()?)?;
    results(consumers)
}

fn never_closed(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let (producers, consumers) = both(lots, count, &items)?;
    join_all(producers)?;
    results(consumers)
}

fn consumers_first(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let (producers, consumers) = both(lots, count, &items)?;
    let done = results(consumers)?;
    join_all(producers)?;
    items.close()?;
    Ok(done)
}

fn until_empty(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let producers = producers(lots, &items)?;
    let run = |items: Items| {
        let mut done = Vec::new();
        while let Some(item) = items.try_get()? {
            done.push(consume(item));
        }
        Ok(done)
    };
    let start = |_| spawn(run, items.clone());
    let consumers: Consumers = (0..count).map(start).collect::<Result<_, _>>()?;
    join_all(producers)?;
    items.close()?;
    results(consumers)
}

fn producers_first(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    join_all(producers(lots, &items)?)?;
    let consumers = consumers(count, &items)?;
    items.close()?;
    results(consumers)
}

fn one_consumer(lots: Lots, _: usize, capacity: usize) -> AllDone {
    (SOLVED.work_off)(lots, 1, capacity)
}

fn consumes_here(lots: Lots, _: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let producers = producers(lots, &items)?;
    let blocks = lots.iter().cloned().flatten();
    let done = blocks.map(|_| items.get().map(consume)).collect();
    join_all(producers)?;
    done
}

fn no_queue(lots: Lots, _: usize, _: usize) -> AllDone {
    let run = |lot: Range<u64>| lot.map(|n| consume(produce(n))).collect::<Vec<_>>();
    let start = |lot: &Range<u64>| spawn(run, lot.clone());
    let children: Vec<_> = lots.iter().map(start).collect::<Result<_, _>>()?;
    let mut done = Vec::new();
    for child in children {
        done.extend(child.join()?);
    }
    Ok(done)
}

fn unbounded(lots: Lots, count: usize, _: usize) -> AllDone {
    (SOLVED.work_off)(lots, count, 100)
}

fn vec_first(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let consumers = consumers(count, &items)?;
    let run = |(lot, items): (Range<u64>, Items)| {
        let all: Vec<Item> = lot.map(produce).collect();
        items.put_all(all)
    };
    let start = |lot: &Range<u64>| spawn(run, (lot.clone(), items.clone()));
    join_all(lots.iter().map(start).collect::<Result<_, _>>()?)?;
    items.close()?;
    results(consumers)
}

fn less_room(lots: Lots, count: usize, _: usize) -> AllDone {
    (SOLVED.work_off)(lots, count, 1)
}

fn put_twice(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let consumers = consumers(count, &items)?;
    let run = |(lot, items): (Range<u64>, Items)| {
        lot.map(produce).try_for_each(|item| {
            items.put(item)?;
            items.put(item)
        })
    };
    let start = |lot: &Range<u64>| spawn(run, (lot.clone(), items.clone()));
    join_all(lots.iter().map(start).collect::<Result<_, _>>()?)?;
    items.close()?;
    results(consumers)
}

fn swallowed(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let (producers, consumers) = both(lots, count, &items)?;
    for producer in producers {
        let _ = producer.join();
    }
    items.close()?;
    results(consumers)
}

/// As long as nothing goes wrong, this is right.
fn leaves(lots: Lots, count: usize, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let (producers, consumers) = both(lots, count, &items)?;
    join_all(producers)?;
    items.close()?;
    results(consumers)
}
