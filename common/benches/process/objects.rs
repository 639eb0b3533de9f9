//! Shared objects, in seconds for one, beside the same in one process.

use super::ours::LARGE;
use common::process::{Array, Manager, Pool, Queue, Value};
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// How many numbers fill the memory.
const NUMBERS: usize = LARGE / size_of::<u64>();

/// The second of two sums: memory is mapped, page by page, while the first one runs.
fn second_sum(mut sum: impl FnMut() -> u64) -> f64 {
    assert_eq!(black_box(sum()), NUMBERS as u64);
    let start = Instant::now();
    assert_eq!(black_box(sum()), NUMBERS as u64);
    start.elapsed().as_secs_f64()
}

/// In a worker, over an array that came as an argument.
pub fn array() -> Option<f64> {
    let array = Array::from_slice(&vec![1_u64; NUMBERS]).expect("there is memory");
    let pool = Pool::new(1).expect("a worker starts");
    let sum = |array: Array<u64>| second_sum(|| array.iter().sum());
    Some(pool.apply(sum, array).expect("it works"))
}

pub fn vector() -> Option<f64> {
    let vector = black_box(vec![1_u64; NUMBERS]);
    Some(second_sum(|| vector.iter().sum()))
}

const ADDITIONS: u32 = 2_000_000;

fn each_addition(mut add: impl FnMut()) -> f64 {
    let start = Instant::now();
    (0..ADDITIONS).for_each(|_| add());
    start.elapsed().as_secs_f64() / f64::from(ADDITIONS)
}

/// In a worker.
pub fn value() -> Option<f64> {
    let pool = Pool::new(1).expect("a worker starts");
    let value = Value::new(0_u64).expect("there is memory");
    let add = |value: Value<u64>| {
        each_addition(|| {
            black_box(value.add(1));
        })
    };
    Some(pool.apply(add, value).expect("it works"))
}

/// In a thread.
pub fn atomic() -> Option<f64> {
    let atomic = AtomicU64::new(0);
    let add = || {
        each_addition(|| {
            black_box(atomic.fetch_add(1, Ordering::SeqCst));
        })
    };
    std::thread::scope(|scope| scope.spawn(add).join().ok())
}

const ITEMS: u32 = 100_000;

/// From one process to another, through a queue that belongs to this one.
pub fn queue_items() -> Option<f64> {
    let pool = Pool::new(2).expect("workers start");
    let queue = Queue::unbounded().expect("there is memory");
    let take = |queue: Queue<u32>| {
        // The clock starts when the first one is there.
        queue.get().expect("the queue lives");
        let start = Instant::now();
        for _ in 0..ITEMS {
            black_box(queue.get().expect("the queue lives"));
        }
        start.elapsed().as_secs_f64() / f64::from(ITEMS)
    };
    let give = |queue: Queue<u32>| {
        (0..=ITEMS).for_each(|n| queue.put(n).expect("the queue lives"));
    };
    let taken = pool.submit(take, queue.clone());
    pool.submit(give, queue).get().expect("it works");
    Some(taken.get().expect("it works"))
}

const TURNS: u32 = 3_000;

/// Half of there and back.
pub fn queue_latency() -> Option<f64> {
    let pool = Pool::new(1).expect("a worker starts");
    let there = Queue::unbounded().expect("there is memory");
    let back = Queue::unbounded().expect("there is memory");
    let echo = |(there, back): (Queue<u32>, Queue<u32>)| {
        for item in &there {
            back.put(item.expect("the queue lives"))
                .expect("the queue lives");
        }
    };
    let task = pool.submit(echo, (there.clone(), back.clone()));
    let turn = |n| {
        there.put(n).expect("the queue lives");
        assert_eq!(back.get().expect("the queue lives"), n);
    };
    (0..100).for_each(turn);
    let start = Instant::now();
    (0..TURNS).for_each(turn);
    let seconds = start.elapsed().as_secs_f64() / f64::from(2 * TURNS);
    there.close().expect("the queue lives");
    task.get().expect("it works");
    Some(seconds)
}

/// One that reads, adds and writes, at once.
pub fn manager_update() -> Option<f64> {
    let manager = Manager::new().expect("it starts");
    let dict = manager.dict::<String, u64>().expect("the manager lives");
    let add = || {
        dict.update("n", |old, more| Some(old.unwrap_or(0) + more), 1)
            .expect("the manager lives");
    };
    (0..100).for_each(|_| add());
    let start = Instant::now();
    (0..TURNS).for_each(|_| add());
    Some(start.elapsed().as_secs_f64() / f64::from(TURNS))
}
