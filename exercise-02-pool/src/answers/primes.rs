//! Count primes in chunks: first split the range, then count on threads, then in processes.
//!
//! Finding the primes below five million by trial division keeps one core busy for seconds.
//! Each number can be tested without the others, so the work can be split; what is left to decide
//! is into how many pieces, and who counts them.
//!
//! Two things to find out on the way. Equal chunks are not equal work: a large number costs more
//! divisions than a small one. And the results must come back in the order of the chunks, whoever
//! is done first. The lesson in `README.md` leads through the three TODOs.

use ::exercise_02_pool::parts::primes;
use common::process;
use std::ops::Range;

// TODO(1): split `range` into `pieces` chunks, in order, without gap or overlap. Their lengths
// differ by one at most. No chunk is empty: a range of 3 numbers gives 3 chunks, an empty one none.
fn split(range: Range<u64>, pieces: usize) -> Vec<Range<u64>> {
    todo!("TODO(1): split {range:?} into {pieces} chunks")
}

// TODO(2): count the primes of every chunk on a rayon pool of `workers` threads, by calling
// `primes::count` on each chunk. The counts come in the order of `chunks`.
fn count_on_threads(chunks: &[Range<u64>], workers: usize) -> Vec<u64> {
    todo!("TODO(2): count {chunks:?} on {workers} threads")
}

// TODO(3): the same in `workers` processes, with `process::Pool`. An error is handed on, not hidden.
fn count_on_processes(chunks: &[Range<u64>], workers: usize) -> Result<Vec<u64>, process::Error> {
    todo!("TODO(3): count {chunks:?} in {workers} processes")
}

/// What the exercise runs and checks.
pub const ANSWERS: primes::Answers = primes::Answers {
    split,
    count_on_threads,
    count_on_processes,
};
