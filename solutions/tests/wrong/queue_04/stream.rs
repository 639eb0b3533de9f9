//! TODO(4): a producer that runs ahead, and a parent that waits for a child that waits for it.

use super::{Wrong, wrong};
use common::process::{Child, Error, Queue, spawn};
use exercise_04_threads_vs_procs::parts::queue::{AllDone, Answers, Item, consume, produce};
use solutions::exercise_04_threads_vs_procs::queue::ANSWERS as SOLVED;
use std::ops::Range;
use std::thread;
use std::time::Duration;

type Blocks = Range<u64>;
type Items = Queue<Item>;

pub fn wrong_answers() -> Vec<Wrong> {
    let stream = |name, says, stream| wrong(4, name, says, Answers { stream, ..SOLVED });
    vec![
        stream(
            "join before drain",
            "whoever joins it first waits for ever",
            join_first,
        ),
        stream(
            "never closed",
            "Only `close` tells all of them",
            never_closed,
        ),
        stream("unbounded", "takes more than `capacity`", unbounded),
        stream(
            "a Vec before the queue",
            "takes more than `capacity`",
            vec_before,
        ),
        stream(
            "a Vec behind the queue",
            "takes more than `capacity`",
            vec_behind,
        ),
        stream(
            "a queue for one",
            "although there was room for more",
            queue_for_one,
        ),
        stream("no child", "That is a function call", no_child),
        stream(
            "consumes in the child",
            "Here the parent consumes",
            consumed_there,
        ),
        stream("until it is empty", "Some were never consumed", until_empty),
        stream("the last one lost", "Some were never consumed", last_lost),
        stream("a pause taken for the end", "A pause is not the end", pause),
        stream(
            "thrown away when it is full",
            "Did `put_timeout` or `try_put` give an item back",
            thrown_away,
        ),
        stream("a thread for each", "more consume than should", thread_each),
        stream(
            "a child for each block",
            "One child for all of them",
            child_each,
        ),
        stream("never joined", "`join` each child", never_joined),
    ]
}

fn start(blocks: Blocks, items: &Items) -> Result<Child<Result<(), Error>>, Error> {
    let run = |(blocks, items): (Blocks, Items)| {
        items.put_all(blocks.map(produce))?;
        items.close()
    };
    spawn(run, (blocks, items.clone()))
}

fn all(items: &Items) -> AllDone {
    items.iter().map(|item| item.map(consume)).collect()
}

/// The known one: the queue is full, so the child cannot end, so nobody empties the queue.
fn join_first(blocks: Blocks, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    start(blocks, &items)?.join()??;
    all(&items)
}

fn never_closed(blocks: Blocks, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let run = |(blocks, items): (Blocks, Items)| items.put_all(blocks.map(produce));
    let child = spawn(run, (blocks, items.clone()))?;
    let done = all(&items)?;
    child.join()??;
    Ok(done)
}

fn unbounded(blocks: Blocks, _: usize) -> AllDone {
    let items = Queue::unbounded()?;
    let child = start(blocks, &items)?;
    let done = all(&items)?;
    child.join()??;
    Ok(done)
}

fn vec_before(blocks: Blocks, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let run = |(blocks, items): (Blocks, Items)| {
        let all: Vec<Item> = blocks.map(produce).collect();
        items.put_all(all)?;
        items.close()
    };
    let child = spawn(run, (blocks, items.clone()))?;
    let done = all(&items)?;
    child.join()??;
    Ok(done)
}

fn vec_behind(blocks: Blocks, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let child = start(blocks, &items)?;
    let all: Vec<Item> = items.iter().collect::<Result<_, _>>()?;
    child.join()??;
    Ok(all.into_iter().map(consume).collect())
}

fn queue_for_one(blocks: Blocks, _: usize) -> AllDone {
    (SOLVED.stream)(blocks, 1)
}

fn no_child(blocks: Blocks, _: usize) -> AllDone {
    Ok(blocks.map(|n| consume(produce(n))).collect())
}

fn consumed_there(blocks: Blocks, _: usize) -> AllDone {
    let run = |blocks: Blocks| blocks.map(|n| consume(produce(n))).collect::<Vec<_>>();
    spawn(run, blocks)?.join()
}

fn until_empty(blocks: Blocks, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let child = start(blocks, &items)?;
    let mut done = Vec::new();
    while !items.is_empty()? {
        done.push(consume(items.get()?));
    }
    drop(items);
    let _ = child.join();
    Ok(done)
}

fn last_lost(blocks: Blocks, capacity: usize) -> AllDone {
    let mut done = (SOLVED.stream)(blocks, capacity)?;
    done.pop();
    Ok(done)
}

fn pause(blocks: Blocks, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let child = start(blocks, &items)?;
    let mut done = Vec::new();
    while let Ok(Some(item)) = items.get_timeout(Duration::from_millis(1_500)) {
        done.push(consume(item));
    }
    child.join()??;
    Ok(done)
}

fn thrown_away(blocks: Blocks, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let run = |(blocks, items): (Blocks, Items)| {
        for item in blocks.map(produce) {
            let _ = items.put_timeout(item, Duration::from_millis(500))?;
        }
        items.close()
    };
    let child = spawn(run, (blocks, items.clone()))?;
    let done = all(&items)?;
    child.join()??;
    Ok(done)
}

fn thread_each(blocks: Blocks, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let child = start(blocks, &items)?;
    let consume = |item: Result<Item, Error>| thread::spawn(move || item.map(consume));
    let threads: Vec<_> = items.iter().map(consume).collect();
    child.join()??;
    let done = threads.into_iter().map(|thread| thread.join());
    done.map(|done| done.expect("it does not panic")).collect()
}

fn child_each(blocks: Blocks, _: usize) -> AllDone {
    let mut done = Vec::new();
    for block in blocks {
        done.push(consume(spawn(produce, block)?.join()?));
    }
    Ok(done)
}

fn never_joined(blocks: Blocks, capacity: usize) -> AllDone {
    let items = Queue::new(capacity)?;
    let _child = start(blocks, &items)?;
    all(&items)
}
