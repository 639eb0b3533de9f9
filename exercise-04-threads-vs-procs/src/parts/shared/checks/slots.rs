//! Judges TODO(3): no two counters on the same line of a cache.

use crate::parts::shared::Answers;
use common::check::{Check, Verdict};
use common::witness::Observed;

/// How many workers, how many bytes an element has, and how many a line.
type Asked = Vec<(usize, usize, usize)>;
type Answered = Vec<Vec<usize>>;

pub fn checks() -> Vec<Check<Answers>> {
    let check =
        |sentence, input, judge| Check::new(3, sentence, input, ask, judge).in_words(in_words);
    vec![
        check("gives_each_worker_a_line_of_its_own", some, apart).points(2),
        check("uses_no_more_than_a_line_for_each", some, thrifty),
        check("copes_with_any_size_of_element", odd, all),
    ]
}

fn in_words(asked: &Asked) -> String {
    let case = |(workers, element, line): &(usize, usize, usize)| {
        format!("{workers} workers, {element} of {line} bytes")
    };
    let cases: Vec<String> = asked.iter().map(case).collect();
    cases.join("; ")
}

fn ask(answers: &Answers, asked: Asked) -> Answered {
    let slots = |(workers, element, line)| (answers.slots)(workers, element, line);
    asked.into_iter().map(slots).collect()
}

fn some(seed: u64) -> Asked {
    let workers = 3 + (seed % 7) as usize;
    vec![(2, 8, 64), (workers, 8, 128), (workers, 8, 64)]
}

fn odd(seed: u64) -> Asked {
    let workers = 3 + (seed % 7) as usize;
    vec![
        (workers, 1, 64),
        (workers, 4, 128),
        (4, 64, 64),
        (1, 2, 64),
        (0, 8, 64),
    ]
}

fn each(
    asked: &Asked,
    answered: &Answered,
    judge: fn((usize, usize, usize), &[usize]) -> Verdict,
) -> Verdict {
    let cases = asked.iter().zip(answered);
    let verdicts = cases.map(|(&case, slots)| {
        let (workers, element, line) = case;
        judge(case, slots).asked(format!(
            "{workers} workers, elements of {element} bytes, lines of {line}"
        ))
    });
    verdicts.fold(Verdict::Pass, |first, next| first.or(|| next))
}

fn apart(asked: &Asked, answered: &Answered, _: &Observed) -> Verdict {
    each(asked, answered, one_apart)
}

fn thrifty(asked: &Asked, answered: &Answered, _: &Observed) -> Verdict {
    each(asked, answered, one_thrifty)
}

fn all(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    apart(asked, answered, seen).or(|| thrifty(asked, answered, seen))
}

fn one_apart((workers, element, line): (usize, usize, usize), slots: &[usize]) -> Verdict {
    if slots.len() != workers {
        return Verdict::wrong(
            format!("{workers} indices"),
            slots.len().to_string(),
            "Each worker gets one counter.",
        );
    }
    let of = |slot: usize| slot.saturating_mul(element) / line;
    for (b, &second) in slots.iter().enumerate() {
        let Some(a) = slots[..b].iter().position(|&first| of(first) == of(second)) else {
            continue;
        };
        let first = slots[a];
        return Verdict::wrong(
            "all counters on different lines",
            format!(
                "worker {a} at index {first} and worker {b} at index {second}, both on line {}",
                of(first)
            ),
            "Whenever one of them adds, the other's core loses the line and has to fetch it again. Count how \
             many elements fill a line; so far apart are the counters.",
        );
    }
    Verdict::Pass
}

fn one_thrifty((workers, element, line): (usize, usize, usize), slots: &[usize]) -> Verdict {
    let last = slots
        .iter()
        .max()
        .map_or(0, |last| last.saturating_mul(element) / line + 1);
    match last <= workers {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("at most {workers} lines of memory"),
            format!("{last} lines"),
            match slots
                .windows(2)
                .all(|pair| pair[0].abs_diff(pair[1]) == line)
            {
                true => {
                    "An index counts elements, not bytes: `line` bytes hold `line / element` of them."
                }
                false => {
                    "The first counter may lie at index 0, and each of the others `line / element` indices \
                     behind the one before: any more is memory that nobody uses."
                }
            },
        ),
    }
}
