//! The searches that TODO(2) is asked for, with candidates that are held up.

use crate::parts::futures::errors::kind;
use crate::parts::futures::{Answers, Candidates, gate};
use common::primes::is_prime;
use common::process::Pool;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// A question: where the candidates begin, how many there are, and how many primes are wanted.
pub type Asked = (u64, usize, usize);
/// An answer: the primes, or the kind of error; how many candidates were drawn; the pool's processes.
pub type Answered = (Result<Vec<u64>, String>, usize, Vec<u32>);

/// Candidates without end, as far as anybody needs them.
pub const ENDLESS: usize = 3_000;
/// What came of an answer that asked for all of them.
pub const DREW_ALL: &str = "asked for more candidates than anybody needs";
/// How many the pool of a check may have under way.
pub const WINDOW: usize = 16;

pub fn start(seed: u64) -> u64 {
    1_001 + 2 * (seed % 100_000)
}

/// The odd numbers from `start`.
pub fn odd(start: u64) -> impl Iterator<Item = u64> {
    (start..).step_by(2)
}

fn primes(start: u64) -> impl Iterator<Item = u64> {
    odd(start).filter(|&n| is_prime(n))
}

/// Odd numbers, of which every second is a prime.
fn half(start: u64) -> impl Iterator<Item = u64> {
    let others = odd(start).filter(|&n| !is_prime(n));
    others
        .zip(primes(start))
        .flat_map(|(other, prime)| [other, prime])
}

fn pool() -> Pool {
    let settings = Pool::builder().workers(2).window(WINDOW);
    settings.build().expect("the system gives us processes")
}

fn ask(answers: &Answers, pool: Pool, mut candidates: Candidates, wanted: usize) -> Answered {
    let pids = pool.worker_pids();
    let find = AssertUnwindSafe(|| (answers.find_primes)(&pool, &mut candidates, wanted));
    let found = match catch_unwind(find) {
        Ok(found) => found.map_err(|error| kind(&error).to_string()),
        // The judge finds better words than a panic.
        Err(_) if candidates.drawn() == ENDLESS => Err(DREW_ALL.to_string()),
        Err(panic) => resume_unwind(panic),
    };
    gate::mark("returned");
    // What was handed in and not taken back is done now.
    drop(pool);
    (found, candidates.drawn(), pids)
}

fn ask_for(
    answers: &Answers,
    candidates: impl Iterator<Item = u64> + 'static,
    wanted: usize,
) -> Answered {
    ask(
        answers,
        pool(),
        Candidates::new(candidates, ENDLESS),
        wanted,
    )
}

pub fn search(answers: &Answers, (start, count, wanted): Asked) -> Answered {
    ask_for(answers, odd(start).take(count), wanted)
}

/// Every result is one that is wanted.
pub fn only_primes(answers: &Answers, (start, _, wanted): Asked) -> Answered {
    ask_for(answers, primes(start), wanted)
}

/// The first candidate, no prime, is done only after five others.
pub fn one_is_slow(answers: &Answers, (start, _, wanted): Asked) -> Answered {
    let later = half(start).nth(5).unwrap_or_default();
    let first = half(start).next().unwrap_or_default();
    gate::hold(first, &format!("is_prime {later}"));
    ask_for(answers, half(start), wanted)
}

/// The first candidate is done only when the answer has returned.
pub fn one_waits_for_the_end(answers: &Answers, (start, _, wanted): Asked) -> Answered {
    gate::hold(half(start).next().unwrap_or_default(), "mark returned");
    ask_for(answers, half(start), wanted)
}

/// Primes only. All but those that are wanted are done only when the answer has returned.
pub fn others_wait_for_the_end(answers: &Answers, (start, _, wanted): Asked) -> Answered {
    for prime in primes(start).skip(wanted).take(2 * WINDOW) {
        gate::hold(prime, "mark returned");
    }
    ask_for(answers, primes(start), wanted)
}

pub fn closed_pool(answers: &Answers, (start, _, wanted): Asked) -> Answered {
    let (pool, candidates) = (pool(), Candidates::new(odd(start), ENDLESS));
    pool.close();
    ask(answers, pool, candidates, wanted)
}

/// Primes only. The task on the third one fails, and a single worker has the results come in turn.
pub fn third_fails(answers: &Answers, (start, _, wanted): Asked) -> Answered {
    gate::fail(primes(start).nth(2).unwrap_or_default());
    let settings = Pool::builder().workers(1).window(WINDOW);
    let pool = settings.build().expect("the system gives us a process");
    ask(
        answers,
        pool,
        Candidates::new(primes(start), ENDLESS),
        wanted,
    )
}
