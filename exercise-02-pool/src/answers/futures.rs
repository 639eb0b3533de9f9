//! Tasks and their results: hand work in, go on, and take what comes, when it comes.
//!
//! A task that has been handed in is a promise of a result; Python calls it a future. Waiting for one
//! right after handing it in is a slow way to call a function. The point is to hand in many, and only
//! then to wait, for whichever is done first.
//!
//! That is easy while all goes well, and there are few. This lab is about the rest. There may be more
//! inputs than fit into memory, or no end of them, so that they must be drawn as workers become free,
//! and no longer once enough has been found. A task may never end; to stop waiting for it does not
//! stop it, and a thread cannot be stopped at all. A process can. And among a thousand tasks one will
//! fail: what came of the others must not be lost, nor which one it was, nor why.
//!
//! What you hand in is `futures::square`, `futures::is_prime` and `futures::collatz`. The first two are
//! harmless. The third has its moods: it never ends for 0, it panics where numbers grow too large, and
//! for 666 (`futures::CRASHES`) it takes its process down. The toolkit is `common::process`; its
//! documentation opens with `cargo doc -p common --features process --no-deps --open`. The lesson in
//! `lessons/futures.md` leads through the five TODOs.

use ::exercise_02_pool::parts::futures::{self, Accounts, Candidates, Place, Screen};
use common::process::{Error, Executor, Pool};
use std::time::Duration;

// TODO(1): hand in a task for each of `numbers`, which calls `futures::square` on it. Call
// `screen.show(number, result)` for each, as soon as its task is done, whichever is done first. The
// number is the one that was squared; the result may be an error, and is shown as it is. A number
// may come twice, and the executor may have had other tasks before.
fn as_they_come(executor: &Executor, numbers: &[u64], screen: &mut Screen) {
    todo!("TODO(1): {numbers:?}, {executor:?}, {screen:?}")
}

// TODO(2): find `wanted` primes among `candidates`, which may have no end, by calling
// `futures::is_prime` on them in `pool`. Take results as they come, so that a slow candidate holds up
// no other; draw candidates only as the pool needs them, and none once enough primes are found. If
// the candidates do end before, return the primes there are. The first error is handed on as soon as
// it comes. (The pool's lazy maps take `candidates` as they are: a `&mut` to an iterator is one.)
fn find_primes(pool: &Pool, candidates: &mut Candidates, wanted: usize) -> Result<Vec<u64>, Error> {
    todo!("TODO(2): {wanted} of {candidates:?}, {pool:?}")
}

// TODO(3): the `futures::collatz` of each number, in the order of `numbers`, in a pool of `workers`
// processes. A task that takes longer than `limit` is stopped, not only waited for no longer, and
// gives `None`; the others are not touched by that. Any other error, a crash too, is handed on.
fn with_limit(numbers: &[u64], workers: usize, limit: Duration) -> Result<Vec<Option<u64>>, Error> {
    todo!("TODO(3): {numbers:?}, {workers}, {limit:?}")
}

// TODO(4): run `futures::collatz` on each number in `pool`, and account for every one: `Accounts` is
// all numbers with a result, and all numbers with an error, both in the order of `numbers`, one that
// comes twice twice. Tasks may panic, lose their worker, or run into the pool's time limit; none may
// be lost.
fn all_accounted(pool: &Pool, numbers: &[u64]) -> Accounts {
    todo!("TODO(4): {numbers:?}, {pool:?}")
}

// TODO(5): an executor with `workers` workers, threads or processes, as `place` says. (0 workers
// means that tasks run in the calling thread; the toolkit knows that.) In processes a task may take
// no longer than `limit`; in threads that cannot be had. Whoever gets the executor uses it in the
// same way, whichever it is.
fn executor(place: Place, workers: usize, limit: Duration) -> Result<Executor, Error> {
    todo!("TODO(5): {place:?}, {workers}, {limit:?}")
}

/// What the exercise runs and checks.
pub const ANSWERS: futures::Answers = futures::Answers {
    as_they_come,
    find_primes,
    with_limit,
    all_accounted,
    executor,
};
