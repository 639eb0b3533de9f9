//! Whether all words were counted: TODO(3) and TODO(5).

use super::shared::{in_the_pool, no_error};
use crate::parts::manager::{Tally, word_at};
use common::check::Verdict;
use common::witness::Observed;
use std::ops::Range;

/// A question: the texts, how many workers, and what was counted before.
pub type Asked = (Vec<Range<u64>>, usize, Vec<(String, u64)>);
/// An answer: how it ended, the counts, the workers, and the manager.
pub type Answered = (Result<(), String>, Vec<(String, u64)>, Vec<u32>, u32);

/// Texts of a few words each.
pub fn texts(seed: u64, count: u64) -> Vec<Range<u64>> {
    let mut random = fastrand::Rng::with_seed(seed);
    let text = |i| {
        let start = 1000 * i + random.u64(0..100);
        start..start + random.u64(8..20)
    };
    (0..count).map(text).collect()
}

/// The same text twice: two workers come upon the same words in the same order.
pub fn same_text_twice(seed: u64) -> Asked {
    let text = texts(seed, 1).remove(0);
    (vec![text.clone(), text], 2, vec![])
}

/// Some words have a count already.
pub fn some_before(seed: u64) -> Asked {
    let before = [("the", 40), ("whale", 2), ("captain", 7)];
    let before = before.map(|(word, n)| (word.to_string(), n));
    (texts(seed, 5), 2, before.into())
}

pub fn plain(seed: u64, texts_: u64, workers: usize) -> Asked {
    (texts(seed, texts_), workers, vec![])
}

pub fn describe((texts, workers, before): &Asked) -> String {
    let twice = texts.len() == 2 && texts[0] == texts[1];
    let what = super::shared::in_words(texts.len(), "text", *workers);
    match (twice, before.is_empty()) {
        (true, _) => format!("{what}; both texts are the same"),
        (_, false) => format!("{what}; some words have a count already"),
        _ => what,
    }
}

pub fn all_words(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let ((texts, _, before), (ended, counts, pids, manager)) = (asked, answered);
    let in_one_step = asked.1 < 2 || only_in_the_manager(*manager, seen);
    no_error(ended)
        .or(|| match texts.is_empty() {
            true => Verdict::Pass,
            false if seen.of("words").processes().contains(manager) => Verdict::serial(
                "calls of `words` in the workers of the pool",
                "calls in the manager",
                "The manager does the work, one text after another, and the workers wait for it. Make out the words in a \
                 worker, and send the manager what came of it.",
            ),
            false => in_the_pool(seen, "words", pids),
        })
        .or(|| right(texts, before, counts, in_one_step))
}

/// Whether whatever was added was added there: then no update can be lost.
fn only_in_the_manager(manager: u32, seen: &Observed) -> bool {
    let adds = |work| seen.of(work).processes();
    let all: Vec<u32> = adds("add").into_iter().chain(adds("merge")).collect();
    !all.is_empty() && all.iter().all(|&pid| pid == manager)
}

fn right(
    texts: &[Range<u64>],
    before: &[(String, u64)],
    counts: &[(String, u64)],
    in_one_step: bool,
) -> Verdict {
    let before: Tally = before.iter().cloned().collect();
    let counts: Tally = counts.iter().cloned().collect();
    let mut expected = before.clone();
    for word in texts.iter().cloned().flatten().map(word_at) {
        *expected.entry(word).or_default() += 1;
    }
    let of = |tally: &Tally, word: &str| tally.get(word).copied().unwrap_or(0);
    if let Some(word) = before.keys().find(|word| of(&counts, word) < before[*word]) {
        return Verdict::wrong(
            format!(
                "at least {} of \"{word}\": so many there were before",
                before[word]
            ),
            format!("{}", of(&counts, word)),
            "What had been counted before is gone: `insert` replaces a count, whatever it was. Add to what is there.",
        );
    }
    let (all, found) = (expected.values().sum(), counts.values().sum::<u64>());
    if found < all {
        let lost: u64 = all - found;
        let so = match (counts == before, in_one_step) {
            (true, _) => {
                "Nothing was added. A map of one's own, or a static, lies in the memory of one process: what workers \
                 write there nobody else ever sees."
            }
            (_, true) => "Is each word of each text counted each time it comes?",
            (_, false) => {
                "Lost updates: two workers read the same count, each adds to it, each writes, and one of them writes \
                 over the other. To read and then to write is two requests; in between others come. The manager has to \
                 do both in one."
            }
        };
        let saw = format!("{found}: {lost} lost");
        return Verdict::wrong(format!("{all} words counted"), saw, so);
    }
    let mut words = expected.iter().filter(|(word, n)| of(&counts, word) != **n);
    match words.next() {
        None if found == all => Verdict::Pass,
        None => Verdict::wrong(
            format!("{all} words counted"),
            found.to_string(),
            "There are words that are in none of the texts.",
        ),
        Some((word, n)) => Verdict::wrong(
            format!("{n} of \"{word}\""),
            of(&counts, word).to_string(),
            "Is each word of each text counted, and each of them once?",
        ),
    }
}
