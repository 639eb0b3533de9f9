//! TODO(3): is every word counted, however many workers count at the same moment?

use super::counted::{
    Answered, Asked, all_words, describe, plain, same_text_twice, some_before, texts,
};
use super::shared::{Ended, an_error, gone, in_text, setting, side_by_side};
use crate::parts::manager::{Answers, gate};
use common::check::{Check, Verdict};
use common::process::{Manager, Pool};
use common::witness::Observed;

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            3,
            "counts_every_word",
            |seed| plain(seed, 6, 2),
            ask,
            counted,
        ),
        Check::new(
            3,
            "loses_no_update",
            same_text_twice,
            ask_in_a_race,
            counted,
        )
        .points(2),
        Check::new(
            3,
            "adds_to_what_is_there",
            some_before,
            ask_and_hold,
            on_the_way,
        ),
        Check::new(
            3,
            "really_uses_several_processes",
            |seed| plain(seed, 3, 3),
            ask,
            all_at_once,
        )
        .holding(3),
        Check::new(3, "copes_with_no_texts", |_| plain(0, 0, 2), ask, counted),
        Check::new(
            3,
            "copes_with_more_workers_than_texts",
            |seed| plain(seed, 1, 3),
            ask,
            counted,
        ),
        Check::new(
            3,
            "works_without_any_workers",
            |seed| plain(seed, 3, 0),
            ask,
            counted,
        ),
        Check::new(
            3,
            "hands_on_that_the_manager_is_gone",
            |seed| (texts(seed, 2), 2, vec![]),
            without_a_manager,
            |_, ended, _| an_error(ended, "`Ok`, and nothing was counted"),
        ),
    ];
    let with_words = |check: Check<Answers>| check.in_words(describe);
    checks.into_iter().map(with_words).collect()
}

fn ask(answers: &Answers, asked: Asked) -> Answered {
    let (pool, manager) = setting(asked.1);
    ask_with(answers, &asked, &pool, &manager)
}

/// Whoever adds anywhere but in the manager waits until another does so, too.
fn ask_in_a_race(answers: &Answers, asked: Asked) -> Answered {
    let (pool, manager) = setting(asked.1);
    gate::race(manager.pid());
    ask_with(answers, &asked, &pool, &manager)
}

/// All texts but the first wait until a word of that one was added.
fn ask_and_hold(answers: &Answers, asked: Asked) -> Answered {
    let (pool, manager) = setting(asked.1);
    gate::add_first();
    ask_with(answers, &asked, &pool, &manager)
}

fn ask_with(answers: &Answers, asked: &Asked, pool: &Pool, manager: &Manager) -> Answered {
    let (texts, _, before) = asked;
    let counts = manager.dict().expect("the manager is there");
    for (word, n) in before.iter().cloned() {
        counts.insert(word, n).expect("the manager is there");
    }
    let ended = in_text((answers.count)(pool, &counts, texts));
    let counted = counts.items().unwrap_or_default();
    (ended, counted, pool.worker_pids(), manager.pid())
}

fn without_a_manager(answers: &Answers, (texts, workers, _): Asked) -> Ended {
    let (pool, manager) = setting(workers);
    let counts = gone(&pool, manager.dict().expect("the manager is there"));
    drop(manager);
    in_text((answers.count)(&pool, &counts, &texts))
}

fn counted(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    all_words(asked, answered, seen)
        .or(|| match asked.0.is_empty() {
            true => Verdict::Pass,
            false => with_add(seen),
        })
        .asked(describe(asked))
}

fn with_add(seen: &Observed) -> Verdict {
    let adds = seen.of("add").calls;
    if adds.is_empty() {
        return Verdict::wrong(
            "calls of `add`",
            "none at all",
            "Let `manager::add` say what becomes of a count: then the check can see who adds, and when.",
        );
    }
    match adds.iter().find(|call| call.item.ends_with("Some(0)")) {
        None => Verdict::Pass,
        Some(_) => Verdict::wrong(
            "a word's first count made from no count, `None`",
            "one made from a count of 0",
            "Somebody looks whether the word is there, and inserts a 0 if not. That is a step of its own: another \
             worker may have counted in between, and the 0 wipes that out. `update` copes with a missing key.",
        ),
    }
}

fn on_the_way(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    counted(asked, answered, seen).or(|| {
        let (adds, texts) = (seen.of("add").calls, seen.of("words").calls);
        let first = adds.first().map_or(usize::MAX, |add| add.start);
        match texts.iter().any(|text| text.end > Some(first)) {
            true => Verdict::Pass,
            false => Verdict::serial(
                "words added by the worker that reads them",
                "no word added before all texts were read",
                "The workers only read, and the parent asks for each word: one after another. Let the task that reads a \
                 text add its words as well.",
            )
            .asked(describe(asked)),
        }
    })
}

fn all_at_once(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    counted(asked, answered, seen).or(|| side_by_side(seen, "words", 3).asked(describe(asked)))
}
