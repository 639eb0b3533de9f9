//! Judges TODO(1): the same code, on threads and in processes.

use super::shared::*;
use crate::parts::primes::Answers;
use common::check::{Check, Verdict};
use common::process::{Executor, Pool};
use common::witness::Observed;

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(1, "counts_every_chunk", many, on_threads, right_counts),
        Check::new(1, "copes_with_no_chunks", none, on_threads, right_counts),
        Check::new(
            1,
            "keeps_the_order_of_the_chunks",
            uneven,
            on_threads,
            right_counts,
        ),
        Check::new(
            1,
            "keeps_the_order_in_processes_too",
            uneven,
            in_processes,
            right_counts,
        ),
        Check::new(
            1,
            "really_uses_the_threads_it_is_handed",
            three_each,
            on_threads,
            all_threads,
        )
        .holding(3)
        .points(2),
        Check::new(
            1,
            "really_uses_the_processes_it_is_handed",
            three_each,
            in_processes,
            all_processes,
        )
        .holding(3)
        .points(2),
        Check::new(
            1,
            "hands_an_error_on",
            |seed| some(seed, 3, 1),
            on_a_closed_pool,
            an_error,
        ),
    ]
}

fn on_threads(answers: &Answers, (chunks, workers): Asked) -> Answered {
    on(threads(workers), |executor| {
        (answers.count_on)(executor, &chunks)
    })
}

fn in_processes(answers: &Answers, (chunks, workers): Asked) -> Answered {
    on(processes(workers), |executor| {
        (answers.count_on)(executor, &chunks)
    })
}

fn on_a_closed_pool(answers: &Answers, (chunks, workers): Asked) -> Answered {
    let closed = Pool::new(workers).map(|pool| {
        pool.close();
        Executor::from(pool)
    });
    on(closed, |executor| (answers.count_on)(executor, &chunks))
}

fn many(seed: u64) -> Asked {
    some(seed, 50, 2)
}

fn none(_: u64) -> Asked {
    (vec![], 2)
}

fn three_each(seed: u64) -> Asked {
    some(seed, 3, 3)
}

fn right_counts(asked: &Asked, counts: &Answered, _: &Observed) -> Verdict {
    right(&asked.0, counts).asked(in_words(asked, "workers"))
}

fn all_threads(asked: &Asked, counts: &Answered, seen: &Observed) -> Verdict {
    right(&asked.0, counts)
        .or(|| at_the_right_place("count", "threads", seen))
        .or(|| parallel("count", "threads", asked.1, seen))
        .asked(in_words(asked, "threads"))
}

fn all_processes(asked: &Asked, counts: &Answered, seen: &Observed) -> Verdict {
    right(&asked.0, counts)
        .or(|| at_the_right_place("count", "processes", seen))
        .or(|| parallel("count", "processes", asked.1, seen))
        .asked(in_words(asked, "processes"))
}

fn an_error(asked: &Asked, counts: &Answered, _: &Observed) -> Verdict {
    let asked = in_words(asked, "processes of a pool that was closed");
    match counts {
        Err(_) => Verdict::Pass,
        Ok(counts) => Verdict::wrong(
            "an error: the pool takes no more tasks",
            format!("{} counts", counts.len()),
            "Does the answer hand on the error of the executor, and run its work nowhere else?",
        )
        .asked(asked),
    }
}
