//! Queues and pipes: send what you have, wait for what you need, and end in good order.
//!
//! Children share no memory with you, so what they have to say must be sent. A queue takes items from
//! many, gives them to many, and keeps them until somebody asks. It spares you most of what is hard
//! about processes, and leaves four questions. In which order do things come? How does whoever takes
//! items know that none will come any more? Who is held back when one side is faster than the other?
//! And who waits for whom: is there a circle?
//!
//! Five small programs ask them, one by one. Names come in the order in which children are ready.
//! Totals come in any order, and have to be merged in the right one. Many producers feed many
//! consumers, and all of them must hear of the end. One producer is too fast for its consumer. Two
//! processes talk to each other over a pipe, and know when to stop.
//!
//! A mistake here is seldom a wrong number. It is a program that waits for ever. This lab notices
//! that, says so and goes on; your own programs will just stand still. What a child runs is a function
//! or a closure that captures nothing, so whatever it needs, the queue too, travels in its one
//! argument, a tuple. `named(name).spawn(f, argument)?` is `spawn(f, argument)?` with a name to it. The
//! toolkit's documentation opens with `cargo doc -p common --features process --no-deps --open`; the
//! lesson in `lessons/queue.md` leads through the five TODOs.

use ::exercise_04_threads_vs_procs::parts::queue::{self, Done, Secret, Total};
use common::process::Error;
use std::ops::Range;
use std::time::Duration;

// TODO(1): start a child for each (name, delay) of `children`. It calls `queue::get_ready` with both,
// then puts its name into a queue that all of them share. Take the names out as they come, call
// `queue::welcome` on each, and give them back in that order. All children run at the same time;
// join them when you have all names. `spawn`, `named` and `Queue` come from `common::process`.
fn names(children: &[(String, Duration)]) -> Result<Vec<String>, Error> {
    todo!("TODO(1): the names of {children:?}")
}

// TODO(2): start a child for each of `parts`, which calls `queue::total` on it, and sends the result
// through a queue. Results come in any order; merge them in the order of `parts`, with
// `queue::merge(left, right)`, beginning with `queue::NOTHING`. Addition would not mind the order; the
// digest, the third number of a `Total`, does.
fn total_of(parts: &[Range<u64>]) -> Result<Total, Error> {
    todo!("TODO(2): the total of {parts:?}")
}

// TODO(3): start a child for each of `lots`, which calls `queue::produce` on each block of its lot and
// puts the item, a `queue::Item`, into a queue with room for `capacity`. Start `consumers` other
// children, which take items out of it and call `queue::consume` on each. Give back what they did, in
// any order. Every item is consumed once. The error of a child that fails is handed on; every other
// child comes to its end, then, too, as long as one consumer is left.
fn work_off(lots: &[Range<u64>], consumers: usize, capacity: usize) -> Result<Vec<Done>, Error> {
    todo!("TODO(3): {lots:?}, {consumers}, {capacity}")
}

// TODO(4): start one child, which calls `queue::produce` on each of `blocks`. Consume the items here, in
// this process, with `queue::consume`, one after another as they come, and give back what came of
// them. The child may run ahead until `capacity` items wait, and no further; and you may not wait for
// the child while it waits for you.
fn stream(blocks: Range<u64>, capacity: usize) -> Result<Vec<Done>, Error> {
    todo!("TODO(4): {blocks:?}, {capacity}")
}

// TODO(5): start a child that keeps `secret`, a number below `below`, and find the number by asking:
// send the child a guess over a pipe, it calls `secret.compare` on it and sends the `Reply` back. Ask
// no more often than halving needs. `queue::Reply` is `Lower`, `Right` or `Higher`: where the number
// lies, seen from the guess. The conversation ends when you know, and then the child ends, too.
fn find_out(secret: Secret, below: u64) -> Result<u64, Error> {
    todo!("TODO(5): {secret:?} below {below}")
}

/// What the exercise runs and checks.
pub const ANSWERS: queue::Answers = queue::Answers {
    names,
    total_of,
    work_off,
    stream,
    find_out,
};
