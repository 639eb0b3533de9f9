//! TODO(1): names that are taken too late, in another order, or from nobody.

use super::{Wrong, join_all, wrong};
use common::process::{Child, Error, Queue, named};
use exercise_04_threads_vs_procs::parts::queue::{Answers, Names, get_ready, welcome};
use solutions::exercise_04_threads_vs_procs::queue::ANSWERS as SOLVED;
use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

type Children<'a> = &'a [(String, Duration)];
type Started = Vec<Child<Result<(), Error>>>;

pub fn wrong_answers() -> Vec<Wrong> {
    let names = |name, says, names| wrong(1, name, says, Answers { names, ..SOLVED });
    vec![
        names(
            "join before get",
            "A name that has come waits for nobody",
            join_first,
        ),
        names(
            "in the order of the start",
            "the name of a certain one",
            order_of_start,
        ),
        names(
            "one child after another",
            "Start all children before you wait",
            one_by_one,
        ),
        names("no child", "That is a function call", no_child),
        names("threads", "These are threads", threads),
        names("sorted", "in the order in which they come out", sorted),
        names("a set", "Each child puts its name into the queue once", set),
        names(
            "one too many",
            "as many as there are children",
            one_too_many,
        ),
        names("only if there is one", "each is taken out", try_get),
        names("a pause taken for the end", "A pause is not the end", pause),
        names(
            "told before it is ready",
            "before its `get_ready` had returned",
            told_early,
        ),
        names("a child panics", "A child panicked at", panics),
        names("never joined", "`join` each child", never_joined),
        names(
            "never welcomed",
            "Call `queue::welcome` in the parent",
            never_welcomed,
        ),
    ]
}

fn start(children: Children, queue: &Queue<String>) -> Result<Started, Error> {
    let say = |(name, delay, queue): (String, Duration, Queue<String>)| {
        get_ready(&name, delay);
        queue.put(name)
    };
    let start = |(name, delay): &(String, Duration)| {
        named(name).spawn(say, (name.clone(), *delay, queue.clone()))
    };
    children.iter().map(start).collect()
}

fn take(count: usize, queue: &Queue<String>) -> Names {
    let take = |_| {
        let name = queue.get()?;
        welcome(&name);
        Ok(name)
    };
    (0..count).map(take).collect()
}

/// What never ends in Python if the items are large. Here it does, but nobody is welcomed in time.
fn join_first(children: Children) -> Names {
    let queue = Queue::unbounded()?;
    join_all(start(children, &queue)?)?;
    take(children.len(), &queue)
}

fn order_of_start(children: Children) -> Names {
    let ready = |(name, delay): (String, Duration)| {
        get_ready(&name, delay);
        name
    };
    let start = |child: &(String, Duration)| named(&child.0).spawn(ready, child.clone());
    let children: Vec<_> = children.iter().map(start).collect::<Result<_, _>>()?;
    let take = |child: Child<String>| {
        let name = child.join()?;
        welcome(&name);
        Ok(name)
    };
    children.into_iter().map(take).collect()
}

fn one_by_one(children: Children) -> Names {
    let queue = Queue::unbounded()?;
    let mut names = Vec::new();
    for child in children.chunks(1) {
        let started = start(child, &queue)?;
        names.extend(take(1, &queue)?);
        join_all(started)?;
    }
    Ok(names)
}

fn no_child(children: Children) -> Names {
    let queue = Queue::unbounded()?;
    for (name, delay) in children {
        get_ready(name, *delay);
        queue.put(name.clone())?;
    }
    take(children.len(), &queue)
}

fn threads(children: Children) -> Names {
    let queue = Queue::unbounded()?;
    thread::scope(|scope| {
        for (name, delay) in children {
            let queue = queue.clone();
            scope.spawn(move || {
                get_ready(name, *delay);
                queue.put(name.clone())
            });
        }
        take(children.len(), &queue)
    })
}

fn sorted(children: Children) -> Names {
    let mut names = (SOLVED.names)(children)?;
    names.sort();
    Ok(names)
}

fn set(children: Children) -> Names {
    let names: BTreeSet<String> = (SOLVED.names)(children)?.into_iter().collect();
    Ok(names.into_iter().collect())
}

fn one_too_many(children: Children) -> Names {
    let queue = Queue::unbounded()?;
    let started = start(children, &queue)?;
    let names = take(children.len() + 1, &queue)?;
    join_all(started)?;
    Ok(names)
}

/// An empty queue is no end: the children are not ready yet.
fn try_get(children: Children) -> Names {
    let queue = Queue::unbounded()?;
    let started = start(children, &queue)?;
    let mut names = Vec::new();
    while let Some(name) = queue.try_get()? {
        welcome(&name);
        names.push(name);
    }
    join_all(started)?;
    Ok(names)
}

/// A short wait, and the rest is thrown away.
fn pause(children: Children) -> Names {
    let queue = Queue::unbounded()?;
    let started = start(children, &queue)?;
    let mut names = Vec::new();
    while let Some(name) = queue.get_timeout(Duration::from_secs(1))? {
        welcome(&name);
        names.push(name);
    }
    join_all(started)?;
    Ok(names)
}

fn told_early(children: Children) -> Names {
    let queue = Queue::unbounded()?;
    let say = |(name, delay, queue): (String, Duration, Queue<String>)| {
        queue.put(name.clone())?;
        get_ready(&name, delay);
        Ok(())
    };
    let start = |(name, delay): &(String, Duration)| {
        named(name).spawn(say, (name.clone(), *delay, queue.clone()))
    };
    let started = children.iter().map(start).collect::<Result<_, _>>()?;
    let names = take(children.len(), &queue);
    join_all(started)?;
    names
}

/// Who waits for a name hears of no death.
fn panics(children: Children) -> Names {
    let queue = Queue::unbounded()?;
    let say = |(name, delay, queue): (String, Duration, Queue<String>)| {
        get_ready(&name, delay);
        assert!(name.is_empty(), "no good name");
        queue.put(name)
    };
    let start = |(name, delay): &(String, Duration)| {
        named(name).spawn(say, (name.clone(), *delay, queue.clone()))
    };
    let started = children.iter().map(start).collect::<Result<_, _>>()?;
    let names = take(children.len(), &queue);
    join_all(started)?;
    names
}

fn never_joined(children: Children) -> Names {
    let queue = Queue::unbounded()?;
    let _started = start(children, &queue)?;
    take(children.len(), &queue)
}

fn never_welcomed(children: Children) -> Names {
    let queue = Queue::unbounded()?;
    let started = start(children, &queue)?;
    let names = (0..children.len()).map(|_| queue.get()).collect();
    join_all(started)?;
    names
}
