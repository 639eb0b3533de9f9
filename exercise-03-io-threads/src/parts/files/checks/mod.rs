//! Judges the answers of the part `files`.

mod asked;
mod disk;
mod judge;

use super::{Answers, Process};
use asked::{Answered, Asked};
use common::check::{Check, Verdict};
use common::exercise::cores;
use common::witness::Observed;

type Answer = fn(&Answers, Asked) -> Answered;
type Judge = fn(&Asked, &Answered, &Observed) -> Verdict;

pub fn checks() -> Vec<Check<Answers>> {
    let threads: Answer = |answers, asked| disk::answer(answers.on_scoped_threads, asked);
    let pool: Answer = |answers, asked| disk::answer(answers.on_a_pool, asked);
    let mut checks = both(1, threads, judge::parallel_without_rayon);
    checks.push(
        Check::new(
            1,
            "lets_no_file_wait_behind_a_slow_one",
            slow_first,
            threads,
            judge::nobody_waits_behind,
        )
        .points(2),
    );
    checks.extend(both(2, pool, judge::parallel));
    checks.push(Check::new(
        2,
        "runs_on_a_rayon_pool_of_its_own",
        nine,
        |answers, asked| twice(answers.on_a_pool, asked),
        judge::own_pool,
    ));
    checks.into_iter().map(|check| check.late(LATE)).collect()
}

/// What holds for both TODOs.
fn both(todo: u8, answer: Answer, parallel: Judge) -> Vec<Check<Answers>> {
    let check = |sentence, input, judge| Check::new(todo, sentence, input, answer, judge);
    vec![
        check("processes_every_file", nine, judge::right),
        check("keeps_the_order_of_the_files", first_is_late, judge::right).points(2),
        check(
            "keeps_the_rest_when_a_file_cannot_be_read",
            one_lost,
            judge::right,
        )
        .points(2),
        check("copes_with_no_files", none, judge::right),
        check("copes_with_more_workers_than_files", few, judge::right),
        check("really_uses_several_threads", three_each, parallel)
            .holding(3)
            .points(2),
        check("uses_as_many_threads_as_workers", crowd, judge::parallel).holding(crowd(0).workers),
        check("starts_no_thread_for_each_file", many, judge::few_threads).holding_briefly(5),
    ]
}

fn nine(seed: u64) -> Asked {
    Asked {
        seed,
        files: 9,
        workers: 3,
        ..Asked::default()
    }
}

/// By order of arrival, the first file is not the first.
fn first_is_late(seed: u64) -> Asked {
    Asked {
        late: 1,
        ..nine(seed)
    }
}

fn one_lost(seed: u64) -> Asked {
    Asked {
        lost: Some(4),
        ..nine(seed)
    }
}

fn none(seed: u64) -> Asked {
    Asked {
        files: 0,
        ..nine(seed)
    }
}

fn few(seed: u64) -> Asked {
    Asked {
        files: 2,
        workers: 8,
        ..nine(seed)
    }
}

fn three_each(seed: u64) -> Asked {
    Asked {
        files: 3,
        ..nine(seed)
    }
}

/// More than there are cores, so that a pool of the usual size is too small.
fn crowd(seed: u64) -> Asked {
    let workers = 8.max(cores() + 1);
    Asked {
        files: workers,
        workers,
        ..nine(seed)
    }
}

fn many(seed: u64) -> Asked {
    Asked {
        files: 24,
        workers: 4,
        ..nine(seed)
    }
}

/// All others can be processed by the other threads, unless some were given to the first one.
fn slow_first(seed: u64) -> Asked {
    Asked {
        files: 12,
        workers: 4,
        late: 11,
        ..nine(seed)
    }
}

/// Asks again with another number of workers: the global pool can be sized, but only once.
fn twice(process: Process, asked: Asked) -> Answered {
    let workers = cores() + 2;
    let (_, first) = disk::answer(process, Asked { workers, ..asked });
    let (outcomes, second) = disk::answer(
        process,
        Asked {
            workers: workers + 1,
            ..asked
        },
    );
    (outcomes, [first, second].concat())
}

const LATE: &str = "Whoever takes from a channel waits for more until its last sender is gone. Is the \
                    queue's sender dropped once all files are in it? And that of the outcomes?";
