//! Judges TODO(4): segments on threads.

use super::super::Answers;
use super::scene::{Walks, asked, slow, told};
use super::segments::{Asked, all_right, edges, in_words, some};
use common::check::{Check, Verdict};
use common::exercise::cores;
use common::witness::Observed;

pub fn checks() -> Vec<Check<Answers>> {
    let new = |sentence, input, answer, judge| Check::new(4, sentence, input, answer, judge);
    let checks = vec![
        new("counts_each_segment_once", some, on::<3>, right::<3>).points(2),
        new("ends_at_the_limit", edges, on::<3>, right::<3>),
        Check::new(
            4,
            "gives_the_same_with_1_2_3_and_8_workers",
            some,
            on_many,
            the_same,
        ),
        new("really_uses_several_threads", few, on::<3>, parallel::<3>)
            .holding(3)
            .points(2),
        new(
            "uses_no_more_threads_than_workers",
            many,
            on::<2>,
            two_threads,
        )
        .holding_briefly(3),
        Check::new(
            4,
            "uses_as_many_threads_as_workers",
            few,
            on_more_than_cores,
            more_than_cores,
        )
        .holding(cores() + 1),
        new(
            "has_a_vector_for_each_thread_and_not_for_each_segment",
            many,
            on::<2>,
            few_vectors,
        ),
    ];
    let with_words = |check: Check<Answers>| check.in_words(in_words);
    checks.into_iter().map(with_words).collect()
}

/// A few segments for each of some workers.
fn few(seed: u64) -> Asked {
    let segments = 4 * (cores() as u64 + 1).max(3);
    vec![(30 * segments - seed % 20, 30)]
}

fn many(seed: u64) -> Asked {
    vec![(30 * 512 - seed % 20, 30)]
}

fn on_workers(answers: &Answers, asked: Asked, workers: usize) -> Walks {
    let walk = |(limit, span)| {
        told(slow, |sieve| {
            (answers.count_on_threads)(limit, span, workers, sieve)
        })
    };
    asked.into_iter().map(walk).collect()
}

fn on<const WORKERS: usize>(answers: &Answers, asked: Asked) -> Walks {
    on_workers(answers, asked, WORKERS)
}

fn on_more_than_cores(answers: &Answers, asked: Asked) -> Walks {
    on_workers(answers, asked, cores() + 1)
}

/// What came of each number of workers.
type Many = Vec<Walks>;

const MANY: [usize; 4] = [1, 2, 3, 8];

fn on_many(answers: &Answers, asked: Asked) -> Many {
    MANY.map(|workers| on_workers(answers, asked.clone(), workers))
        .to_vec()
}

fn right<const WORKERS: usize>(asked: &Asked, told: &Walks, _: &Observed) -> Verdict {
    all_right(asked, told, WORKERS)
}

fn the_same(asked: &Asked, told: &Many, _: &Observed) -> Verdict {
    let judged = MANY
        .iter()
        .zip(told)
        .map(|(&workers, told)| all_right(asked, told, workers));
    judged.fold(Verdict::Pass, |verdict, next| verdict.or(|| next))
}

fn parallel<const WORKERS: usize>(asked: &Asked, told: &Walks, seen: &Observed) -> Verdict {
    all_right(asked, told, WORKERS).or(|| at_once(asked, seen, WORKERS))
}

fn more_than_cores(asked: &Asked, told: &Walks, seen: &Observed) -> Verdict {
    let workers = cores() + 1;
    all_right(asked, told, workers).or(|| at_once(asked, seen, workers))
}

/// Whether so many segments were counted at the same time, each on a thread of its own.
fn at_once(work: &Asked, seen: &Observed, workers: usize) -> Verdict {
    let (threads, most) = (seen.threads().len(), seen.most_at_once());
    if most >= workers && threads >= workers {
        return Verdict::Pass;
    }
    let (saw, so) = match (threads, most) {
        (1, _) => (
            format!(
                "{} segments one after another, on one thread",
                seen.calls.len()
            ),
            "So the result is right, but nothing ran in parallel. Is the iterator a parallel one, \
             and \
             does it run inside your pool?",
        ),
        (_, 1) => (
            format!("{threads} threads, but never two at the same time"),
            "They wait for each other: is there one vector of flags for all, behind a lock? Each \
             thread needs its own.",
        ),
        _ => (
            format!("at most {most} segments at the same time, on {threads} threads"),
            "So it is parallel, but not on a pool of `workers` threads. Does the parallel \
             iterator run \
             inside `install`?",
        ),
    };
    let expected = format!("{workers} segments at the same time, on {workers} threads");
    let (limit, span) = work[0];
    Verdict::serial(expected, saw, so).asked(asked(limit, span, workers))
}

fn two_threads(work: &Asked, told: &Walks, seen: &Observed) -> Verdict {
    let (limit, span) = work[0];
    all_right(work, told, 2).or(|| match seen.threads().len() {
        0..=2 => Verdict::Pass,
        n => Verdict::wrong(
            "segments counted on two threads at most",
            format!("segments counted on {n} threads"),
            "More threads than `workers` says: does the parallel iterator run inside `install`, \
             on a \
             pool of `workers` threads?",
        )
        .asked(asked(limit, span, 2)),
    })
}

/// rayon makes a vector for each batch that a thread begins. With many segments that is far less
/// often than for each.
fn few_vectors(work: &Asked, told: &Walks, _: &Observed) -> Verdict {
    let (limit, span) = work[0];
    let (segments, new) = (
        told[0].1.len(),
        told[0].1.iter().filter(|call| call.2).count(),
    );
    all_right(work, told, 2).or(|| match new > segments / 2 {
        false => Verdict::Pass,
        true => Verdict::wrong(
            format!("far fewer vectors of flags than the {segments} segments"),
            format!("{new} new vectors"),
            "Asking for memory costs, and memory that was just used is still in the cache. A \
             vector \
             should serve many segments: look at `map_init`.",
        )
        .asked(asked(limit, span, 2)),
    })
}
