//! Judges TODO(4): a pool of threads that comes to its end.

use crate::parts::debugging::Answers;
use crate::parts::debugging::work::SLOW;
use common::check::{Check, Verdict};
use common::unsolved::{self, Todo};
use common::witness::Observed;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// The numbers, and how many workers there are.
type Asked = (Vec<u64>, usize);
/// The squares, or where it panicked.
type Answered = Result<Vec<u64>, String>;

/// A right answer takes a few milliseconds, and a wrong one for ever.
const LIMIT: Duration = Duration::from_secs(3);

pub fn checks() -> Vec<Check<Answers>> {
    let all = [
        Check::new(4, "ends_when_all_is_done", some, squared, right).points(2),
        Check::new(4, "waits_as_long_as_it_takes", one_slow, squared, right).holding_the_first(19),
        Check::new(4, "ends_without_any_work", |_| (vec![], 3), squared, right),
        Check::new(4, "ends_when_a_job_panics", with_a_panic, squared, ended),
        Check::new(
            4,
            "has_its_workers_work_side_by_side",
            three,
            squared,
            side_by_side,
        )
        .holding(3),
    ];
    let in_time = |check: Check<Answers>| {
        // Whoever is held is to hear more than that time is up.
        let limit = LIMIT + check.question.hold.limit;
        check.time_limit(limit).late(LATE).in_words(in_words)
    };
    all.into_iter().map(in_time).collect()
}

const LATE: &str = "All jobs are done, or will never be, and somebody still waits for a result. `recv` and `iter` \
                    end when the last sender is gone: one of them is still there, and sends nothing. Drop it. (Who \
                    counts results instead waits for ever when one is missing. Or somebody waits to *send* into a \
                    full channel, if yours are bounded: then drain the one before you fill the other.)";

const NUMBERS_ARE_FINE: &str =
    "Each number can be squared: the panic is the pool's own. See what it says, and where.";

fn some(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    ((0..20).map(|_| random.u64(0..1000)).collect(), 3)
}

/// The first job is done when all others are, and then some: whoever waits for a certain time has gone.
fn one_slow(seed: u64) -> Asked {
    let (mut numbers, workers) = some(seed);
    numbers[0] = SLOW;
    (numbers, workers)
}

fn three(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    ((0..3).map(|_| random.u64(0..1000)).collect(), 3)
}

fn with_a_panic(seed: u64) -> Asked {
    let (mut numbers, workers) = some(seed);
    numbers[6] = u64::MAX;
    (numbers, workers)
}

fn in_words((numbers, workers): &Asked) -> String {
    let too_large = match numbers.contains(&u64::MAX) {
        true => ", one of them too large to be squared",
        false => "",
    };
    format!("{} numbers{too_large}, {workers} workers", numbers.len())
}

fn squared(answers: &Answers, (numbers, workers): Asked) -> Answered {
    let squares = catch_unwind(AssertUnwindSafe(|| (answers.squares)(&numbers, workers)));
    squares.map_err(|_| {
        let Todo {
            message,
            file,
            line,
        } = unsolved::take_panic().unwrap_or_default();
        format!("it panicked at {file}:{line}: {message}")
    })
}

fn right(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let mut expected: Vec<u64> = asked.0.iter().map(|n| n * n).collect();
    expected.sort_unstable();
    let wanted = format!("{} squares", expected.len());
    match answered {
        Err(error) => Verdict::wrong(wanted, error, NUMBERS_ARE_FINE),
        Ok(squares) => {
            let mut squares = squares.clone();
            squares.sort_unstable();
            match squares == expected {
                true => as_many(asked.1, seen),
                false if squares.len() < expected.len() => Verdict::wrong(
                    wanted,
                    format!("{} of them", squares.len()),
                    "It ended too soon: what is still on its way is lost. Not time and no count says when all is \
                     done; the end of the channel does.",
                ),
                false => Verdict::wrong(wanted, "others", "Each number is to be squared once."),
            }
        }
    }
    .asked(in_words(asked))
}

fn as_many(workers: usize, seen: &Observed) -> Verdict {
    match seen.of("square").threads().len() {
        threads if threads > workers => Verdict::wrong(
            format!("{workers} threads at most, which take one job after the other"),
            format!("{threads} threads"),
            "This is a pool: `workers` says how many threads it has, however many jobs there are.",
        ),
        _ => Verdict::Pass,
    }
}

fn ended(asked: &Asked, answered: &Answered, _: &Observed) -> Verdict {
    match answered {
        Err(_) => Verdict::Pass,
        Ok(squares) => Verdict::wrong(
            "a panic that reaches the caller",
            format!("{} squares, as if nothing had happened", squares.len()),
            "A job panicked, and the caller does not know. A scope hands it on by itself, unless somebody joins \
             the thread and throws the result away.",
        )
        .asked(in_words(asked)),
    }
}

fn side_by_side(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let seen = seen.of("square");
    right(asked, answered, &seen).or(|| match seen.most_at_once() {
        3.. => Verdict::Pass,
        2 => Verdict::serial(
            "3 jobs at the same time",
            "at most 2",
            "Now it ends, but one worker has nothing to do, or is not there. Are there as many threads as `workers`?",
        )
        .asked(in_words(asked)),
        n => Verdict::serial(
            "3 jobs at the same time",
            format!("at most {n}"),
            "Now it ends, but the workers take turns. Does one hold the queue's lock while it works, or does \
             one thread do it all?",
        )
        .asked(in_words(asked)),
    })
}
