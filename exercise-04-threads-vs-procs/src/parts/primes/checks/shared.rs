//! What the checks of TODO(1) and TODO(2) share: the questions, the right counts, and who counted.

use crate::parts::primes::Counts;
use common::check::Verdict;
use common::primes::count_primes;
use common::primes::even_chunks;
use common::process::{Error, Executor};
use common::witness::Observed;
use std::ops::Range;

pub type Chunks = Vec<Range<u64>>;
/// A question: the chunks, and how many workers the executor has.
pub type Asked = (Chunks, usize);
/// The counts, or an error in words.
pub type Answered = Result<Vec<u64>, String>;

pub fn threads(workers: usize) -> Result<Executor, Error> {
    Executor::threads(workers)
}

pub fn processes(workers: usize) -> Result<Executor, Error> {
    Executor::processes(workers)
}

/// Asks one of the answers, on an executor that is made for it.
pub fn on(executor: Result<Executor, Error>, answer: impl FnOnce(&Executor) -> Counts) -> Answered {
    let executor = executor.map_err(|error| error.to_string())?;
    answer(&executor).map_err(|error| error.to_string())
}

pub fn some(seed: u64, chunks: usize, workers: usize) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let start = random.u64(0..500);
    let length = chunks as u64 * random.u64(40..80) + 1;
    (even_chunks(start..start + length, chunks), workers)
}

/// The first chunk is by far the longest, so it is done last: an order of arrival is not the order of the chunks.
pub fn uneven(seed: u64) -> Asked {
    let (mut chunks, workers) = some(seed, 12, 3);
    chunks[0] = seed..seed + 200_000;
    (chunks, workers)
}

pub fn in_words((chunks, workers): &Asked, kind: &str) -> String {
    format!("{} chunks on {workers} {kind}", chunks.len())
}

pub fn right(chunks: &Chunks, counts: &Answered) -> Verdict {
    let counts = match counts {
        Ok(counts) => counts,
        Err(error) => {
            let so = "There is an error where there should be none.";
            return Verdict::wrong("a count for each chunk", format!("an error: {error}"), so);
        }
    };
    let right: Vec<u64> = chunks.iter().cloned().map(count_primes).collect();
    if counts.len() != right.len() {
        let (expected, saw) = (right.len(), counts.len());
        let so = "Each chunk gives one count, and none may be lost.";
        return Verdict::wrong(format!("{expected} counts"), format!("{saw} counts"), so);
    }
    let Some(i) = (0..right.len()).find(|&i| counts[i] != right[i]) else {
        return Verdict::Pass;
    };
    let sorted = |counts: &Vec<u64>| {
        let mut counts = counts.clone();
        counts.sort_unstable();
        counts
    };
    let so = match sorted(counts) == sorted(&right) {
        true => "All counts are there, but not in the order of the chunks: an order of arrival?",
        false => "Is every number of a chunk tested, and no other?",
    };
    let expected = format!("{} primes in chunk {i}, {:?}", right[i], chunks[i]);
    Verdict::wrong(expected, counts[i].to_string(), so)
}

/// Whether `work` ran where the executor's workers are: in the program itself, or in none of its calls.
pub fn at_the_right_place(work: &str, kind: &str, seen: &Observed) -> Verdict {
    let calls = format!("calls of `{work}`");
    if seen.calls.is_empty() {
        let so = match work {
            "is_prime" => {
                "Call `primes::is_prime` on each number yourself, with a checkpoint in between: \
                           `primes::count` would test a whole chunk without one."
                    .to_string()
            }
            _ => format!("Your answer never called `{work}`. Let the executor run it."),
        };
        return Verdict::wrong(calls, "none at all", so);
    }
    let here = seen.calls.iter().filter(|call| call.pid == seen.asked_pid);
    let on_main = seen.calls.iter().all(|call| call.thread.1 == "main");
    let so = "The answer is to run its work on the `executor` that it is handed, whichever it is.";
    match (kind, here.count()) {
        ("processes", 1..) if on_main => Verdict::serial(
            format!("{calls} in the executor's processes"),
            "all of them on the main thread of the program, one after another",
            format!("So the result is right, but nothing ran in parallel. {so}"),
        ),
        ("processes", 1..) => Verdict::wrong(
            format!("{calls} in the executor's processes"),
            format!("{calls} on threads of the program itself"),
            so,
        ),
        ("threads", n) if n < seen.calls.len() => Verdict::wrong(
            format!("{calls} on the executor's threads"),
            format!("{calls} in other processes"),
            so,
        ),
        _ => Verdict::Pass,
    }
}

/// Whether each worker was at work while all others were, too.
pub fn parallel(work: &str, kind: &str, workers: usize, seen: &Observed) -> Verdict {
    let who = match kind {
        "processes" => seen.processes().len(),
        _ => seen.threads().len(),
    };
    if seen.most_at_once() >= workers && who >= workers {
        return Verdict::Pass;
    }
    let place = match seen.calls.iter().all(|call| call.thread.1 == "main") {
        true if kind == "threads" => ", all on the main thread",
        _ => "",
    };
    let saw = match seen.most_at_once() {
        1 => format!("{} calls one after another{place}", seen.calls.len()),
        n => format!("at most {n} calls at the same time, in {who} {kind}"),
    };
    let so = match place.is_empty() {
        false => {
            "So the result is right, but nothing ran in parallel: let the `executor` that you are \
                  handed do the work."
        }
        true => {
            "So the result is right, but the workers did not work side by side. Is every task handed \
                 in before the first is waited for? An iterator is lazy: `collect` the tasks first."
        }
    };
    let expected = format!("{workers} calls of `{work}` at the same time, in {workers} {kind}");
    Verdict::serial(expected, saw, so)
}
