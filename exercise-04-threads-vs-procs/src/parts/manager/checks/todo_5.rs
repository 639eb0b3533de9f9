//! TODO(5): are the words all there, and how often was the manager asked?

use super::counted::{
    Answered, Asked, all_words, describe, plain, same_text_twice, some_before, texts,
};
use super::shared::{Ended, an_error, gone, in_text, setting, side_by_side};
use crate::parts::manager::{Answers, Tally, gate};
use common::check::{Check, Verdict};
use common::process::{Manager, Pool, Shared};
use common::witness::Observed;

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            5,
            "counts_every_word",
            |seed| plain(seed, 6, 2),
            ask,
            counted,
        ),
        Check::new(
            5,
            "asks_once_for_each_text",
            |seed| plain(seed, 4, 2),
            ask,
            few_requests,
        )
        .points(2),
        Check::new(
            5,
            "loses_no_word",
            same_text_twice,
            ask_in_a_race,
            few_requests,
        ),
        Check::new(5, "adds_to_what_is_there", some_before, ask, counted),
        Check::new(
            5,
            "really_uses_several_processes",
            |seed| plain(seed, 3, 3),
            ask,
            all_at_once,
        )
        .holding(3),
        Check::new(5, "copes_with_no_texts", |_| plain(0, 0, 2), ask, counted),
        Check::new(
            5,
            "works_without_any_workers",
            |seed| plain(seed, 3, 0),
            ask,
            counted,
        ),
        Check::new(
            5,
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

/// Whoever merges anywhere but in the manager waits until another does so, too.
fn ask_in_a_race(answers: &Answers, asked: Asked) -> Answered {
    let (pool, manager) = setting(asked.1);
    gate::race(manager.pid());
    ask_with(answers, &asked, &pool, &manager)
}

fn ask_with(answers: &Answers, asked: &Asked, pool: &Pool, manager: &Manager) -> Answered {
    let (texts, _, before) = asked;
    let before: Tally = before.iter().cloned().collect();
    let tally: Shared<Tally> = manager.share(before).expect("the manager is there");
    let ended = in_text((answers.count_and_merge)(pool, &tally, texts));
    let counted = tally.call(|tally, ()| std::mem::take(tally), ());
    let counted = counted.unwrap_or_default().into_iter().collect();
    (ended, counted, pool.worker_pids(), manager.pid())
}

fn without_a_manager(answers: &Answers, (texts, workers, _): Asked) -> Ended {
    let (pool, manager) = setting(workers);
    let tally = manager.share(Tally::new()).expect("the manager is there");
    let tally = gone(&pool, tally);
    drop(manager);
    in_text((answers.count_and_merge)(&pool, &tally, &texts))
}

fn counted(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    all_words(asked, answered, seen)
        .or(|| match asked.0.is_empty() {
            true => Verdict::Pass,
            false => in_the_manager(answered.3, seen),
        })
        .asked(describe(asked))
}

/// How many requests to merge there were. A tally of one's own may be made with `merge` as well.
fn requests(manager: u32, seen: &Observed) -> usize {
    let merges = seen.of("merge").calls;
    merges.iter().filter(|call| call.pid == manager).count()
}

fn in_the_manager(manager: u32, seen: &Observed) -> Verdict {
    if requests(manager, seen) > 0 {
        return Verdict::Pass;
    }
    match seen.of("merge").calls.is_empty() {
        true => Verdict::wrong(
            "calls of `merge`",
            "none at all",
            "Have the manager add a whole text's counts with `manager::merge`: `tally.call(manager::merge, own)`.",
        ),
        false => Verdict::wrong(
            "`merge` in the manager",
            "`merge` in other processes only",
            "There it adds to a copy. To fetch the tally, change it and put it back is three steps, and what others \
             put back meanwhile is lost. `call` sends the function to the manager.",
        ),
    }
}

/// Fewer are as good: nobody need ask for each text if the results are merged on the way.
fn few_requests(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let (requests, texts) = (requests(answered.3, seen), asked.0.len());
    counted(asked, answered, seen).or(|| match requests <= texts {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("at most {texts} requests to merge: one for each text"),
            format!("{requests} requests"),
            "One for each word? Count all words of a text in a `Tally` of the worker's own first, which costs nothing, \
             and ask once.",
        )
        .asked(describe(asked)),
    })
}

fn all_at_once(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    counted(asked, answered, seen).or(|| side_by_side(seen, "words", 3).asked(describe(asked)))
}
