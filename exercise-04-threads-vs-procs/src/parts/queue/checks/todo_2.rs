//! Judges TODO(2): the totals of the parts, merged in the order of the parts.

use super::asked::{self, Answered, all_joined, in_children, is_stuck, result, verdict};
use crate::parts::queue::Answers;
use crate::parts::queue::gate::{self, Until};
use crate::parts::queue::work::{NOTHING, Total, merge};
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::ops::Range;

type Parts = Vec<Range<u64>>;
type Answer = Answered<Total>;

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(
            2,
            "adds_two_numbers",
            |seed| vec![seed % 90..seed % 90 + 1, 7..8],
            ask,
            right,
        ),
        Check::new(2, "adds_up_several_parts", |seed| some(seed, 5), ask, right),
        Check::new(2, "copes_with_one_part", |seed| some(seed, 1), ask, right),
        Check::new(2, "copes_with_no_parts", |_| vec![], ask, right),
        Check::new(2, "copes_with_empty_parts", with_empty, ask, right),
        Check::new(
            2,
            "merges_in_the_order_of_the_parts",
            |seed| some(seed, 3),
            ask_late_first,
            in_order,
        )
        .points(2),
        Check::new(
            2,
            "lets_the_children_work_side_by_side",
            |seed| some(seed, 3),
            ask,
            side_by_side,
        )
        .holding(3),
        Check::new(
            2,
            "waits_for_its_children",
            |seed| some(seed, 2),
            ask_late,
            joined,
        ),
    ];
    checks
        .into_iter()
        .map(|check| check.in_words(in_words))
        .collect()
}

/// Parts that are in no order of their own, so that only their places say which comes first.
fn some(seed: u64, count: usize) -> Parts {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut parts: Parts = (0..count as u64)
        .map(|i| {
            let start = 1_000 * i + random.u64(1..400);
            start..start + random.u64(2..400)
        })
        .collect();
    random.shuffle(&mut parts);
    parts
}

fn with_empty(seed: u64) -> Parts {
    let mut parts = some(seed, 3);
    (parts[0], parts[2]) = (5..5, 0..0);
    parts
}

fn in_words(parts: &Parts) -> String {
    format!("{parts:?}")
}

fn ask(answers: &Answers, parts: Parts) -> Answer {
    let total_of = answers.total_of;
    asked::ask(move || total_of(&parts))
}

fn ask_late(answers: &Answers, parts: Parts) -> Answer {
    let total_of = answers.total_of;
    asked::ask_late(move || total_of(&parts))
}

/// The first part is worked on until all others have sent what they had, and have ended: so it comes last.
fn ask_late_first(answers: &Answers, parts: Parts) -> Answer {
    gate::hold(
        "total",
        &format!("{:?}", parts[0]),
        &Until::Gone(parts.len() - 1),
    );
    ask(answers, parts)
}

fn of_part(part: &Range<u64>) -> Total {
    part.clone()
        .fold(NOTHING, |before, n| merge(before, (n, 31, n)))
}

fn merged<'a>(parts: impl Iterator<Item = &'a Range<u64>>) -> Total {
    parts.map(of_part).fold(NOTHING, merge)
}

const ORDER: &str = "A sum is the same in any order, a digest is not. Which result comes first depends on who is \
                     done first, so send the place of the part along, and merge in the order of the places.";

fn right(parts: &Parts, answered: &Answer, seen: &Observed) -> Verdict {
    verdict(same(parts, answered, seen))
}

fn stuck() -> String {
    "Who waits for a result that nobody sends? Or does a child wait for room in a queue that nobody empties, \
     because the parent waits for a child first?"
        .to_string()
}

fn same(parts: &Parts, answered: &Answer, seen: &Observed) -> Result<Verdict, Verdict> {
    let right = merged(parts.iter());
    let expected = words(&right);
    let total = result(answered, &expected, stuck)?;
    if *total == right {
        return Ok(in_children(seen, "total", parts.len()));
    }
    let so = match (total.0 == right.0, *total == merged(parts.iter().rev())) {
        (true, true) => {
            "The sum is right, and the digest is that of the parts from right to left: `merge(left, right)` takes \
             what stands before first."
        }
        (true, false) => {
            let mut ascending = parts.clone();
            ascending.sort_by_key(|part| part.start);
            match *total == merged(ascending.iter()) {
                true => {
                    "The parts need not be in ascending order: merge them in the order in which they stand in \
                     `parts`. Send the place of each part along."
                }
                false => ORDER,
            }
        }
        _ => {
            "Is the total of each part there, once? Merge them with `queue::merge`, beginning with \
              `queue::NOTHING`."
        }
    };
    Err(Verdict::wrong(expected, words(total), so))
}

fn words((sum, factor, digest): &Total) -> String {
    format!("sum {sum}, factor {factor:x}, digest {digest:x}")
}

fn in_order(parts: &Parts, answered: &Answer, seen: &Observed) -> Verdict {
    let text = format!("{}, of which the first is done last", in_words(parts));
    let verdict = right(parts, answered, seen);
    let waited_in_vain = gate::has_given_up(seen) && !is_stuck(answered);
    let together = || match waited_in_vain {
        false => Verdict::Pass,
        true => Verdict::serial(
            format!(
                "{} children, of which all but the first can end",
                parts.len()
            ),
            "the others did not end before the first had",
            "Does a child wait for another one? Start all, and let each end when it has sent its total.",
        ),
    };
    verdict.or(together).asked(text)
}

fn side_by_side(parts: &Parts, answered: &Answer, seen: &Observed) -> Verdict {
    right(parts, answered, seen).or(|| match seen.of("total").most_at_once() {
        n if n >= parts.len() => Verdict::Pass,
        n => Verdict::serial(
            format!("{} calls of `total` at the same time", parts.len()),
            format!("at most {n}"),
            "The children worked one after another. Start all of them before you wait for the first.",
        ),
    })
}

fn joined(parts: &Parts, answered: &Answer, seen: &Observed) -> Verdict {
    right(parts, answered, seen).or(|| all_joined(answered))
}
