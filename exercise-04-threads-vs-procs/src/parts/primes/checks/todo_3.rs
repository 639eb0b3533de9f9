//! Judges TODO(3): what one job does to its process harms no other job.

use crate::parts::primes::work::this_is_the_program;
use crate::parts::primes::{Answers, Job};
use common::check::{Check, Verdict};
use common::primes::count_primes;
use common::primes::even_chunks;
use common::process::Error;
use common::witness::{self, Observed};
use std::path::Path;
use std::time::Duration;

/// The jobs, how many workers, and how many milliseconds a job may take.
type Asked = (Vec<Job>, usize, u64);
/// Of each job its count, or the kind of its error.
type Outcomes = Result<Vec<Result<u64, String>>, String>;
/// The outcomes, and which workers live on afterwards.
type Answered = (Outcomes, Vec<u32>);

/// For a job of a few microseconds: generous even on a machine that does many other things.
const LIMIT: u64 = 1_000;
/// Where nothing hangs, so that a limit costs no time.
const NO_HURRY: u64 = 60_000;

pub fn checks() -> Vec<Check<Answers>> {
    let late = "(The job that hangs never ends by itself. Does the pool have a `task_timeout`?)";
    vec![
        Check::new(3, "keeps_what_did_not_fail", both, ask, outcomes)
            .points(2)
            .late(late),
        Check::new(3, "survives_a_job_that_aborts", abort, ask, outcomes),
        Check::new(3, "leaves_no_worker_behind", both, ask, nobody_left).late(late),
        Check::new(3, "really_uses_several_processes", good, ask, parallel).holding(3),
        Check::new(3, "copes_with_no_jobs", none, ask, outcomes),
    ]
}

fn ask(answers: &Answers, (jobs, workers, limit): Asked) -> Answered {
    this_is_the_program(false);
    let outcomes = (answers.keep_the_rest)(&jobs, workers, Duration::from_millis(limit));
    let outcomes = match outcomes {
        Err(error) => Err(error.to_string()),
        Ok(all) => Ok(all
            .into_iter()
            .map(|one| one.map_err(|error| kind(error, limit)))
            .collect()),
    };
    (outcomes, workers_left())
}

fn kind(error: Error, asked: u64) -> String {
    match error {
        Error::WorkerDied { .. } => DIED.to_string(),
        Error::TimedOut { limit, .. } if limit != Duration::from_millis(asked) => {
            format!("it was killed after {limit:?}, which is not the `limit` that was given")
        }
        Error::TimedOut { .. } => TIMED_OUT.to_string(),
        other => other.to_string(),
    }
}

const DIED: &str = "its worker died";
const TIMED_OUT: &str = "it ran out of time, and its worker was killed";

/// The processes that worked, and that still live: known only where the system has a `/proc`.
fn workers_left() -> Vec<u32> {
    let record = std::env::var_os(witness::PATH_VARIABLE).unwrap_or_default();
    let me = std::process::id();
    let workers = Observed::read(Path::new(&record), me).processes();
    let lives = |pid: &u32| {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status"));
        // Its number may be somebody else's by now; a child of ours it is then not.
        status.is_ok_and(|text| text.contains(&format!("PPid:\t{me}\n")))
    };
    workers.into_iter().filter(lives).collect()
}

fn good(seed: u64) -> Asked {
    let jobs = even_chunks(seed..seed + 300, 3);
    (jobs.into_iter().map(Job::Count).collect(), 3, NO_HURRY)
}

fn none(_: u64) -> Asked {
    (vec![], 2, NO_HURRY)
}

fn some(seed: u64, jobs: usize) -> (Vec<Job>, usize) {
    let ranges = even_chunks(seed..seed + 40 * jobs as u64, jobs);
    let bad = fastrand::Rng::with_seed(seed).usize(1..jobs / 2);
    (ranges.into_iter().map(Job::Count).collect(), bad)
}

fn abort(seed: u64) -> Asked {
    let (mut jobs, bad) = some(seed, 8);
    jobs[bad] = Job::Abort;
    (jobs, 2, NO_HURRY)
}

fn both(seed: u64) -> Asked {
    let (mut jobs, bad) = some(seed, 10);
    (jobs[bad], jobs[bad + 4]) = (Job::Hang, Job::Abort);
    (jobs, 2, LIMIT)
}

fn in_words((jobs, workers, limit): &Asked) -> String {
    let is = |kind: Job| jobs.iter().position(|job| *job == kind);
    let bad = [(Job::Abort, "aborts"), (Job::Hang, "hangs")].map(|(job, does)| {
        is(job)
            .map(|i| format!(", job {i} {does}"))
            .unwrap_or_default()
    });
    let limit = match *limit {
        NO_HURRY => String::new(),
        limit => format!(", at most {limit} ms for each"),
    };
    let [abort, hang] = bad;
    format!(
        "{} jobs on {workers} workers{abort}{hang}{limit}",
        jobs.len()
    )
}

fn outcomes(asked: &Asked, (outcomes, _): &Answered, _: &Observed) -> Verdict {
    each(asked, outcomes).asked(in_words(asked))
}

fn each(asked: &Asked, outcomes: &Outcomes) -> Verdict {
    let jobs = &asked.0;
    let expected = "a result or an error for each job";
    let outcomes = match outcomes {
        Ok(outcomes) => outcomes,
        Err(error) => {
            let so = "One job that failed took the results of all others with it. `map` gives all or \
                      nothing; `try_map`, or a task for each job, gives each its own.";
            return Verdict::wrong(expected, format!("only an error: {error}"), so);
        }
    };
    if outcomes.len() != jobs.len() {
        let saw = format!("{} of {}", outcomes.len(), jobs.len());
        let so =
            "A job that failed is to be an error in its place, so that one can see which it was.";
        return Verdict::wrong(expected, saw, so);
    }
    for (i, (job, outcome)) in jobs.iter().zip(outcomes).enumerate() {
        let right = match job {
            Job::Count(range) => Ok(count_primes(range.clone())),
            Job::Abort => Err(DIED.to_string()),
            Job::Hang => Err(TIMED_OUT.to_string()),
        };
        if *outcome != right {
            let tell = |outcome: &Result<u64, String>| match outcome {
                Ok(count) => format!("job {i}: {count} primes"),
                Err(error) => format!("job {i}: an error, {error}"),
            };
            return Verdict::wrong(tell(&right), tell(outcome), advice(job, outcome));
        }
    }
    Verdict::Pass
}

fn advice(job: &Job, outcome: &Result<u64, String>) -> &'static str {
    match (job, outcome) {
        (Job::Count(_), Ok(_)) => "Are the results in the order of the jobs?",
        (Job::Count(_), Err(_)) => {
            "This job did nothing wrong. It is to keep its result, whatever the others do."
        }
        (_, Ok(_)) => {
            "This job failed, and its error is to say so: a number in its place looks like a result."
        }
        (_, Err(_)) => {
            "Hand on the error as the pool gives it: it says what happened to the worker."
        }
    }
}

fn nobody_left(asked: &Asked, (_, left): &Answered, seen: &Observed) -> Verdict {
    let all = seen.processes().len();
    let verdict = match (left.len(), all) {
        (_, 0) => Verdict::wrong(
            "calls of `work` in worker processes",
            "no call of `work` at all",
            "Your answer never called `work`. Let the pool run it on each job.",
        ),
        (0, _) => Verdict::Pass,
        (n, all) => Verdict::wrong(
            "no worker alive once the answer is there",
            format!("{n} of {all} workers still alive"),
            "A pool ends its workers when it is dropped. Was it kept from being dropped?",
        ),
    };
    verdict.asked(in_words(asked))
}

fn parallel(asked: &Asked, (outcomes, _): &Answered, seen: &Observed) -> Verdict {
    let at_once = seen.most_at_once();
    let verdict = each(asked, outcomes).or(|| match seen.processes() {
        _ if seen.calls.is_empty() => Verdict::wrong(
            "three calls of `work`",
            "none",
            "Your answer never called `work`. Let the pool run it on each job.",
        ),
        pids if pids.contains(&seen.asked_pid) => Verdict::wrong(
            "calls of `work` in worker processes",
            "calls in the program itself",
            "Here nobody could survive a job that aborts. Hand the jobs to a `process::Pool`.",
        ),
        pids if pids.len() >= 3 && at_once >= 3 => Verdict::Pass,
        _ => Verdict::serial(
            "three calls of `work` at the same time, in three processes",
            format!("at most {at_once} at the same time"),
            "So the results are right, but the workers did not work side by side. Is there one pool of \
             `workers` workers, and does it have all jobs before the first is waited for?",
        ),
    });
    verdict.asked(in_words(asked))
}
