//! Judges TODO(4): a producer that cannot run ahead, and a parent that empties the queue before it waits for the child.

use super::asked::{self, Answered, PATIENT, all_joined, in_children, result, verdict};
use super::under_way::{each_once, held_back, right, who_waits};
use crate::parts::queue::gate::{self, Until};
use crate::parts::queue::{Answers, Done};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::ops::Range;

/// The blocks, and how many may wait.
type Asked = (Range<u64>, usize);
type Answer = Answered<Vec<Done>>;

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            4,
            "consumes_what_the_child_produces",
            |seed| some(seed, 3, 8),
            ask_late,
            all,
        ),
        Check::new(
            4,
            "empties_the_queue_before_it_joins",
            |seed| some(seed, 20, 2),
            ask,
            all,
        )
        .points(2),
        Check::new(
            4,
            "copes_with_nothing_to_produce",
            |seed| some(seed, 0, 2),
            ask,
            all,
        ),
        Check::new(
            4,
            "waits_for_a_slow_producer",
            |seed| some(seed, 6, 3),
            ask_slow_producer,
            patient,
        )
        .time_limit(PATIENT),
        Check::new(
            4,
            "is_held_back_by_a_slow_consumer",
            |seed| some(seed, 15, 4),
            ask_slow,
            bounded,
        )
        .points(2)
        .time_limit(PATIENT),
        Check::new(
            4,
            "is_held_back_by_a_queue_for_one",
            |seed| some(seed, 9, 1),
            ask_slow,
            bounded,
        )
        .time_limit(PATIENT),
    ];
    checks
        .into_iter()
        .map(|check| check.in_words(in_words))
        .collect()
}

fn some(seed: u64, blocks: u64, capacity: usize) -> Asked {
    let first = seed % 50;
    (first..first + blocks, capacity)
}

fn in_words((blocks, capacity): &Asked) -> String {
    format!("blocks {blocks:?}, a queue for {capacity}")
}

fn ask(answers: &Answers, (blocks, capacity): Asked) -> Answer {
    let stream = answers.stream;
    asked::ask(move || stream(blocks, capacity))
}

/// The children end a bit later than they might.
fn ask_late(answers: &Answers, (blocks, capacity): Asked) -> Answer {
    let stream = answers.stream;
    asked::ask_late(move || stream(blocks, capacity))
}

/// The producer waits with its second block until the first one is consumed, and nothing moves.
fn ask_slow_producer(answers: &Answers, asked: Asked) -> Answer {
    let second = asked.0.start + 1;
    gate::hold("produce", &second.to_string(), &Until::Consumed(1));
    ask(answers, asked)
}

/// Whoever consumes waits until the producer can do no more.
fn ask_slow(answers: &Answers, asked: Asked) -> Answer {
    let under_way = asked.1 + 2;
    gate::hold("consume", "any", &Until::Produced(under_way));
    ask(answers, asked)
}

fn all(asked: &Asked, answered: &Answer, seen: &Observed) -> Verdict {
    verdict(every_block(asked, answered, seen))
}

fn every_block(asked: &Asked, answered: &Answer, seen: &Observed) -> Result<Verdict, Verdict> {
    let count = asked.0.clone().count();
    let expected = format!("{count} blocks done, in order");
    let done = result(answered, &expected, || who_waits(seen, count))?;
    let right = right(asked.0.clone());
    let in_order = || match *done == right {
        true => Verdict::Pass,
        false => Verdict::wrong(
            "the blocks in the order in which they were put",
            "another order",
            "One producer, one consumer: a queue keeps the order. Hand on what you consume as it comes.",
        ),
    };
    let verdict = each_once(&right, done)
        .or(in_order)
        .or(|| in_children(seen, "produce", usize::from(count > 0)))
        .or(|| consumed_here(seen))
        .or(|| all_joined(answered));
    Ok(verdict)
}

fn consumed_here(seen: &Observed) -> Verdict {
    match seen
        .of("consume")
        .processes()
        .iter()
        .all(|&pid| pid == seen.asked_pid)
    {
        true => Verdict::Pass,
        false => Verdict::wrong(
            "calls of `consume` in the program itself",
            "calls in a child",
            "Here the parent consumes; its child only produces.",
        ),
    }
}

fn patient(asked: &Asked, answered: &Answer, seen: &Observed) -> Verdict {
    let text = format!("{}; the producer is slow", in_words(asked));
    let in_vain = || match gate::has_given_up(seen) {
        false => Verdict::Pass,
        true => Verdict::wrong(
            "the first block consumed before the second is made",
            "it was not, until nothing moved any more",
            "Consume each item as it comes. Does something collect them first?",
        ),
    };
    all(asked, answered, seen).or(in_vain).asked(text)
}

fn bounded(asked: &Asked, answered: &Answer, seen: &Observed) -> Verdict {
    let text = format!("{}; the consumer is slow", in_words(asked));
    all(asked, answered, seen)
        .or(|| held_back(seen, asked.1, 2))
        .asked(text)
}
