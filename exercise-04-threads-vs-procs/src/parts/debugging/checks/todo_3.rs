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
        Check::new(3, "reads_every_line_in_order", good, read, in_workers).holding(2),
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
                        other work of its process: `collect` can make one `Result` of many. (Was it `read` that \
                        panicked? Then you read in this process; have the workers read.)";

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
        Ok(numbers) => {
            let at = (0..right.len()).find(|&i| numbers[i] != right[i]);
            let at = at.unwrap_or_default();
            let saw = format!("{} for line {at}, which is {:?}", numbers[at], lines[at]);
            Verdict::wrong(expected, saw, "Is each line read once, and none moved?")
        }
        Err(error) => Verdict::wrong(
            expected,
            format!("an error: {error}"),
            "Each line is in order.",
        ),
    }
    .asked(format!("{} lines, all in order", lines.len()))
}

/// The numbers, read by several processes side by side.
fn in_workers(lines: &Lines, answered: &Answered, seen: &Observed) -> Verdict {
    let reads = seen.of("read");
    let verdict = || match reads.processes().len() {
        _ if reads.processes().contains(&seen.asked_pid) => Verdict::serial(
            "the workers read the lines",
            "this process read them itself",
            "You read in this process; have the workers read. A line that ends its reader ends your whole program \
             like that.",
        ),
        2.. if reads.most_at_once() >= 2 => Verdict::Pass,
        n => Verdict::serial(
            "2 workers that read at the same time",
            format!("at most {n}, and one line after the other"),
            "Whoever waits for each task before the next one is submitted, or has one worker only, gains nothing from \
             the others. Mend what becomes of the errors, and leave the rest as it is.",
        ),
    };
    let asked = format!("{} lines, all in order", lines.len());
    all_there(lines, answered, seen).or(|| verdict().asked(asked))
}

fn told(lines: &Lines, answered: &Answered, _: &Observed) -> Verdict {
    let is_bad = |line: &String| line.parse::<i64>().is_err();
    let bad: Vec<usize> = (0..lines.len()).filter(|&i| is_bad(&lines[i])).collect();
    let what = &lines[bad[0]];
    let expected = format!("an error that says what became of line {}", bad[0]);
    let expected = match bad.len() {
        1 => expected,
        _ => format!("{expected}, or of another one of {bad:?}"),
    };
    let asked = format!("{} lines, {} of them {what:?}", lines.len(), bad.len());
    let verdict = match answered {
        // A task may be several lines, and its number then says little.
        Err(Error::Panicked { message, .. }) if message.contains(&format!("{what:?}")) => {
            Verdict::Pass
        }
        Err(Error::WorkerDied { .. }) if what == ABORTS => Verdict::Pass,
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
