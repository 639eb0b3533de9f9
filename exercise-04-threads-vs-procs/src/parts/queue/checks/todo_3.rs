//! Judges TODO(3): many producers, many consumers, and an end that all of them hear of.

use super::asked::{self, Answered, PATIENT, all_joined, in_children, is_failure, result, verdict};
use super::under_way::{blocks_in, counts, each_once, held_back, right, who_waits};
use crate::parts::queue::gate::{self, Until};
use crate::parts::queue::{Answers, Done};
use common::check::{Check, Verdict};
use common::exercise;
use common::witness::Observed;
use std::ops::Range;

/// The lots, how many consumers, and how many items may wait.
type Asked = (Vec<Range<u64>>, usize, usize);
type Answer = Answered<Vec<Done>>;

const LATE: &str = "(Consumers that ask again and again whether there is something? `get`, or a loop over the queue, \
                    waits by itself.)";

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            3,
            "consumes_each_block_once",
            |seed| (lots(seed, 3, 6), 2, 3),
            ask_late,
            all,
        ),
        Check::new(
            3,
            "ends_for_every_consumer",
            |seed| (lots(seed, 2, 3), 4, 2),
            ask,
            all,
        ),
        Check::new(
            3,
            "copes_with_nothing_to_do",
            |_| (vec![5..5, 9..9], 2, 1),
            ask,
            all,
        ),
        Check::new(3, "copes_with_no_producers", |_| (vec![], 2, 1), ask, all),
        Check::new(
            3,
            "keeps_all_consumers_busy",
            |seed| (lots(seed, 2, 4), 3, 2),
            ask_busy,
            busy,
        )
        .points(2),
        Check::new(
            3,
            "waits_for_the_last_producer",
            |seed| (lots(seed, 2, 6), 2, 2),
            ask_slow,
            all_of_them,
        )
        .points(2)
        .time_limit(PATIENT),
        Check::new(
            3,
            "holds_producers_back",
            |seed| (lots(seed, 2, 9), 2, 3),
            ask_full,
            bounded,
        )
        .time_limit(PATIENT),
        Check::new(
            3,
            "tells_of_a_producer_that_fails",
            |seed| (lots(seed, 2, 3), 2, 2),
            ask_failing,
            failure,
        )
        .time_limit(PATIENT),
        Check::new(
            3,
            "tells_of_a_consumer_that_fails",
            |seed| (lots(seed, 2, 3), 2, 2),
            ask_failing_consumer,
            failed_consumer,
        ),
    ];
    let complete = |check: Check<Answers>| check.in_words(in_words).late(LATE);
    checks.into_iter().map(complete).collect()
}

/// So many lots of so many blocks, in no order of their own.
fn lots(seed: u64, count: u64, blocks: u64) -> Vec<Range<u64>> {
    let first = seed % 50;
    let lot = |i: u64| first + 20 * i..first + 20 * i + blocks;
    (0..count).rev().map(lot).collect()
}

fn in_words((lots, consumers, capacity): &Asked) -> String {
    let lots: Vec<usize> = lots.iter().map(|lot| lot.clone().count()).collect();
    format!("lots of {lots:?} blocks, {consumers} consumers, a queue for {capacity}")
}

fn ask(answers: &Answers, (lots, consumers, capacity): Asked) -> Answer {
    let work_off = answers.work_off;
    asked::ask(move || work_off(&lots, consumers, capacity))
}

/// The children end a bit later than they might.
fn ask_late(answers: &Answers, (lots, consumers, capacity): Asked) -> Answer {
    let work_off = answers.work_off;
    asked::ask_late(move || work_off(&lots, consumers, capacity))
}

/// Nobody goes on to a second block before all consumers have a first.
fn ask_busy(answers: &Answers, asked: Asked) -> Answer {
    gate::hold("consume", "any", &Until::Consumers(asked.1));
    ask(answers, asked)
}

/// The last producer begins when all that the others made is consumed, and everybody else has done what can be done
/// without it: who takes a pause for the end has left.
fn ask_slow(answers: &Answers, asked: Asked) -> Answer {
    let (last, others) = asked.0.split_last().expect("there are lots");
    gate::hold(
        "produce",
        &last.start.to_string(),
        &Until::Consumed(blocks_in(others)),
    );
    ask(answers, asked)
}

/// Consumers wait until producers can do no more.
fn ask_full(answers: &Answers, asked: Asked) -> Answer {
    let (lots, consumers, capacity) = &asked;
    let under_way = capacity + consumers + lots.len();
    gate::hold("consume", "any", &Until::Produced(under_way));
    ask(answers, asked)
}

/// The second block of the first producer cannot be made. The other producer makes its last one when everybody has done
/// what is to be done about that.
fn ask_failing(answers: &Answers, asked: Asked) -> Answer {
    gate::fail("produce", &(asked.0[0].start + 1).to_string());
    gate::hold(
        "produce",
        &(asked.0[1].end - 1).to_string(),
        &Until::Standstill,
    );
    ask(answers, asked)
}

/// A consumer panics, and what it had in hand goes to the other one.
fn ask_failing_consumer(answers: &Answers, asked: Asked) -> Answer {
    gate::fail("consume", &asked.0[0].start.to_string());
    ask(answers, asked)
}

fn blocks(asked: &Asked) -> impl Iterator<Item = u64> {
    asked.0.iter().cloned().flatten()
}

fn all(asked: &Asked, answered: &Answer, seen: &Observed) -> Verdict {
    verdict(every_block(asked, answered, seen))
}

fn every_block(asked: &Asked, answered: &Answer, seen: &Observed) -> Result<Verdict, Verdict> {
    let count = blocks_in(&asked.0);
    let expected = format!("{count} blocks done, each once");
    let done = result(answered, &expected, || who_waits(seen, count))?;
    let lots = asked.0.iter().filter(|lot| !lot.is_empty()).count();
    let verdict = each_once(&right(blocks(asked)), done)
        .or(|| in_children(seen, "produce", lots))
        .or(|| consumers_are_children(seen))
        .or(|| all_joined(answered));
    Ok(verdict)
}

/// Not a question of how many: one consumer may have been quicker than the others.
fn consumers_are_children(seen: &Observed) -> Verdict {
    let consumers = seen.of("consume").processes();
    let producers = seen.of("produce").processes();
    if consumers.contains(&seen.asked_pid) {
        return Verdict::serial(
            "calls of `consume` in children",
            "calls in the program itself",
            "Start a child for each consumer, and hand it the queue. The parent only waits.",
        );
    }
    match consumers.is_disjoint(&producers) {
        true => Verdict::Pass,
        false => Verdict::wrong(
            "children that produce, and others that consume",
            "children that do both",
            "Then no queue is needed, and nothing is shared out. Producers put, consumers get.",
        ),
    }
}

fn busy(asked: &Asked, answered: &Answer, seen: &Observed) -> Verdict {
    let consumers = seen.of("consume").processes().len();
    let enough = || match gate::has_given_up(seen) || consumers < asked.1 {
        false => Verdict::Pass,
        true => Verdict::serial(
            format!("{} consumers with a block each at the same time", asked.1),
            format!("blocks consumed in {}", exercise::count(consumers, "child")),
            "The first consumers kept the others from getting anything. Start as many as `consumers` says, all \
             before you wait for any child, and let each take one item after another.",
        ),
    };
    all(asked, answered, seen).or(enough)
}

fn all_of_them(asked: &Asked, answered: &Answer, seen: &Observed) -> Verdict {
    let text = format!("{}; the last producer is slow", in_words(asked));
    let waited_in_vain = || match gate::has_given_up(seen) {
        false => Verdict::Pass,
        true => Verdict::wrong(
            "blocks consumed while another producer is still at work",
            "none, until nothing moved any more",
            "Consumers are to begin as soon as there is something. Start them before you wait for the \
             producers.",
        ),
    };
    all(asked, answered, seen).or(waited_in_vain).asked(text)
}

fn bounded(asked: &Asked, answered: &Answer, seen: &Observed) -> Verdict {
    let (lots, consumers, capacity) = asked;
    all(asked, answered, seen).or(|| held_back(seen, *capacity, consumers + lots.len()))
}

fn failure(asked: &Asked, answered: &Answer, seen: &Observed) -> Verdict {
    let text = format!("{}; a producer panics at its second block", in_words(asked));
    let (produced, consumed) = counts(seen);
    let others = blocks_in(&asked.0[1..]);
    let of_others = seen.of("consume").calls.into_iter().filter(|call| {
        let block = call.item.parse();
        block.is_ok_and(|block| !asked.0[0].contains(&block))
    });
    let of_others = of_others.count();
    let verdict = match &answered.0 {
        _ if is_failure(answered) && answered.1 == 0 && of_others < others => Verdict::wrong(
            format!(
                "the error of the child that failed, and all {others} blocks of the other producer consumed"
            ),
            format!("the error, and {of_others} of them consumed"),
            "One producer has failed, and the other one is still at it: let it come to its end, and the consumers, too. \
             Close the queue when you have joined all producers.",
        ),
        _ if is_failure(answered) && answered.1 == 0 => Verdict::Pass,
        _ if is_failure(answered) => Verdict::wrong(
            "the error of the child that failed, and no child that still waits",
            format!(
                "the error, and {} alive",
                exercise::count(answered.1, "child")
            ),
            "A `?` on the way out leaves the others behind: consumers wait for items, or producers for room, as \
             long as the program runs. Wait for all producers, close the queue, wait for the consumers, and hand \
             on the error then.",
        ),
        Ok(done) => Verdict::wrong(
            "the error of the child that failed",
            format!(
                "{} of {} blocks, as if nothing had happened",
                done.len(),
                blocks_in(&asked.0)
            ),
            "A child failed, and nobody hears of it. `join` gives its error: hand it on with `?`.",
        ),
        Err((_, text)) => Verdict::wrong(
            "the error of the child that failed",
            format!("{text} ({produced} blocks produced, {consumed} consumed)"),
            "A producer that fails puts no more, and sends no sign that it has ended either. Only who joins it \
             hears of it: join the producers, close the queue however they have ended, and hand on the error at the end.",
        ),
    };
    verdict.asked(text)
}

/// The others may still be about to end: the queue is closed, so they will.
fn failed_consumer(asked: &Asked, answered: &Answer, _: &Observed) -> Verdict {
    let text = format!("{}; a consumer panics at a block", in_words(asked));
    let verdict = match &answered.0 {
        _ if is_failure(answered) => Verdict::Pass,
        Ok(done) => Verdict::wrong(
            "the error of the child that failed",
            format!(
                "{} of {} blocks, as if nothing had happened",
                done.len(),
                blocks_in(&asked.0)
            ),
            "A consumer failed, and what it had done is lost with it, but nobody hears of it. `join` gives its error: \
             hand it on with `?`.",
        ),
        Err((_, text)) => Verdict::wrong(
            "the error of the child that failed",
            text,
            "The other consumer takes over what the first one had in hand, and ends when the queue is closed. Join \
             both, and hand on the error.",
        ),
    };
    verdict.asked(text)
}
