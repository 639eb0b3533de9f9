//! Judges the answers of the part `primes`.

use super::Answers;
use common::check::{Check, Verdict};
use common::exercise::cores;
use common::primes::even_chunks;
use common::witness::Observed;
use std::ops::Range;

type Chunks = Vec<Range<u64>>;
/// A question to TODO(2) and TODO(3): the chunks, and how many workers.
type Work = (Chunks, usize);

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = todo_1();
    checks.extend(counting(2, |answers, (chunks, workers)| {
        Ok((answers.count_on_threads)(&chunks, workers))
    }));
    checks.extend(counting(3, |answers, (chunks, workers)| {
        (answers.count_on_processes)(&chunks, workers).map_err(|error| error.to_string())
    }));
    if cfg!(unix) {
        checks.push(Check::new(
            3,
            "hands_an_error_on",
            too_many,
            processes,
            an_error,
        ));
    }
    checks.extend([
        Check::new(
            2,
            "uses_no_more_threads_than_workers",
            two_workers,
            threads,
            two_threads,
        ),
        Check::new(
            2,
            "can_be_called_again_with_other_workers",
            two_workers,
            twice,
            right_counts,
        ),
        Check::new(
            2,
            "really_uses_several_threads",
            three_each,
            threads,
            several_threads,
        )
        .holding(3)
        .points(2),
        Check::new(
            2,
            "uses_as_many_threads_as_workers",
            more_than_cores,
            threads,
            all_workers,
        )
        .holding(cores() + 1),
        Check::new(
            3,
            "really_uses_several_processes",
            three_each,
            processes,
            several_processes,
        )
        .holding(3)
        .points(2),
        Check::new(
            3,
            "uses_no_more_processes_than_workers",
            two_workers,
            processes,
            two_processes,
        )
        .holding_briefly(3),
    ]);
    checks
}

fn threads(answers: &Answers, (chunks, workers): Work) -> Result<Vec<u64>, String> {
    Ok((answers.count_on_threads)(&chunks, workers))
}

fn processes(answers: &Answers, (chunks, workers): Work) -> Result<Vec<u64>, String> {
    (answers.count_on_processes)(&chunks, workers).map_err(|error| error.to_string())
}

/// A pool that is set up once for the whole program fails the second time, or keeps its first size.
fn twice(answers: &Answers, (chunks, workers): Work) -> Counts {
    (answers.count_on_threads)(&chunks, workers + 1);
    Ok((answers.count_on_threads)(&chunks, workers))
}

/// More workers than any system lets a program start: the pool says so at once.
fn too_many(seed: u64) -> Work {
    (work(seed, 2, 2).0, 100_000_000)
}

fn an_error(_: &Work, counts: &Counts, _: &Observed) -> Verdict {
    match counts {
        Err(_) => Verdict::Pass,
        Ok(counts) => Verdict::wrong(
            "an error: no system can start so many",
            format!("{} counts: {counts:?}", counts.len()),
            "An error is handed on, not hidden: `?` does it.",
        ),
    }
    .asked("2 chunks on 100 000 000 workers")
}

fn two_threads(work: &Work, counts: &Counts, seen: &Observed) -> Verdict {
    right_counts(work, counts, seen).or(|| match seen.threads().len() {
        0..=2 => Verdict::Pass,
        n => Verdict::wrong(
            "calls of `count` on two threads at most",
            format!("calls on {n} threads"),
            "More threads than `workers` says: a thread for each chunk? A pool keeps to its number.",
        )
        .asked("8 chunks on 2 workers"),
    })
}

fn todo_1() -> Vec<Check<Answers>> {
    let split = |answers: &Answers, (range, pieces)| (answers.split)(range, pieces);
    vec![
        Check::new(
            1,
            "covers_the_range_without_gap_or_overlap",
            some_range,
            split,
            covers,
        ),
        Check::new(
            1,
            "gives_chunks_of_nearly_equal_length",
            some_range,
            split,
            even,
        ),
        Check::new(
            1,
            "gives_no_empty_chunks",
            |seed| (seed..seed + 3, 8),
            split,
            |asked, chunks, _| {
                covers(asked, chunks, &Observed::default()).or(|| match chunks.len() {
                    3 => Verdict::Pass,
                    n => Verdict::wrong(
                        "3 chunks of one number each",
                        format!("{n} chunks: {chunks:?}"),
                        "There are only 3 numbers: use fewer pieces.",
                    ),
                })
            },
        ),
        Check::new(
            1,
            "copes_with_an_empty_range",
            |seed| (seed..seed, 4),
            split,
            |_, chunks, _| match chunks.is_empty() {
                true => Verdict::Pass,
                false => Verdict::wrong(
                    "no chunks at all",
                    format!("{chunks:?}"),
                    "An empty range has nothing to count, so it gives no chunks.",
                ),
            },
        ),
        Check::new(
            1,
            "copes_with_the_largest_numbers",
            |_| (0..u64::MAX, 7),
            split,
            |asked, chunks, _| {
                covers(asked, chunks, &Observed::default())
                    .or(|| even(asked, chunks, &Observed::default()))
            },
        ),
    ]
}

fn some_range(seed: u64) -> (Range<u64>, usize) {
    let mut random = fastrand::Rng::with_seed(seed);
    let start = random.u64(0..1000);
    // A length that the pieces do not divide, so that a forgotten remainder shows.
    let (pieces, each) = (random.usize(3..20), random.u64(5..50));
    let rest = random.u64(1..pieces as u64);
    (start..start + each * pieces as u64 + rest, pieces)
}

fn covers((range, pieces): &(Range<u64>, usize), chunks: &Chunks, _: &Observed) -> Verdict {
    let asked = format!("split {range:?} into {pieces} chunks");
    let mut next = range.start;
    for (i, chunk) in chunks.iter().enumerate() {
        let saw = format!("chunk {i} is {chunk:?}");
        if chunk.start > next {
            let so = "Numbers are left out between two chunks. Where does each chunk begin?";
            return Verdict::wrong(format!("chunk {i} to start at {next}"), saw, so).asked(asked);
        }
        if chunk.start < next {
            let so = "Numbers are counted twice. A range's end is not part of it: a chunk ends \
                      where the next one starts.";
            return Verdict::wrong(format!("chunk {i} to start at {next}"), saw, so).asked(asked);
        }
        if chunk.end < chunk.start {
            return Verdict::wrong("an end behind the start", saw, "This chunk runs backwards.")
                .asked(asked);
        }
        next = chunk.end;
    }
    if next != range.end {
        let so = match next < range.end {
            true => "The last numbers are lost: what happens to the remainder of the division?",
            false => "The last chunk runs over the end of the range.",
        };
        return Verdict::wrong(
            format!("the last chunk to end at {}", range.end),
            format!("it ends at {next}"),
            so,
        )
        .asked(asked);
    }
    Verdict::Pass
}

fn even((range, pieces): &(Range<u64>, usize), chunks: &Chunks, _: &Observed) -> Verdict {
    let asked = format!("split {range:?} into {pieces} chunks");
    let lengths = chunks
        .iter()
        .map(|chunk| chunk.end.saturating_sub(chunk.start));
    let (min, max) = (
        lengths.clone().min().unwrap_or(0),
        lengths.max().unwrap_or(0),
    );
    if chunks.len() != *pieces {
        let saw = format!("{} chunks", chunks.len());
        return Verdict::wrong(
            format!("{pieces} chunks"),
            saw,
            "The number of chunks is not what was asked for.",
        )
        .asked(asked);
    }
    match max - min {
        0 | 1 => Verdict::Pass,
        _ => Verdict::wrong(
            "lengths that differ by one at most",
            format!("the shortest has {min} numbers, the longest {max}"),
            "Share the remainder out, one number to each of the first chunks, instead of leaving it to one.",
        )
        .asked(asked),
    }
}

type Count = fn(&Answers, Work) -> Result<Vec<u64>, String>;

/// What holds for both kinds of pool.
fn counting(todo: u8, answer: Count) -> Vec<Check<Answers>> {
    vec![
        Check::new(
            todo,
            "counts_every_chunk",
            |seed| work(seed, 9, 3),
            answer,
            right_counts,
        ),
        Check::new(
            todo,
            "keeps_the_order_of_the_chunks",
            uneven,
            answer,
            in_order,
        )
        .points(2),
        Check::new(
            todo,
            "copes_with_more_workers_than_chunks",
            |seed| work(seed, 2, 8),
            answer,
            right_counts,
        ),
        Check::new(
            todo,
            "copes_with_no_chunks",
            |_| (vec![], 2),
            answer,
            right_counts,
        ),
    ]
}

fn work(seed: u64, chunks: usize, workers: usize) -> Work {
    let mut random = fastrand::Rng::with_seed(seed);
    let start = random.u64(0..500);
    let length = chunks as u64 * random.u64(40..80) + 1;
    (even_chunks(start..start + length, chunks), workers)
}

/// The first chunk is by far the longest, so it is done last: an order of arrival is not the order of the chunks.
fn uneven(seed: u64) -> Work {
    let (mut chunks, workers) = work(seed, 12, 3);
    chunks[0] = seed..seed + 300_000;
    (chunks, workers)
}

fn three_each(seed: u64) -> Work {
    work(seed, 3, 3)
}

fn two_workers(seed: u64) -> Work {
    work(seed, 8, 2)
}

/// Only a pool of the learner's own can have this many threads: a global one has as many as there are cores.
fn more_than_cores(seed: u64) -> Work {
    work(seed, cores() + 1, cores() + 1)
}

type Counts = Result<Vec<u64>, String>;

fn right_counts((chunks, workers): &Work, counts: &Counts, _: &Observed) -> Verdict {
    let asked = format!("{} chunks on {workers} workers", chunks.len());
    let right: Vec<u64> = chunks
        .iter()
        .cloned()
        .map(common::primes::count_primes)
        .collect();
    let counts = match counts {
        Ok(counts) => counts,
        Err(error) => {
            let so = "The pool reported an error where there should be none.";
            return Verdict::wrong("a count for each chunk", format!("an error: {error}"), so)
                .asked(asked);
        }
    };
    if counts.len() != right.len() {
        let so = "Each chunk gives one count, and none may be lost.";
        return Verdict::wrong(
            format!("{} counts", right.len()),
            format!("{} counts", counts.len()),
            so,
        )
        .asked(asked);
    }
    if let Some(i) = (0..right.len()).find(|&i| counts[i] != right[i]) {
        let mut sorted = (counts.clone(), right.clone());
        sorted.0.sort_unstable();
        sorted.1.sort_unstable();
        let so = match sorted.0 == sorted.1 {
            true => {
                "All counts are there, but not in the order of the chunks: an order of arrival?"
            }
            false => "Does the answer call `count` on each chunk as it is?",
        };
        let expected = format!("{} primes in chunk {i}, {:?}", right[i], chunks[i]);
        return Verdict::wrong(expected, format!("{}", counts[i]), so).asked(asked);
    }
    Verdict::Pass
}

fn in_order(work: &Work, counts: &Counts, seen: &Observed) -> Verdict {
    right_counts(work, counts, seen)
}

fn several_threads(work: &Work, counts: &Counts, seen: &Observed) -> Verdict {
    right_counts(work, counts, seen)
        .or(|| parallel(work, seen, "thread"))
        .or(
            || match seen.processes().iter().any(|&pid| pid != seen.asked_pid) {
                false => Verdict::Pass,
                true => Verdict::wrong(
                    "three threads of one process",
                    "calls of `count` in other processes",
                    "This TODO asks for threads; the next one asks for processes.",
                ),
            },
        )
}

fn several_processes(work: &Work, counts: &Counts, seen: &Observed) -> Verdict {
    right_counts(work, counts, seen).or(|| {
        match seen.processes().contains(&seen.asked_pid) && !seen.calls.is_empty() {
            true if seen.threads().len() > 1 => Verdict::wrong(
                "three calls of `count`, in three other processes",
                format!(
                    "calls on {} threads of the program itself",
                    seen.threads().len()
                ),
                "These are threads. A process pool comes from `common::process::Pool`.",
            ),
            _ => parallel(work, seen, "process"),
        }
    })
}

/// Whether each of the chunks was counted by a worker of its own, all at the same time.
fn parallel((chunks, workers): &Work, seen: &Observed, kind: &str) -> Verdict {
    let asked = format!("{} chunks on {workers} workers", chunks.len());
    let kinds = if kind == "process" {
        "processes"
    } else {
        "threads"
    };
    let expected = format!("{workers} calls of `count` at the same time, on {workers} {kinds}");
    let who = match kind {
        "process" => seen.processes().len(),
        _ => seen.threads().len(),
    };
    if seen.calls.is_empty() {
        let so = "Your answer never called `count`. Let the pool run it on each chunk.";
        return Verdict::wrong(expected, "no call of `count` at all", so).asked(asked);
    }
    if seen.most_at_once() >= *workers && who >= *workers {
        return Verdict::Pass;
    }
    let place = match seen
        .calls
        .iter()
        .all(|call| call.pid == seen.asked_pid && call.thread.1 == "main")
    {
        true => "all on the main thread".to_string(),
        false if who == 1 => format!("all in one {kind}"),
        false => format!("on {who} {kinds}"),
    };
    let saw = match seen.most_at_once() {
        1 => format!("{} calls one after another, {place}", seen.calls.len()),
        n => format!("at most {n} calls at the same time, {place}"),
    };
    let so = match (seen.most_at_once(), kind) {
        (1, "thread") => {
            "So the result is right, but nothing ran in parallel. Is the iterator a parallel one, \
             and does it run inside your pool?"
        }
        (1, _) => {
            "So the result is right, but nothing ran in parallel. Does the pool have `workers` \
             workers, and does one call of `map` hand out all chunks?"
        }
        (_, "thread") => {
            "So it is parallel, but not on a pool of `workers` threads. Does the parallel iterator \
             run inside `install`?"
        }
        _ => "So it is parallel, but not on a pool of `workers` processes.",
    };
    Verdict::serial(expected, saw, so).asked(asked)
}

fn all_workers(work: &Work, counts: &Counts, seen: &Observed) -> Verdict {
    right_counts(work, counts, seen).or(|| parallel(work, seen, "thread"))
}

fn two_processes(work: &Work, counts: &Counts, seen: &Observed) -> Verdict {
    right_counts(work, counts, seen).or(|| match seen.processes().len() {
        0..=2 => Verdict::Pass,
        n => Verdict::wrong(
            "calls of `count` in two processes at most",
            format!("calls in {n} processes"),
            "The pool has more workers than `workers` says. Is it made once, with `Pool::new(workers)`?",
        )
        .asked("8 chunks on 2 workers"),
    })
}
