//! Judges TODO(2): ballots that are counted in several processes.

use crate::parts::debugging::ballots::DEADLY;
use crate::parts::debugging::{Answers, BallotBox};
use common::check::{Check, Verdict};
use common::witness::{Observed, Seen};

/// The ballots in each box, and how many workers there are.
type Asked = (Vec<u64>, usize);
type Answered = Result<u64, String>;

pub fn checks() -> Vec<Check<Answers>> {
    vec![
        Check::new(2, "counts_every_ballot", some, counted, in_workers).holding(2),
        Check::new(2, "counts_no_ballots", |_| (vec![0; 3], 2), counted, right),
        Check::new(
            2,
            "loses_nothing_when_two_count_at_once",
            two,
            counted,
            in_workers,
        )
        .points(2)
        .holding(2),
        Check::new(2, "tells_of_a_worker_that_died", deadly, counted, told),
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

fn deadly(_: u64) -> Asked {
    (vec![3, DEADLY, 4], 2)
}

fn counted(answers: &Answers, (boxes, workers): Asked) -> Answered {
    let boxes: Vec<BallotBox> = boxes.into_iter().map(BallotBox::new).collect();
    (answers.tally)(&boxes, workers).map_err(|error| error.to_string())
}

fn in_words((boxes, workers): &Asked) -> String {
    format!("boxes of {boxes:?} ballots, {workers} workers")
}

fn right(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let cast: u64 = asked.0.iter().sum();
    let expected = format!("{cast} ballots");
    match answered {
        Ok(counted) if *counted == cast => Verdict::Pass,
        Err(error) => {
            let saw = format!("an error: {error}");
            Verdict::wrong(expected, saw, "Nothing has failed here.")
        }
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
    .asked(in_words(asked))
}

fn load(call: &Seen) -> String {
    format!("process {} loaded {}", call.pid, call.item)
}

/// Right, and counted by several processes, each of which had a box before another one was done.
fn in_workers(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let verdict = || {
        if seen.of("open").processes().contains(&seen.asked_pid) {
            return Verdict::serial(
                "the workers open the boxes",
                "this process opened them itself",
                "No ballot is lost like that, and nothing is counted side by side. Mend how the workers count, and \
                 leave the rest as it is.",
            );
        }
        let received = seen.of("receive");
        match received.processes().len().min(received.most_at_once()) {
            2.. => Verdict::Pass,
            n => Verdict::serial(
                "2 workers with a box each, at the same time",
                format!("at most {n}, who counted box after box"),
                "Where only one counts nobody comes between, and nothing is gained from the others. Mend how the \
                 workers count, and let `workers` of them do so.",
            ),
        }
    };
    right(asked, answered, seen).or(|| verdict().asked(in_words(asked)))
}

fn told(_: &Asked, answered: &Answered, _: &Observed) -> Verdict {
    match answered {
        Err(_) => Verdict::Pass,
        Ok(counted) => Verdict::wrong(
            "an error that says so",
            format!("{counted} ballots, as if that were all"),
            "A worker died with its box, and nobody knows how many ballots are missing. `map`, and each `get`, tell \
             of it: hand that on.",
        )
        .asked("3 boxes, 2 workers, one of which dies"),
    }
}
