//! Judges TODO(3): whether the caller hears of what went wrong.

use crate::parts::debugging::Answers;
use crate::parts::debugging::work::ABORTS;
use common::check::{Check, Verdict};
use common::process::Error;
use common::witness::Observed;

type Lines = Vec<String>;
type Answered = Result<Vec<i64>, Error>;

pub fn checks() -> Vec<Check<Answers>> {
    let all = [
        Check::new(3, "reads_every_line_in_order", good, read, all_there),
        Check::new(
            3,
            "tells_of_a_line_that_cannot_be_read",
            one_bad,
            read,
            told,
        )
        .points(2),
        Check::new(
            3,
            "tells_when_several_cannot_be_read",
            several_bad,
            read,
            told,
        ),
        Check::new(3, "tells_of_a_worker_that_died", deadly, read, told),
    ];
    all.into_iter()
        .map(|check| check.panicked(PANICKED))
        .collect()
}

const PANICKED: &str = "The caller should hear of it as an error, which it can hand on, and not lose the \
                        other work of its process: `collect` can make one `Result` of many.";

fn good(seed: u64) -> Lines {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..12).map(|_| random.i64(-50..50).to_string()).collect()
}

fn with(seed: u64, places: &[usize], line: &str) -> Lines {
    let mut lines = good(seed);
    for &place in places {
        lines[place] = line.to_string();
    }
    lines
}

fn one_bad(seed: u64) -> Lines {
    with(seed, &[7], "n/a")
}

fn several_bad(seed: u64) -> Lines {
    with(seed, &[2, 5, 11], "19,5")
}

fn deadly(seed: u64) -> Lines {
    with(seed, &[4], ABORTS)
}

fn read(answers: &Answers, lines: Lines) -> Answered {
    (answers.read_all)(&lines, 2)
}

fn all_there(lines: &Lines, answered: &Answered, _: &Observed) -> Verdict {
    let right: Vec<i64> = lines.iter().filter_map(|line| line.parse().ok()).collect();
    let expected = format!("{} numbers, in the order of their lines", right.len());
    match answered {
        Ok(numbers) if *numbers == right => Verdict::Pass,
        Ok(numbers) if numbers.len() != right.len() => {
            let saw = format!("{} numbers", numbers.len());
            Verdict::wrong(expected, saw, "There must be one number for each line.")
        }
        Ok(_) => Verdict::wrong(
            expected,
            "others",
            "Is each line read once, and none moved?",
        ),
        Err(error) => Verdict::wrong(
            expected,
            format!("an error: {error}"),
            "Each line is in order.",
        ),
    }
    .asked(format!("{} lines, all in order", lines.len()))
}

fn told(lines: &Lines, answered: &Answered, _: &Observed) -> Verdict {
    let is_bad = |line: &String| line.parse::<i64>().is_err();
    let bad: Vec<usize> = (0..lines.len()).filter(|&i| is_bad(&lines[i])).collect();
    let what = &lines[bad[0]];
    let expected = format!("an error that says what became of task {}", bad[0]);
    let expected = match bad.len() {
        1 => expected,
        _ => format!("{expected}, or of another one of {bad:?}"),
    };
    let asked = format!("{} lines, {} of them {what:?}", lines.len(), bad.len());
    let verdict = match answered {
        Err(Error::Panicked { task, .. } | Error::WorkerDied { task, .. })
            if bad.contains(task) =>
        {
            Verdict::Pass
        }
        Err(error) => Verdict::wrong(
            expected,
            format!("an error: {error}"),
            "That is an error, but not the one that happened. Hand on what `get` gives.",
        ),
        Ok(numbers) if numbers.len() == lines.len() => Verdict::wrong(
            expected,
            format!("{} numbers", numbers.len()),
            "A number that stands for an error looks like a result. Whoever adds them up will never know.",
        ),
        Ok(numbers) => Verdict::wrong(
            expected,
            format!("{} numbers, and no word on the others", numbers.len()),
            "The error was there, and `ok()`, `flatten` or a `let _ =` threw it away: the caller takes what is \
             left for all there was. Hand the error on.",
        ),
    };
    verdict.asked(asked)
}
