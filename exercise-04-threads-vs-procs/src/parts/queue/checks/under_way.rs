//! Blocks on their way: what both TODO(3) and TODO(4) are judged by.

use crate::parts::queue::work::primes_in;
use crate::parts::queue::{Done, gate};
use common::check::Verdict;
use common::witness::Observed;
use std::ops::Range;

/// What the blocks come to, in order.
pub fn right(blocks: impl IntoIterator<Item = u64>) -> Vec<Done> {
    let done = |block| (block, primes_in(block));
    blocks.into_iter().map(done).collect()
}

/// Whether each block was consumed once; the order is another question.
pub fn each_once(right: &[Done], done: &[Done]) -> Verdict {
    let sorted = |all: &[Done]| {
        let mut all = all.to_vec();
        all.sort_unstable();
        all
    };
    let (right, done) = (sorted(right), sorted(done));
    if right == done {
        return Verdict::Pass;
    }
    let expected = format!("{} blocks done, each once", right.len());
    let count = |block: u64| done.iter().filter(|(other, _)| *other == block).count();
    let missing = right.iter().filter(|(block, _)| count(*block) == 0).count();
    let twice = right.iter().filter(|(block, _)| count(*block) > 1).count();
    let saw = match (missing, twice) {
        (0, 0) => "other results than those of `consume`".to_string(),
        (0, twice) => format!("{twice} of them more than once"),
        (missing, _) => format!("{missing} of them missing"),
    };
    let so = match (missing, twice) {
        (0, 0) => "Hand on what `queue::consume` gives.",
        (0, _) => "An item that was put once is handed out once. Was it put twice?",
        _ => {
            "Some were never consumed, or their results were lost. Was the queue closed, or did a consumer \
             leave, while a producer was still at it? A pause is not the end. Did `put_timeout` or `try_put` give \
             an item back? Was an error swallowed?"
        }
    };
    Verdict::wrong(expected, saw, so)
}

/// How many blocks were produced and consumed.
pub fn counts(seen: &Observed) -> (usize, usize) {
    let ended = |work| {
        let calls = seen.of(work).calls;
        calls.iter().filter(|call| call.end.is_some()).count()
    };
    (ended("produce"), ended("consume"))
}

/// How many blocks had been begun and were not yet consumed, at most.
pub fn most(seen: &Observed) -> usize {
    let begun = seen
        .of("produce")
        .calls
        .into_iter()
        .map(|call| (call.start, 1));
    let consumed = seen.of("consume").calls.into_iter();
    let ended = consumed.filter_map(|call| Some((call.end?, -1)));
    let mut events: Vec<(usize, i64)> = begun.chain(ended).collect();
    events.sort_unstable();
    let (mut now, mut most) = (0, 0);
    for (_, step) in events {
        now += step;
        most = most.max(now);
    }
    usize::try_from(most).unwrap_or(0)
}

/// Whether producers were held back when the queue was full, and not before.
pub fn held_back(seen: &Observed, capacity: usize, hands: usize) -> Verdict {
    let limit = capacity + hands;
    let wait = if capacity == 1 { "waits" } else { "wait" };
    let expected =
        format!("{limit} blocks under way: {capacity} that {wait}, and one in each hand");
    let most = most(seen);
    if most > limit {
        return Verdict::wrong(
            expected,
            format!("{most} under way"),
            "Consumers were held, and producers went on. Either the queue takes more than `capacity`, or more \
             consume than should, children or threads, or the blocks are gathered somewhere else, in a `Vec` before \
             or behind it. Put each block into `Queue::new(capacity)?` as it is made, and consume it as it comes.",
        );
    }
    match gate::has_given_up(seen) {
        false => Verdict::Pass,
        true => Verdict::wrong(
            expected,
            format!("no more than {most}, and then nothing moved"),
            "Producers waited although there was room for more. Has the queue less than `capacity`, or does a \
             producer wait for something else than room?",
        ),
    }
}

/// Who waits for whom, where blocks go through a queue.
pub fn who_waits(seen: &Observed, blocks: usize) -> String {
    let (produced, consumed) = counts(seen);
    let so = match (produced, consumed) {
        (produced, consumed) if consumed == blocks && produced == blocks => {
            "All blocks are consumed, and somebody still waits for another one. Only `close` tells all of them \
             that none will come. (A last item that means \"the end\", a poison pill, is taken out by one \
             consumer, and the others wait on.)"
        }
        (0, _) => {
            "Nothing was ever produced. Does a producer, or the one who is to start them, wait for something?"
        }
        (produced, consumed) if produced > consumed => {
            "The queue is full, and nobody takes anything out. A child whose `put` waits for room does not end, \
             so whoever joins it first waits for ever: empty the queue, and join then. Or have consumers left \
             too early: because the queue was empty for a moment, because a time limit ran out, or at a pill that \
             came before the last item? A pause is not the end: `close` is."
        }
        _ => {
            "All that was produced is consumed, and no more comes. Has a producer failed, and nobody heard of it? \
             Or does it wait for something that only happens when it has ended?"
        }
    };
    so.to_string()
}

/// How many blocks there are in all lots.
pub fn blocks_in(lots: &[Range<u64>]) -> usize {
    lots.iter().map(|lot| lot.clone().count()).sum()
}
