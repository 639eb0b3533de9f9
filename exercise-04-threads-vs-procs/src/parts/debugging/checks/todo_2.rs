//! Judges TODO(2): ballots that are counted in several processes.

use crate::parts::debugging::Answers;
use common::check::{Check, Verdict};
use common::witness::Observed;

/// The ballots in each box, and how many workers there are.
type Asked = (Vec<u64>, usize);
type Answered = Result<u64, String>;

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(2, "counts_every_ballot", some, counted, right),
        Check::new(2, "counts_no_ballots", |_| (vec![0; 3], 2), counted, right),
        Check::new(
            2,
            "loses_nothing_when_two_count_at_once",
            two,
            counted,
            right,
        )
        .points(2),
    ]
}

fn some(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    ((0..7).map(|_| random.u64(1..20)).collect(), 3)
}

/// One ballot each: whoever looks at the total is held until the other has looked, too.
fn two(_: u64) -> Asked {
    (vec![1, 1], 2)
}

fn counted(answers: &Answers, (boxes, workers): Asked) -> Answered {
    (answers.tally)(&boxes, workers).map_err(|error| error.to_string())
}

fn right((boxes, workers): &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let cast: u64 = boxes.iter().sum();
    let asked = format!("boxes of {boxes:?} ballots, {workers} workers");
    let expected = format!("{cast} ballots");
    match answered {
        Ok(counted) if *counted == cast => Verdict::Pass,
        Err(error) => Verdict::wrong(expected, format!("an error: {error}"), "Nothing has failed here."),
        Ok(counted) if *counted > cast => Verdict::wrong(
            expected,
            format!("{counted} ballots"),
            "Some are counted more than once.",
        ),
        Ok(counted) => {
            let loads = seen.of("load");
            let first: Vec<String> = loads.calls.iter().take(2).map(load).collect();
            let saw = match first.len() {
                2 => format!("{counted} ballots; {}", first.join(", ")),
                _ => format!("{counted} ballots"),
            };
            let so = match loads.calls.is_empty() {
                true => "Each ballot must be counted, whichever box it is in.",
                false => {
                    "Between `load` and `store` another process may come: both see the same number, \
                     both store the next one, and one ballot is lost. It has to be one step."
                }
            };
            Verdict::wrong(expected, saw, so)
        }
    }
    .asked(asked)
}

fn load(call: &common::witness::Seen) -> String {
    format!("process {} loaded {}", call.pid, call.item)
}
