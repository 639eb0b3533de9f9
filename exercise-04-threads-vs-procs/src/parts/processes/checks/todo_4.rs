//! TODO(4): is every ending named, and none lost?

use super::seen::{GARBLED, NOT_STARTED};
use super::seen::{at_once, handed_on, held_for, in_children, kind, left, nobody};
use crate::parts::processes::job::{expected, in_words};
use crate::parts::processes::{Answers, Ending, Job, children, gate};
use common::check::{Check, Verdict};
use common::process::Starved;
use common::witness::Observed;

/// A question: the jobs.
type Asked = Vec<Job>;
/// The endings or the kind of error, and which children live on.
type Answered = (Result<Vec<Ending>, String>, Vec<String>);

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(4, "names_every_ending", all_kinds, post_mortem, right).points(2),
        Check::new(4, "loses_no_failure", failures, post_mortem, right).points(2),
        Check::new(
            4,
            "takes_no_exit_code_for_a_result",
            |seed| {
                vec![
                    Job::Exit(0),
                    Job::Return(0),
                    Job::Return(seed),
                    Job::Exit(101),
                ]
            },
            post_mortem,
            right,
        ),
        Check::new(
            4,
            "keeps_the_order_of_the_jobs",
            |seed| (seed..seed + 6).rev().map(Job::Return).collect(),
            backwards,
            last_ends_first,
        ),
        Check::new(
            4,
            "has_all_jobs_at_work_at_once",
            |seed| (seed..seed + 3).map(Job::Return).collect(),
            post_mortem,
            all_at_once,
        )
        .holding(3),
        Check::new(4, "copes_with_no_jobs", |_| vec![], post_mortem, right),
        Check::new(
            4,
            "hands_on_what_is_no_ending",
            |seed| vec![Job::Return(seed)],
            in_trouble,
            errors,
        ),
    ];
    let for_all = |check: Check<Answers>| {
        check
            .in_words(describe)
            .panicked("`join` gives a `Result`: match on it in place of `unwrap`.")
    };
    checks.into_iter().map(for_all).collect()
}

fn all_kinds(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut jobs = vec![
        Job::Return(random.u64(1..1000)),
        Job::Panic,
        Job::Exit(random.i32(2..100)),
        Job::Exit(0),
        Job::Abort,
        Job::Crash,
        Job::Kill,
    ];
    random.shuffle(&mut jobs);
    jobs
}

/// The only good one is the last.
fn failures(seed: u64) -> Asked {
    vec![
        Job::Panic,
        Job::Kill,
        Job::Panic,
        Job::Exit(1),
        Job::Return(seed + 1),
    ]
}

fn post_mortem(answers: &Answers, jobs: Asked) -> Answered {
    let endings = (answers.post_mortem)(&jobs);
    (endings.map_err(|error| kind(&error)), left())
}

/// Each child ends only when the one after it has ended.
fn backwards(answers: &Answers, jobs: Asked) -> Answered {
    let names: Vec<String> = jobs.iter().map(|job| format!("{job:?}")).collect();
    gate::backwards(&names);
    post_mortem(answers, jobs)
}

/// No child can be started; then one more job that no child can read.
fn in_trouble(answers: &Answers, mut jobs: Asked) -> [Answered; 2] {
    let starved = Starved::new();
    let not_started = post_mortem(answers, jobs.clone());
    drop(starved);
    jobs.push(Job::Garbled);
    [not_started, post_mortem(answers, jobs)]
}

fn describe(jobs: &Asked) -> String {
    let names: Vec<String> = jobs.iter().map(|job| format!("{job:?}")).collect();
    let text = format!("{}: {}", children(jobs.len()), names.join(", "));
    text.trim_end_matches(": ").to_string()
}

fn right(jobs: &Asked, (endings, left): &Answered, seen: &Observed) -> Verdict {
    judged(jobs, endings)
        .or(|| in_children("work", jobs.len(), &seen.of("work")))
        .or(|| nobody(left))
        .asked(describe(jobs))
}

fn last_ends_first(jobs: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    right(jobs, answered, seen)
        .or(|| held_for("work", jobs.len(), seen))
        .asked(format!(
            "{}, each waits until the next has ended",
            describe(jobs)
        ))
}

fn all_at_once(jobs: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    right(jobs, answered, seen)
        .or(|| at_once("work", jobs.len(), &seen.of("work")))
        .asked(describe(jobs))
}

fn errors(_: &Asked, [not_started, garbled]: &[Answered; 2], _: &Observed) -> Verdict {
    let starved = || {
        let so = "A job without a child was passed over in silence. `?` hands the error on.";
        handed_on(&not_started.0, NOT_STARTED, so).asked("a job, and no child can be started")
    };
    let so =
        "An error that is no ending was taken for one. `Err(error) => Err(error)` hands it on.";
    let garbled =
        handed_on(&garbled.0, GARBLED, so).asked("two jobs, one of which no child can read");
    match cfg!(unix) {
        true => starved().or(|| garbled),
        false => garbled,
    }
}

fn judged(jobs: &Asked, endings: &Result<Vec<Ending>, String>) -> Verdict {
    let rights: Vec<Ending> = jobs.iter().map(expected).collect();
    let all = format!("an ending for each of {} jobs", jobs.len());
    let endings = match endings {
        Ok(endings) => endings,
        Err(error) => {
            let so = "One child that failed has taken the endings of all others with it. Its failure is \
                      an ending, too: match on what `join` gives.";
            return Verdict::wrong(all, format!("only an error: {error}"), so);
        }
    };
    if endings.len() != rights.len() {
        let so = "A child that failed is missing, and nobody will know. Every child has an ending.";
        return Verdict::wrong(all, format!("{} endings", endings.len()), so);
    }
    let Some(i) = (0..rights.len()).find(|&i| endings[i] != rights[i]) else {
        return Verdict::Pass;
    };
    let (job, right, saw) = (&jobs[i], &rights[i], &endings[i]);
    let so = match (right, saw) {
        _ if is_permuted(&rights, endings) => {
            "All endings are there, but not in the order of `jobs`."
        }
        (_, Ending::Panicked(message)) if message.contains("the program itself") => {
            "The job ran in the program itself, where no thread and no `catch_unwind` can save it. \
             Start a child for it."
        }
        (Ending::Left(_), Ending::Returned(_)) => {
            "The child left before its function had returned, so there is no result, whatever its exit \
             code is. Only an `Ok` of `join` is one."
        }
        (_, Ending::Returned(_)) => {
            "A failure became a number, and nobody can tell it from a real one. Look at the error."
        }
        (Ending::Killed(signal), Ending::Left(code)) if *code == 128 + signal => {
            "128 and the signal is what a shell makes of it. The status says that it was a signal: \
             `Exit::Signal`."
        }
        (Ending::Panicked(_), Ending::Left(101)) => {
            "The exit code only tells that it panicked. `join` tells what the panic said: \
             `Error::ChildPanicked { message, .. }`."
        }
        (Ending::Panicked(_), Ending::Panicked(_)) => {
            "The message is to be that of the panic, alone: `Error::ChildPanicked { message, .. }`."
        }
        (_, Ending::Panicked(_)) => {
            "Nobody panicked there: the process was gone at once. `Error::ChildDied` has its status."
        }
        _ => "`Error::ChildDied` has the status: `Exit::Code` or `Exit::Signal`, with its number.",
    };
    Verdict::wrong(
        format!("Job::{job:?}: {}", in_words(right)),
        in_words(saw),
        so,
    )
}

fn is_permuted(rights: &[Ending], endings: &[Ending]) -> bool {
    let sorted = |endings: &[Ending]| {
        let mut texts: Vec<String> = endings.iter().map(|e| format!("{e:?}")).collect();
        texts.sort_unstable();
        texts
    };
    sorted(rights) == sorted(endings)
}
