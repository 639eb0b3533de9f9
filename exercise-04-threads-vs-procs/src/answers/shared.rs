//! A counter, a large array and a board of text that several processes have at once.
//!
//! `Value` and `Array` are memory that all processes see: one number, or many. What you send is a
//! handle, so a task brings a few bytes along, however large the array is. Each element is an atomic:
//! nobody ever sees half a number. But two steps are two steps, and between them comes another
//! process, sooner or later. `get` and then `set` is the mistake that everybody makes once; the demo
//! shows how much of your counting it loses.
//!
//! There are four ways out, and you will use each: a lock, so that others wait; one step instead of two;
//! parts that nobody else touches; and a flag that says when something is ready. Then there is a cost
//! that no type shows: numbers of different workers that happen to be neighbours in memory.
//!
//! A pool runs functions, or closures that capture nothing. So the handles go into the task, as a
//! tuple: `|(counter, times): (Value<i32>, u32)| …`, and `clone` makes one more handle, not a copy. An
//! error of the pool or of a child is handed on, not hidden.
//!
//! The lesson in `lessons/shared.md` leads through all five.

use ::exercise_04_threads_vs_procs::parts::shared::{self, Board, Share};
use common::process::{Array, Error, Lock, Pool, Value};
use std::ops::Range;

// TODO(1), first way: one task for each number in `shares`, in the workers of `pool`. A task calls
// `shared::increment(&counter)` so many times, and `lock` is held meanwhile, so that no update is lost.
fn with_lock(pool: &Pool, counter: &Value<i32>, lock: &Lock, shares: &[u32]) -> Result<(), Error> {
    todo!("TODO(1): {shares:?} in {pool:?}, {counter:?}, {lock:?}")
}

// TODO(1), second way: the same without a lock. A task replaces the number so many times by what
// `shared::next` makes of it, each time in one step: a method of `Value` does that. (`add` is not
// enough: it does not stop at the largest number, as `next` does.)
fn in_one_step(pool: &Pool, counter: &Value<i32>, shares: &[u32]) -> Result<(), Error> {
    todo!("TODO(1): {shares:?} in {pool:?}, {counter:?}")
}

// TODO(2), first half: the indices `0..len` in at most `workers` parts, in order: each index in one
// part, and no part longer than `len` / `workers`, rounded up. There may be fewer indices than workers.
fn parts(len: usize, workers: usize) -> Vec<Range<usize>> {
    todo!("TODO(2): {len} indices in {workers} parts")
}

// TODO(2), second half: one task for each of `parts`, in the workers of `pool`; it calls
// `shared::transform(&array, part)`, which changes the elements where they are. No element travels.
fn in_place(pool: &Pool, array: &Array<u64>, parts: &[Range<usize>]) -> Result<(), Error> {
    todo!("TODO(2): {parts:?} of {array:?} in {pool:?}")
}

// TODO(3): for each of `workers` workers the index of its counter in an array whose elements have
// `element` bytes. No two may lie on the same `line` bytes of memory, nor may more than one line
// be used for each. The array begins where a line begins; `line` is a multiple of `element`.
fn slots(workers: usize, element: usize, line: usize) -> Vec<usize> {
    todo!("TODO(3): {workers} of {element} in {line}")
}

// TODO(4): the share of each of `parts`, in order, computed by `shared::sum_part` in a pool of
// `workers` workers that you make. It sums a part of the array that its process keeps: so each worker
// gets `array` once, when it starts, by the initializer `shared::keep`. A task needs only its part.
fn sum(array: &Array<u64>, parts: &[Range<usize>], workers: usize) -> Result<Vec<Share>, Error> {
    todo!("TODO(4): {parts:?} of {array:?}, {workers} workers")
}

// TODO(5): start a child, by `common::process::spawn`, that calls `shared::write(&board, &text)`, sets
// the flag `board.ready`, and then calls `shared::carry_on()`. Wait here until the flag is set, however
// long that takes, and take `shared::read(board)` while the child goes on; then wait for its end. If the
// child fails, before the flag or after, the answer is its error: nobody waits for a flag that never comes.
fn publish(board: &Board, text: &str) -> Result<String, Error> {
    todo!("TODO(5): {text:?} on {board:?}")
}

/// What the exercise runs and checks.
pub const ANSWERS: shared::Answers = shared::Answers {
    with_lock,
    in_one_step,
    parts,
    in_place,
    slots,
    sum,
    publish,
};
