//! TODO(2): is the search lazy, does it stop, and do results keep their numbers?

use super::searches::{Answered, Asked, DREW_ALL, ENDLESS, WINDOW, odd, start};
use super::searches::{closed_pool, one_is_slow, one_waits_for_the_end, only_primes};
use super::searches::{others_wait_for_the_end, search, third_fails};
use super::seen::{counted, in_the_pool};
use crate::parts::futures::{Answers, gate};
use common::check::{Check, Verdict};
use common::primes::is_prime;
use common::witness::Observed;

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            2,
            "finds_primes",
            |seed| (start(seed), ENDLESS, 5),
            search,
            right,
        ),
        Check::new(
            2,
            "ends_with_the_candidates",
            |seed| (start(seed), 40, 30),
            search,
            right,
        ),
        Check::new(2, "copes_with_no_candidates", |_| (3, 0, 1), search, right),
        Check::new(
            2,
            "wants_no_primes_and_draws_nothing",
            |seed| (start(seed), ENDLESS, 0),
            search,
            draws_few,
        ),
        Check::new(
            2,
            "draws_no_more_than_the_window",
            |seed| (start(seed), ENDLESS, 5),
            only_primes,
            draws_few,
        )
        .points(2),
        Check::new(
            2,
            "keeps_each_result_with_its_number",
            |seed| (start(seed), ENDLESS, 6),
            one_is_slow,
            numbers_match,
        )
        .points(2),
        Check::new(
            2,
            "is_not_held_up_by_a_slow_candidate",
            |seed| (start(seed), ENDLESS, 6),
            one_waits_for_the_end,
            not_held_up,
        ),
        Check::new(
            2,
            "leaves_nothing_running_when_it_stops",
            |seed| (start(seed), ENDLESS, 2),
            others_wait_for_the_end,
            nothing_runs_on,
        )
        .points(2),
        Check::new(
            2,
            "hands_an_error_on",
            |seed| (start(seed), ENDLESS, 3),
            closed_pool,
            an_error,
        ),
        Check::new(
            2,
            "hands_an_error_on_among_good_results",
            |seed| (start(seed), ENDLESS, 40),
            third_fails,
            the_third_error,
        ),
    ];
    let with_words = |check: Check<Answers>| check.in_words(describe).late(LATE);
    checks.into_iter().map(with_words).collect()
}

const LATE: &str = "Does the search end once it has as many as are wanted? There are always more \
                    candidates. Or does it wait for a task that nobody runs?";

fn describe((start, count, wanted): &Asked) -> String {
    let of = match *count {
        ENDLESS => "numbers without end".to_string(),
        count => format!("{count} numbers"),
    };
    format!("{wanted} primes among {of}, from {start}")
}

fn right(asked: &Asked, (found, _, pids): &Answered, seen: &Observed) -> Verdict {
    let &(start, count, wanted) = asked;
    let primes = odd(start).take(count).filter(|&n| is_prime(n)).take(wanted);
    let there = primes.count();
    let expected = format!("{there} different primes");
    let found = match found {
        Ok(found) => found,
        Err(kind) if kind == DREW_ALL => {
            let saw = format!("{ENDLESS} candidates drawn, and more asked for");
            let so = "There are always more. Are they collected, or handed in without a bound, \
                      before the first result is looked at?";
            return Verdict::wrong(expected, saw, so).asked(describe(asked));
        }
        Err(kind) => {
            let so = "There was no error to hand on.";
            return Verdict::wrong(expected, format!("an error: {kind}"), so)
                .asked(describe(asked));
        }
    };
    let mut different = found.clone();
    different.sort_unstable();
    different.dedup();
    let verdict = if let Some(n) = found.iter().find(|&&n| !is_prime(n)) {
        let so = "A result that belongs to another number? Results come in any order, so `zip` \
                  with the candidates mixes them up. Let the task give back its number, too.";
        Verdict::wrong("primes", format!("{n}, which is not one"), so)
    } else if different.len() != found.len() {
        let so = "The same prime twice: is each candidate handed in once?";
        Verdict::wrong(expected, format!("{found:?}"), so)
    } else if found.len() < there {
        let so = "Too few, although there were more. Were results lost at the end?";
        Verdict::wrong(expected, format!("{}", found.len()), so)
    } else if found.len() > there {
        let so = "More than were wanted: what comes after the last one is not to be waited for.";
        Verdict::wrong(expected, format!("{}", found.len()), so)
    } else if there > 0 {
        in_the_pool(&seen.of("is_prime"), pids, "is_prime")
    } else {
        Verdict::Pass
    };
    verdict.asked(describe(asked))
}

fn draws_few(asked: &Asked, answer: &Answered, seen: &Observed) -> Verdict {
    right(asked, answer, seen).or(|| few(asked, answer))
}

/// Each result that is taken lets the window go on by one.
fn few(asked: &Asked, (_, drawn, _): &Answered) -> Verdict {
    let most = asked.2 + WINDOW;
    let verdict = match (asked.2, *drawn) {
        (_, 0) => Verdict::Pass,
        (0, n) => Verdict::wrong(
            "no candidate drawn",
            format!("{n} drawn"),
            "Nothing is wanted, so nothing may be drawn. The iterator draws its window at the \
             first `next`: test before, or use `take`.",
        ),
        (_, n) if n <= most => Verdict::Pass,
        (_, n) => Verdict::wrong(
            format!("{most} candidates drawn at most: {WINDOW} more than there are results"),
            format!("{n} drawn"),
            "Candidates are drawn as the pool needs them, and none once there are enough primes.",
        ),
    };
    verdict.asked(format!("{}; all are primes", describe(asked)))
}

fn numbers_match(asked: &Asked, answer: &Answered, seen: &Observed) -> Verdict {
    right(asked, answer, seen).asked(format!("{}; the first one is slow", describe(asked)))
}

fn not_held_up(asked: &Asked, answer: &Answered, seen: &Observed) -> Verdict {
    right(asked, answer, seen)
        .or(|| match gate::has_given_up(seen) {
            false => Verdict::Pass,
            true => Verdict::wrong(
                "six primes, while the first candidate was still being tested",
                "nothing, until the first candidate was done",
                "One slow candidate held up all others. Is this `imap`, which keeps the order, or \
                 one batch after the other, or one at a time (`apply`)? `imap_unordered` gives \
                 results as they come.",
            ),
        })
        .asked(format!("{}; the first one is very slow", describe(asked)))
}

fn nothing_runs_on(asked: &Asked, answer: &Answered, seen: &Observed) -> Verdict {
    let text = format!("{}; after two, each is very slow", describe(asked));
    right(&(asked.0, asked.1, asked.2), answer, seen)
        .or(|| {
            if gate::has_given_up(seen) {
                return Verdict::wrong(
                    "two primes, as soon as they were found",
                    "nothing, until slow candidates were done as well",
                    "Enough had been found, and the search went on. Stop at the last one that is \
                     wanted, in the middle of whatever is under way.",
                );
            }
            let returned = seen.calls.iter().find(|call| call.item == "returned");
            let returned = returned.map_or(usize::MAX, |call| call.start);
            let calls = seen.of("is_prime").calls;
            let after = calls.iter().filter(|call| call.start > returned).count();
            match after {
                // A worker may have been handed one at this very moment.
                0..=2 => Verdict::Pass,
                n => Verdict::wrong(
                    "no candidate tested after your function has returned",
                    format!("{n} more, one after the other"),
                    "What was handed in goes on in the pool. The lazy maps take back what nobody \
                     has begun when they are dropped; a `Task` is taken back by `cancel`.",
                ),
            }
        })
        .asked(text)
}

const KEEPS_ON: &str = "The search goes on after an error. Are errors dropped, or kept for \
                        later? Hand the first one on as soon as it comes. (Or are all \
                        candidates drawn before the first result is looked at?)";

fn an_error(asked: &Asked, (found, ..): &Answered, _: &Observed) -> Verdict {
    match found {
        Err(kind) if kind == DREW_ALL => Verdict::wrong(
            "an error, at once: the pool takes no more tasks",
            format!("{ENDLESS} candidates drawn, and more asked for"),
            KEEPS_ON,
        ),
        Err(_) => Verdict::Pass,
        Ok(found) => Verdict::wrong(
            "an error: the pool takes no more tasks",
            format!("{} and no error", counted(found.len(), "prime", "primes")),
            "Errors are dropped, so a search that cannot work looks like one that found nothing. \
             Hand the first one on.",
        ),
    }
    .asked(format!("{}; the pool is closed", describe(asked)))
}

fn the_third_error(asked: &Asked, (found, ..): &Answered, _: &Observed) -> Verdict {
    let expected = "the error of the third candidate: its task panicked";
    match found {
        Err(kind) if kind == "panicked" => Verdict::Pass,
        Err(kind) if kind == DREW_ALL => Verdict::wrong(
            expected,
            format!("{ENDLESS} candidates drawn, and more asked for"),
            KEEPS_ON,
        ),
        Err(kind) => Verdict::wrong(
            expected,
            format!("another error: {kind}"),
            "Hand it on as it is.",
        ),
        Ok(found) => Verdict::wrong(
            expected,
            format!("{} and no error", counted(found.len(), "prime", "primes")),
            "An error among good results is lost. Hand the first one on as soon as it comes, \
             whatever was found before.",
        ),
    }
    .asked(format!(
        "{}; all are primes, and the task on the third fails",
        describe(asked)
    ))
}
