//! Judges TODO(5): a conversation of two, and its end.

use super::asked::{self, Answered, all_joined, in_children, result, verdict};
use crate::parts::queue::{Answers, Secret};
use common::check::{Check, Verdict};
use common::witness::Observed;

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
            found,
        ),
        Check::new(5, "finds_the_lowest_number", |_| (0, 1_000), ask, found),
        Check::new(5, "finds_the_highest_number", |_| (999, 1_000), ask, found),
        Check::new(5, "copes_with_a_single_number", |_| (0, 1), ask, found),
        Check::new(
            5,
            "asks_no_more_than_it_must",
            |seed| (500 + seed % 500, 1_000),
            ask,
            thrifty,
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
            "(`(low + high) / 2` is more than a u64 can hold; `low + (high - low) / 2` is not.)",
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
    let found = result(answered, &expected, || who_waits(asked, seen))?;
    if *found != asked.0 {
        let so = "`Lower` and `Higher` say where the number is, seen from the guess.";
        return Err(Verdict::wrong(expected, format!("{found}"), so));
    }
    Ok(in_children(seen, "compare", 1).or(|| all_joined(answered)))
}

fn who_waits((number, _): &Asked, seen: &Observed) -> String {
    let compared = seen.of("compare").calls;
    let so = match compared.iter().any(|call| call.item == number.to_string()) {
        _ if compared.is_empty() => {
            "Both listen, and nobody speaks. One asks and then listens, the other listens and then answers."
        }
        true => {
            "The number is found, and the child waits for another question, while the parent waits for the \
             child. A pipe ends when one of its ends is gone: drop yours, and join then."
        }
        false => {
            "The conversation stopped half-way: the child answered, and both listen now. Each question gets one \
             answer, each answer is received once."
        }
    };
    so.to_string()
}

fn thrifty(asked: &Asked, answered: &Answer, seen: &Observed) -> Verdict {
    let most = asked.1.ilog2() as usize + 1;
    let questions = seen.of("compare").calls.len();
    found(asked, answered, seen).or(|| match questions <= most {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("at most {most} questions"),
            format!("{questions} questions"),
            "Let the reply decide what you ask next: ask for the middle of what is left, and each reply \
             halves it.",
        ),
    })
}
