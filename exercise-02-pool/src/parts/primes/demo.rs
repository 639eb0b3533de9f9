//! Runs and times the answers of the part `primes`.

use super::{Answers, count};
use common::exercise::{Run, Steps, busy_lines, grouped, seconds};
use common::primes::even_chunks;
use std::ops::Range;

/// Enough that a worker that gets the dear chunks at the end is not alone for long.
const CHUNKS: usize = 64;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let (numbers, workers, inline) = (0..run.size(), run.workers(), run.inline());
    let pieces = CHUNKS.max(16 * workers);
    // TODO(2) and TODO(3) can be solved before TODO(1): they get chunks of our own.
    let chunks = &even_chunks(numbers.clone(), pieces);
    run.about(format!(
        "Count the primes below {} in {} chunks",
        grouped(numbers.end),
        chunks.len()
    ));

    let mut steps = Steps::new(|n: &u64| grouped(*n));
    steps.differ(|right, wrong| match right.abs_diff(*wrong) {
        n if wrong < right => format!("{} missing: {WHERE}", primes(n, "is", "are")),
        n => format!("{} too many: {WHERE}", primes(n, "is", "are")),
    });
    let all = numbers.clone();
    steps.baseline("serial", move || Ok(count(all.clone())));
    let all = numbers.clone();
    steps
        .add("one chunk per worker", move || {
            let chunks = (answers.split)(all.clone(), workers);
            Ok(one_thread_each(&chunks))
        })
        .todo(1)
        .workers(workers)
        .watch("count");
    steps
        .add("thread pool", move || {
            Ok((answers.count_on_threads)(chunks, workers).iter().sum())
        })
        .todo(2)
        .workers(workers)
        .watch("count");
    steps
        .add("process pool", move || {
            // A pool of no workers runs everything in this process.
            let workers = if inline { 0 } else { workers };
            let counts = (answers.count_on_processes)(chunks, workers);
            Ok(counts.map_err(|error| error.to_string())?.iter().sum())
        })
        .todo(3)
        .workers(workers)
        .watch("count");

    let measured = run.measure(steps);
    for (title, step) in [
        ("one chunk per worker", "one chunk per worker"),
        ("worker busy: threads", "thread pool"),
        ("worker busy: processes", "process pool"),
    ] {
        if let Some(observed) = measured.observed(step) {
            busy_lines(title, observed)
                .into_iter()
                .for_each(|line| run.note(line));
        }
    }
    if let Some(observed) = measured.observed("one chunk per worker") {
        let busy = observed.busy();
        if let (Some((_, most)), Some((_, least))) = (busy.first(), busy.last())
            && most.as_secs_f64() > 1.2 * least.as_secs_f64()
        {
            let (most, least) = (seconds(*most), seconds(*least));
            run.note("");
            run.note(format!(
                "One chunk per worker: {least} and {most}. The upper part of the range costs more,"
            ));
            run.note("so the others wait for whoever has it. Many small chunks even it out.");
        }
    }
    Ok(())
}

const WHERE: &str = "is the end of a chunk in it, or in the next?";

fn primes(n: u64, one: &str, many: &str) -> String {
    match n {
        1 => format!("1 prime {one}"),
        n => format!("{} primes {many}", grouped(n)),
    }
}

/// One thread for each chunk, as a first idea would have it.
fn one_thread_each(chunks: &[Range<u64>]) -> u64 {
    std::thread::scope(|scope| {
        let spawn = |chunk: &Range<u64>| {
            let chunk = chunk.clone();
            scope.spawn(|| count(chunk))
        };
        let threads: Vec<_> = chunks.iter().map(spawn).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("counting does not panic"))
            .sum()
    })
}
