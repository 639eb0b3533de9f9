//! TODO(2): is the search lazy, does it stop, and do results keep their numbers?

use super::seen::in_the_pool;
use crate::parts::futures::errors::kind;
use crate::parts::futures::{Answers, Candidates, gate};
use common::check::{Check, Verdict};
use common::primes::is_prime;
use common::process::Pool;
use common::witness::Observed;

/// A question: where the candidates begin, how many there are, and how many primes are wanted.
type Asked = (u64, usize, usize);
/// An answer: the primes, or the kind of error; how many candidates were drawn; the pool's processes.
type Answered = (Result<Vec<u64>, String>, usize, Vec<u32>);

/// Candidates without end, as far as anybody needs them.
const ENDLESS: usize = 3_000;
/// How many the pool of a check may have under way.
const WINDOW: usize = 16;

pub fn checks() -> Vec<Check<Answers>> {
    vec![
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
            |seed| (start(seed), 200, 3),
            closed_pool,
            an_error,
        ),
    ]
}

fn start(seed: u64) -> u64 {
    1_001 + 2 * (seed % 100_000)
}

/// The odd numbers from `start`.
fn odd(start: u64) -> impl Iterator<Item = u64> {
    (start..).step_by(2)
}

fn primes(start: u64) -> impl Iterator<Item = u64> {
    odd(start).filter(|&n| is_prime(n))
}

/// Odd numbers, of which every second is a prime.
fn half(start: u64) -> impl Iterator<Item = u64> {
    let others = odd(start).filter(|&n| !is_prime(n));
    others
        .zip(primes(start))
        .flat_map(|(other, prime)| [other, prime])
}

fn pool() -> Pool {
    let settings = Pool::builder().workers(2).window(WINDOW);
    settings.build().expect("the system gives us processes")
}

fn ask(answers: &Answers, pool: Pool, mut candidates: Candidates, wanted: usize) -> Answered {
    let pids = pool.worker_pids();
    let found = (answers.find_primes)(&pool, &mut candidates, wanted);
    gate::mark("returned");
    // What was handed in and not taken back is done now.
    drop(pool);
    let found = found.map_err(|error| kind(&error).to_string());
    (found, candidates.drawn(), pids)
}

fn search(answers: &Answers, (start, count, wanted): Asked) -> Answered {
    let candidates = Candidates::new(odd(start).take(count), ENDLESS);
    ask(answers, pool(), candidates, wanted)
}

/// Every result is one that is wanted.
fn only_primes(answers: &Answers, (start, _, wanted): Asked) -> Answered {
    ask(
        answers,
        pool(),
        Candidates::new(primes(start), ENDLESS),
        wanted,
    )
}

/// The first candidate, no prime, is done only after five others.
fn one_is_slow(answers: &Answers, (start, _, wanted): Asked) -> Answered {
    let fifth = half(start).nth(5).unwrap_or_default();
    gate::hold(
        half(start).next().unwrap_or_default(),
        &format!("is_prime {fifth}"),
    );
    ask(
        answers,
        pool(),
        Candidates::new(half(start), ENDLESS),
        wanted,
    )
}

/// The first candidate is done only when the answer has returned.
fn one_waits_for_the_end(answers: &Answers, (start, _, wanted): Asked) -> Answered {
    gate::hold(half(start).next().unwrap_or_default(), "mark returned");
    ask(
        answers,
        pool(),
        Candidates::new(half(start), ENDLESS),
        wanted,
    )
}

/// Primes only. All but those that are wanted are done only when the answer has returned.
fn others_wait_for_the_end(answers: &Answers, (start, _, wanted): Asked) -> Answered {
    for prime in primes(start).skip(wanted).take(2 * WINDOW) {
        gate::hold(prime, "mark returned");
    }
    ask(
        answers,
        pool(),
        Candidates::new(primes(start), ENDLESS),
        wanted,
    )
}

fn closed_pool(answers: &Answers, (start, count, wanted): Asked) -> Answered {
    let (pool, candidates) = (pool(), Candidates::new(odd(start).take(count), ENDLESS));
    pool.close();
    ask(answers, pool, candidates, wanted)
}

fn describe((start, count, wanted): &Asked) -> String {
    let of = match *count {
        ENDLESS => "numbers without end".to_string(),
        count => format!("{count} numbers"),
    };
    format!("{wanted} primes among {of}, from {start}, on 2 workers")
}

fn right(asked: &Asked, (found, _, pids): &Answered, seen: &Observed) -> Verdict {
    let &(start, count, wanted) = asked;
    let primes = odd(start).take(count).filter(|&n| is_prime(n)).take(wanted);
    let there = primes.count();
    let expected = format!("{there} different primes");
    let found = match found {
        Ok(found) => found,
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
    let most = if asked.2 == 0 { 0 } else { asked.2 + WINDOW };
    match *drawn <= most {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("{most} candidates drawn at most: {WINDOW} more than there are results"),
            format!("{drawn} drawn"),
            "Candidates are drawn as the pool needs them, and none once there are enough primes.",
        )
        .asked(format!("{}; all are primes", describe(asked))),
    }
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
                 one batch after the other? `imap_unordered` gives results as they come.",
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

fn an_error(asked: &Asked, (found, ..): &Answered, _: &Observed) -> Verdict {
    match found {
        Err(_) => Verdict::Pass,
        Ok(found) => Verdict::wrong(
            "an error: the pool takes no more tasks",
            format!("{} primes and no error", found.len()),
            "Errors are dropped, so a search that cannot work looks like one that found nothing. \
             Hand the first one on.",
        ),
    }
    .asked(format!("{}; the pool is closed", describe(asked)))
}
