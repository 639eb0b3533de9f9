//! Judges TODO(1): no update is lost, with a lock and in one step.

use super::seen::*;
use crate::parts::shared::Answers;
use crate::parts::shared::gate::{Rivalry, with_rival};
use common::check::{Check, Verdict};
use common::witness::Observed;

/// How many times each task is to count, how many workers there are, and where the counter begins.
type Asked = (Vec<u32>, usize, i32);
/// What came back, where the counter ended, whether a rival came between two steps, and the pool's workers.
type Answered = (Done, i32, Rivalry, Vec<u32>);

pub fn checks() -> Vec<Check<Answers>> {
    let late = "(Who takes a lock that it holds already waits for ever. So do workers that want a lock which the \
                program holds while it waits for them.)";
    let check =
        |sentence, input, ask, judge| Check::new(1, sentence, input, ask, judge).in_words(in_words);
    let closed = |sentence, ask, judge| {
        check(sentence, two, ask, judge)
            .in_words(closed)
            .panicked(UNWRAPPED)
    };
    vec![
        check(
            "keeps_all_others_out_between_read_and_write",
            two,
            locked_rival,
            kept_out,
        )
        .points(2)
        .late(late),
        check("lets_one_process_in_at_a_time", two, locked, one_at_a_time)
            .holding_briefly(2)
            .late(late),
        check(
            "with_a_lock_copes_with_shares_of_nothing",
            nothing,
            locked,
            all_counted,
        )
        .late(late),
        closed("with_a_lock_hands_an_error_on", locked_closed, told_of_it),
        check("loses_no_update_in_one_step", two, stepped_rival, none_lost).points(2),
        check(
            "updates_in_several_processes_at_once",
            two,
            stepped,
            at_once,
        )
        .holding(2),
        check(
            "stops_at_the_largest_number",
            near_the_end,
            stepped_rival,
            all_counted,
        ),
        check(
            "in_one_step_copes_with_shares_of_nothing",
            nothing,
            stepped,
            all_counted,
        ),
        closed("in_one_step_hands_an_error_on", stepped_closed, told_of_it),
    ]
}

fn two(seed: u64) -> Asked {
    let share = 3 + (seed % 4) as u32;
    (vec![share, share + 1], 2, 10 * seed as i32 % 1000)
}

fn nothing(_: u64) -> Asked {
    // So many that an update which is tried again is not taken for one more.
    (vec![0, 40, 0], 2, 0)
}

/// There is one number left, and the rival takes it.
fn near_the_end(_: u64) -> Asked {
    (vec![5, 6], 2, i32::MAX - 1)
}

fn locked(answers: &Answers, (shares, workers, start): Asked) -> Answered {
    let (pool, counter, lock) = (pool(workers), value(start), lock());
    let outcome = told((answers.with_lock)(&pool, &counter, &lock, &shares));
    (outcome, counter.get(), None, pool.worker_pids())
}

fn locked_closed(answers: &Answers, (shares, _, start): Asked) -> Answered {
    let (pool, counter, lock) = (closed_pool(), value(start), lock());
    let outcome = told((answers.with_lock)(&pool, &counter, &lock, &shares));
    (outcome, counter.get(), None, pool.worker_pids())
}

/// As soon as a task has read the number, somebody else wants to count, too, and keeps to the rules.
fn locked_rival(answers: &Answers, (shares, workers, start): Asked) -> Answered {
    let (pool, counter, lock) = (pool(workers), value(start), lock());
    let rival = || match lock.try_lock() {
        Ok(Some(_guard)) => {
            counter.set(counter.get() + 1);
            true
        }
        _ => false,
    };
    let (outcome, rivalry) = with_rival(1, rival, || {
        told((answers.with_lock)(&pool, &counter, &lock, &shares))
    });
    (outcome, counter.get(), rivalry, pool.worker_pids())
}

fn stepped(answers: &Answers, (shares, workers, start): Asked) -> Answered {
    let (pool, counter) = (pool(workers), value(start));
    let outcome = told((answers.in_one_step)(&pool, &counter, &shares));
    (outcome, counter.get(), None, pool.worker_pids())
}

fn stepped_closed(answers: &Answers, (shares, _, start): Asked) -> Answered {
    let (pool, counter) = (closed_pool(), value(start));
    let outcome = told((answers.in_one_step)(&pool, &counter, &shares));
    (outcome, counter.get(), None, pool.worker_pids())
}

/// As soon as a task asks what comes next, somebody else has counted, and stops where `next` does.
fn stepped_rival(answers: &Answers, (shares, workers, start): Asked) -> Answered {
    let (pool, counter) = (pool(workers), value(start));
    let rival = || {
        counter.update(|n| n.saturating_add(1));
        true
    };
    let (outcome, rivalry) = with_rival(1, rival, || {
        told((answers.in_one_step)(&pool, &counter, &shares))
    });
    (outcome, counter.get(), rivalry, pool.worker_pids())
}

fn in_words((shares, workers, start): &Asked) -> String {
    format!("{shares:?} times from {start} on, {workers} workers")
}

fn closed(asked: &Asked) -> String {
    format!("{}, of a pool that was closed", in_words(asked))
}

/// Whether the counter is where it should be.
fn right(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let ((shares, _, start), (_, counted, rivalry, _)) = (asked, answered);
    let others = u32::from(*rivalry == Some(true));
    let all = shares.iter().sum::<u32>() + others;
    let expected = start.saturating_add_unsigned(all);
    if *counted == expected {
        return Verdict::Pass;
    }
    let calls = seen.of("increment").calls.len() + seen.of("next").calls.len();
    let so = match (*counted < expected, *counted < *start) {
        (_, true) => {
            "The counter began again at the smallest number: that is what `add` does, also if you ask `next` \
             first, for another process may take the last number in between. `next` stays at the largest \
             one, so let it say what comes next: `update`."
        }
        (true, _) if calls < shares.iter().sum::<u32>() as usize => {
            "Not every share was counted to its end. Is there a task for each, and does it count as often as it \
             says?"
        }
        (true, _) => "Updates were lost: somebody wrote back a number that was out of date.",
        (false, _) => {
            "That is too many. One task for each share, and each counts as often as it says."
        }
    };
    let mut verdict = format!("{expected} at the end");
    if others > 0 {
        verdict += ": the shares, and one more by another process meanwhile";
    }
    Verdict::wrong(verdict, counted.to_string(), so)
}

fn kept_out(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let (outcome, counted, rivalry, pids) = answered;
    no_error(outcome)
        .or(|| in_pool("increment", pids, seen))
        .or(|| match rivalry {
            Some(true) => Verdict::wrong(
                "the lock held from the read to the write of `increment`",
                format!(
                    "the lock was free there: another process took it and counted, and at the end it is {counted}, \
                     one lost"
                ),
                "Take the `lock` that you are given, in the worker, before `increment`, and bind its guard: \
                 `let _guard = …` holds it, `let _ = …` drops it at once.",
            ),
            _ => right(asked, answered, seen),
        })
        .asked(in_words(asked))
}

fn one_at_a_time(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    no_error(&answered.0)
        .or(|| in_pool("increment", &answered.3, seen))
        .or(|| match seen.of("increment").most_at_once() {
            0 | 1 => right(asked, answered, seen),
            n => Verdict::wrong(
                "never two processes inside `increment` at the same time",
                format!("{n} of them"),
                "Each task takes `lock`, of which it got a clone, before `increment`, and binds the guard: `let _guard = …` \
                 holds it, `let _ = …` drops it at once. A lock that the program holds for all its workers, or \
                 one that each makes for itself, keeps nobody out.",
            ),
        })
        .asked(in_words(asked))
}

fn none_lost(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let two_steps = || {
        Verdict::wrong(
            "a number that lost no update, although another process came between",
            format!("{}", answered.1),
            "To read, to ask `next` and to write are separate steps, and here another process came between. \
             `counter.update(shared::next)` looks whether the number is still the same when it writes, and \
             else asks again.",
        )
    };
    no_error(&answered.0)
        .or(|| in_pool("next", &answered.3, seen))
        .or(|| match (right(asked, answered, seen), answered.2) {
            (Verdict::Pass, _) => Verdict::Pass,
            (_, Some(true)) if is_less(asked, answered) => two_steps(),
            (wrong, _) => wrong,
        })
        .asked(in_words(asked))
}

/// Whether updates are missing.
fn is_less((shares, _, start): &Asked, (_, counted, ..): &Answered) -> bool {
    (*start..start.saturating_add_unsigned(shares.iter().sum::<u32>() + 1)).contains(counted)
}

fn at_once(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    no_error(&answered.0)
        .or(|| in_pool("next", &answered.3, seen))
        .or(|| side_by_side("next", asked.1, seen))
        .asked(in_words(asked))
}

fn all_counted(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    no_error(&answered.0)
        .or(|| in_given_pool(answered, seen))
        .or(|| right(asked, answered, seen))
        .asked(in_words(asked))
}

/// Whether what was done of the work was done in the pool, in time.
fn in_given_pool(answered: &Answered, seen: &Observed) -> Verdict {
    let is_done = |work: &&str| !seen.of(work).calls.is_empty();
    let work = ["increment", "next"].into_iter().find(is_done);
    work.map_or(Verdict::Pass, |work| in_pool(work, &answered.3, seen))
}

fn told_of_it(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let why = "the pool was closed, and takes no more tasks";
    in_given_pool(answered, seen)
        .or(|| an_error(&answered.0, why))
        .asked(closed(asked))
}
