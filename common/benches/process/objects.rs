//! Shared objects, in seconds for one, beside the same in one process.

use super::ours::LARGE;
use common::process::{Array, Pool, Value};
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
