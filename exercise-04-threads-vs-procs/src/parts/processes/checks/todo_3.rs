//! TODO(3): is a child waited for, asked, killed, no more than it needs? Does it end?

use super::seen::{DIED, PANICKED, kind, left};
use crate::parts::processes::sleeper::RESULT;
use crate::parts::processes::{Answers, Sleeper};
use common::check::{Check, Verdict};
use common::process::Exit;
use common::witness::Observed;
use std::time::Duration;

/// A question: which sleeper, by number; the limit and the grace in milliseconds.
type Asked = (u8, u64, u64);
/// What came of it, how it ended in words, and which children live on.
type Answered = (Option<Result<u64, String>>, Option<String>, Vec<String>);

/// As good as for ever.
const LONG: u64 = 60_000;
const SHORT: u64 = 50;
/// What a right answer needs a twentieth of.
const LIMIT: Duration = Duration::from_secs(6);

const LATE: &str = "You waited longer than needed. `thread::sleep` waits its whole time, `join_timeout` only until the \
                    child ends. And a child that hangs is to be asked after `limit`; one that does not listen \
                    then, to be killed after `grace`.";

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            3,
            "returns_what_comes_in_time",
            |_| asked(Sleeper::Quick, LONG, 1),
            wait,
            right,
        ),
        Check::new(
            3,
            "waits_as_long_as_it_may",
            |_| asked(Sleeper::Slow, LONG, 1),
            wait,
            right,
        ),
        Check::new(
            3,
            "hands_a_panic_on",
            |_| asked(Sleeper::Fails, LONG, 1),
            wait,
            right,
        ),
        Check::new(
            3,
            "asks_one_that_hangs_to_end",
            |_| asked(Sleeper::Hangs, SHORT, LONG),
            wait,
            right,
        )
        .points(2),
        Check::new(
            3,
            "keeps_a_result_that_comes_late",
            |_| asked(Sleeper::Thorough, SHORT, LONG),
            wait,
            right,
        )
        .points(2),
        Check::new(
            3,
            "kills_one_that_does_not_listen",
            |_| asked(Sleeper::Deaf, SHORT, SHORT),
            wait,
            right,
        )
        .points(2),
    ];
    let for_all = |check: Check<Answers>| check.in_words(describe).late(LATE).time_limit(LIMIT);
    checks.into_iter().map(for_all).collect()
}

fn asked(sleeper: Sleeper, limit: u64, grace: u64) -> Asked {
    (sleeper as u8, limit, grace)
}

fn wait(answers: &Answers, (number, limit, grace): Asked) -> Answered {
    let child = Sleeper::from_number(number).start();
    let child = child.expect("the system gives us a process");
    let [limit, grace] = [limit, grace].map(Duration::from_millis);
    let (outcome, exit) = (answers.wait_or_end)(child, limit, grace);
    let outcome = outcome.map(|outcome| outcome.map_err(|error| kind(&error)));
    (outcome, exit.map(|exit| exit.to_string()), left())
}

fn describe((number, limit, grace): &Asked) -> String {
    let child = match Sleeper::from_number(*number) {
        Sleeper::Quick => "a child that returns at once",
        Sleeper::Slow => "a child that returns soon",
        Sleeper::Fails => "a child that panics",
        Sleeper::Hangs => "a child that hangs",
        Sleeper::Tidy => "a child that returns when it is asked to end",
        Sleeper::Thorough => "a child that returns when it is asked to, and has cleared up",
        Sleeper::Deaf => "a child that does not mind being asked to end",
    };
    let time = |millis: &u64| match *millis {
        LONG => "a minute".to_string(),
        millis => format!("{millis} ms"),
    };
    format!("limit {}, grace {}: {child}", time(limit), time(grace))
}

fn right(asked: &Asked, answered: &Answered, _: &Observed) -> Verdict {
    judged(Sleeper::from_number(asked.0), answered).asked(describe(asked))
}

fn judged(sleeper: Sleeper, (outcome, exit, left): &Answered) -> Verdict {
    let right = sleeper.exit().to_string();
    let [terminated, killed] = [15, 9].map(|signal| Exit::Signal(signal).to_string());
    let Some(exit) = exit.as_ref().filter(|_| left.is_empty()) else {
        return Verdict::wrong(
            format!("a child that {right}"),
            "a child that goes on",
            "It must have ended when you return, or it is left behind. Asking it to end is not enough: wait \
             for it afterwards, and if it does not listen, kill it and wait for that.",
        );
    };
    if *exit != right {
        let so = if *exit == killed {
            "It was killed before it was asked, or before its `grace` was over. `terminate` first, then \
             wait for `grace`, whatever `limit` was: only a child that is asked can clear up."
        } else if *exit == terminated {
            "It was asked to end before its time was up. Wait for `limit` first. (Are `limit` and \
             `grace` mixed up?)"
        } else {
            "The status is to be that of the child: `child.exit()`, when it has ended."
        };
        return Verdict::wrong(
            format!("a child that {right}"),
            format!("one that {exit}"),
            so,
        );
    }
    let expected = match sleeper {
        Sleeper::Quick | Sleeper::Slow | Sleeper::Tidy | Sleeper::Thorough => Ok(RESULT),
        Sleeper::Fails => Err(PANICKED.to_string()),
        Sleeper::Hangs | Sleeper::Deaf => Err(format!("{DIED}: it {right}")),
    };
    match outcome {
        Some(outcome) if *outcome == expected => Verdict::Pass,
        Some(outcome) => {
            let so = "Return what `join_timeout` gives, as it is.";
            Verdict::wrong(format!("{expected:?}"), format!("{outcome:?}"), so)
        }
        None if sleeper == Sleeper::Deaf => Verdict::wrong(
            format!("{expected:?}"),
            "no outcome, though the child was killed",
            "Wait after `kill`, too, and keep what that gives: `join_timeout(Duration::MAX)`. `kill` itself \
             tells nothing.",
        ),
        None => Verdict::wrong(
            format!("{expected:?}"),
            "no outcome, though the child has ended",
            "What came of it was lost. Each `join_timeout` may be the one that gives it, also the one \
             after `terminate` or `kill`: a result that comes late is a result.",
        ),
    }
}
