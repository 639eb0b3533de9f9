//! Judges TODO(5): a conversation of two, and its end.

use super::asked::{self, Answered, all_joined, in_children, is_stuck, result, verdict};
use crate::parts::queue::secret::ENDLESS;
use crate::parts::queue::{Answers, Secret, gate};
use common::check::{Check, Verdict};
use common::witness::{Observed, Seen};

/// The number, and what it is below.
type Asked = (u64, u64);
type Answer = Answered<u64>;

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            5,
            "finds_the_number",
            |seed| (seed % 1_000, 1_000),
            ask_late,
            in_good_order,
        ),
        Check::new(5, "finds_the_lowest_number", |_| (0, 1_000), ask, found),
        Check::new(5, "finds_the_highest_number", |_| (999, 1_000), ask, found),
        Check::new(5, "copes_with_a_single_number", |_| (0, 1), ask, found),
        Check::new(
            5,
            "asks_no_more_than_it_must",
            |seed| (500 + seed % 500, 1_000),
            ask,
            found,
        )
        .points(2),
        Check::new(
            5,
            "copes_with_the_largest_numbers",
            |_| (u64::MAX - 1, u64::MAX),
            ask,
            found,
        )
        .panicked(
            "(Is it more than a u64 can hold? `(low + high) / 2` and `below + 1` can be; \
             `low + (high - low) / 2` is not.)",
        ),
    ];
    checks
        .into_iter()
        .map(|check| check.in_words(in_words))
        .collect()
}

fn in_words((number, below): &Asked) -> String {
    format!("a number below {below}; it is {number}")
}

fn ask(answers: &Answers, (number, below): Asked) -> Answer {
    let find_out = answers.find_out;
    asked::ask(move || find_out(Secret::new(number), below))
}

/// The children end a bit later than they might.
fn ask_late(answers: &Answers, (number, below): Asked) -> Answer {
    let find_out = answers.find_out;
    asked::ask_late(move || find_out(Secret::new(number), below))
}

fn found(asked: &Asked, answered: &Answer, seen: &Observed) -> Verdict {
    verdict(number(asked, answered, seen))
}

fn number(asked: &Asked, answered: &Answer, seen: &Observed) -> Result<Verdict, Verdict> {
    let expected = format!("{}", asked.0);
    let questions = seen.of("compare").calls;
    if questions.len() > ENDLESS {
        return Err(too_many(asked, &questions));
    }
    if let (Err((_, text)), false) = (&answered.0, is_stuck(answered)) {
        let saw = format!("an error: {text}");
        return Err(Verdict::wrong(
            expected,
            saw,
            why_an_error(asked, &questions),
        ));
    }
    let found = result(answered, &expected, || who_waits(asked, seen))?;
    if *found != asked.0 {
        let so = "`Lower` and `Higher` say where the number is, seen from the guess.";
        return Err(Verdict::wrong(expected, format!("{found}"), so));
    }
    // A single number is known without a question.
    let silent = asked.1 == 1 && questions.is_empty();
    let in_a_child = match silent {
        true => Verdict::Pass,
        false => in_children(seen, "compare", 1),
    };
    Ok(in_a_child
        .or(|| heard(seen, questions.len()))
        .or(|| match questions.len() <= most(asked) {
            true => Verdict::Pass,
            false => too_many(asked, &questions),
        })
        .or(|| all_joined(answered)))
}

/// How many questions halving needs, at most.
fn most((_, below): &Asked) -> usize {
    below.ilog2() as usize + 1
}

/// Whether the replies came here, and were not used up in the child.
fn heard(seen: &Observed, questions: usize) -> Verdict {
    let replies = seen.of("reply").calls;
    match replies
        .iter()
        .filter(|call| call.pid == seen.asked_pid)
        .count()
    {
        heard if heard >= questions => Verdict::Pass,
        heard => Verdict::wrong(
            format!("{questions} guesses, and as many replies that came to the program"),
            format!("{heard} replies"),
            "The child only keeps the number and answers; the guesses are made here. Send it one guess after another over \
             a pipe, and let it send each `Reply` back.",
        ),
    }
}

fn too_many(asked: &Asked, questions: &[Seen]) -> Verdict {
    let most = match most(asked) {
        1 => "at most 1 question".to_string(),
        most => format!("at most {most} questions"),
    };
    let last = questions.iter().rev().take(3).rev();
    let last: Vec<&str> = last.map(|call| &call.item[..]).collect();
    Verdict::wrong(
        most,
        format!(
            "{} questions; the last guesses were {}",
            questions.len(),
            last.join(", ")
        ),
        "Let the reply decide what you ask next: ask for the middle of what is left, beginning with all numbers \
         below `below`. Each reply halves it, and no guess comes twice.",
    )
}

fn why_an_error((number, _): &Asked, questions: &[Seen]) -> &'static str {
    match questions.iter().any(|call| call.item == number.to_string()) {
        true => {
            "The number is found, and `recv` in the child fails because your end is gone. This is how the child learns \
             of the end, and no failure: `while let Ok(guess) = end.recv()`."
        }
        false => {
            "The child left before you knew the number. It answers one question after another, until its `recv` fails."
        }
    }
}

fn who_waits((number, _): &Asked, seen: &Observed) -> String {
    let compared = seen.of("compare").calls;
    let so = match compared.iter().any(|call| call.item == number.to_string()) {
        _ if compared.is_empty() => {
            "Both listen, and nobody speaks. One asks and then listens, the other listens and then answers."
        }
        true if seen.of("reply").calls.len() >= compared.len() => {
            "The number is found, and the child waits for another question, while the parent waits for the \
             child. A pipe ends when one of its ends is gone: drop yours, and join then."
        }
        _ => {
            "The conversation stopped half-way: the child was asked, and both listen now. Each question gets one \
             answer, `end.send(…)`, and each answer is received once."
        }
    };
    so.to_string()
}

/// Whether the child ended because it knew, and not because somebody ended it.
fn in_good_order(asked: &Asked, answered: &Answer, seen: &Observed) -> Verdict {
    found(asked, answered, seen).or(|| {
        let pids = seen.of("compare").processes();
        match pids.into_iter().all(|pid| gate::has_ended(seen, pid)) {
            true => Verdict::Pass,
            false => Verdict::wrong(
                "a child that ends by itself",
                "a child that was ended, or left",
                "`terminate` and `kill` are for those who do not listen. Drop your end of the pipe: the child's `recv` \
                 fails, its loop ends, and `join` hears that all went well.",
            ),
        }
    })
}
