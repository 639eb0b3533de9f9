//! Runs and times the answers of the part `primes`.

use super::work::this_is_the_program;
use super::{Answers, Counts, GIL, Job, count, python};
use common::exercise::{Run, Steps, grouped};
use common::primes::even_chunks;
use common::process::{self, Executor};
use common::timing;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::time::Duration;

/// Enough that a worker that gets the dear chunks at the end is not alone for long.
const CHUNKS: usize = 64;
/// Nine primes, and a composite at the end: what the Python original tests, ten times, on four workers.
const NUMBERS: [u64; 10] = [
    1_297_337,
    1_116_281,
    104_395_303,
    472_882_027,
    533_000_389,
    817_504_243,
    982_451_653,
    112_272_535_095_293,
    115_280_095_190_773,
    1_099_726_899_285_419,
];
const TIMES: usize = 10;
const NUMBERS_WORKERS: usize = 4;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    this_is_the_program(run.inline());
    let chunks = &chunks(run);
    let executors = start(run).map_err(|error| error.to_string())?;
    let serial = compare(answers, run, chunks, &executors);
    // Their workers are done. Gone, they cannot stand in the way of those that come.
    drop(executors);
    isolate(answers, run);
    if run.chosen("python").is_some() {
        python::compare(run, chunks.len(), serial);
    }
    Ok(())
}

/// What to count. A number alone is a range of one.
fn chunks(run: &mut Run) -> Vec<Range<u64>> {
    if run.chosen("numbers").is_some() {
        run.prefer_workers(NUMBERS_WORKERS);
        run.about(format!("Test ten large numbers, each {TIMES} times"));
        let numbers = NUMBERS.repeat(TIMES);
        return numbers.into_iter().map(|n| n..n + 1).collect();
    }
    let chunks = even_chunks(0..run.size(), CHUNKS.max(16 * run.workers()));
    let (size, count) = (grouped(run.size()), chunks.len());
    run.about(format!("Count the primes below {size} in {count} chunks"));
    chunks
}

/// The two that are compared.
struct Executors {
    threads: Executor,
    processes: Executor,
}

/// Starts both, and notes what it cost until each worker could have done its first task.
fn start(run: &mut Run) -> Result<Executors, process::Error> {
    let workers = if run.inline() { 0 } else { run.workers() };
    let up = |executor: Result<Executor, process::Error>| {
        let executor = executor?;
        executor.map(|()| (), vec![(); workers])?;
        Ok::<_, process::Error>(executor)
    };
    let (threads, for_threads) = timing::time(|| up(Executor::threads(workers)));
    let (processes, for_processes) = timing::time(|| up(Executor::processes(workers)));
    match workers {
        0 => run.note("--inline: all of this ran in one thread of one process."),
        _ => {
            let [threads, processes] = [for_threads, for_processes].map(|it| milliseconds(it.wall));
            run.note(format!(
                "To start: {workers} threads {threads}, {workers} processes {processes}."
            ));
        }
    }
    Ok(Executors {
        threads: threads?,
        processes: processes?,
    })
}

/// Both in one unit, so that one can compare them at a glance.
fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// TODO(1) and TODO(2), on threads and in processes. Gives the serial result.
fn compare(
    answers: &Answers,
    run: &mut Run,
    chunks: &[Range<u64>],
    executors: &Executors,
) -> Option<u64> {
    let workers = run.workers();
    let switches = &Cell::new(0);
    let sum = |counts: Counts| Ok(counts.map_err(|error| error.to_string())?.iter().sum());
    let mut steps = Steps::new(|n: &u64| grouped(*n));
    steps.baseline("serial", || Ok(chunks.iter().cloned().map(count).sum()));
    for (name, executor) in [
        ("threads", &executors.threads),
        ("processes", &executors.processes),
    ] {
        let step = move || sum((answers.count_on)(executor, chunks));
        steps.add(name, step).todo(1).workers(workers);
    }
    for (name, executor) in [
        ("threads, one GIL", &executors.threads),
        ("processes, a GIL each", &executors.processes),
    ] {
        let step = move || {
            let before = GIL.switches();
            let counts = (answers.count_with_gil)(executor, chunks);
            switches.set(switches.get().max(GIL.switches() - before));
            sum(counts)
        };
        steps.add(name, step).todo(2).workers(workers);
    }
    let measured = run.measure(steps);
    if measured.result("threads, one GIL").is_some() && !run.inline() {
        let switches = grouped(switches.get());
        run.note(format!("Hand-overs of the GIL in one run: {switches}."));
    }
    measured.result("serial").copied()
}

/// How long a job of TODO(3) may take; all but one need far less than a thousandth of it.
const LIMIT: Duration = Duration::from_secs(1);
const JOBS: u64 = 20;
/// Which of them end badly.
const ABORTS: usize = 5;
const HANGS: usize = 11;

/// TODO(3). What it takes is mostly the time limit of the job that hangs, so there is no speedup to show.
fn isolate(answers: &Answers, run: &mut Run) {
    let workers = if run.inline() { 0 } else { run.workers() };
    let ranges = even_chunks(0..1000 * JOBS, JOBS as usize);
    let mut jobs: Vec<Job> = ranges.iter().cloned().map(Job::Count).collect();
    (jobs[ABORTS], jobs[HANGS]) = (Job::Abort, Job::Hang);
    let mut expected: Vec<Option<u64>> = ranges.into_iter().map(|r| Some(count(r))).collect();
    (expected[ABORTS], expected[HANGS]) = (None, None);

    let errors = &RefCell::new(Vec::new());
    let kept = |kept: &Vec<Option<u64>>| kept.iter().flatten().count();
    let mut steps = Steps::new(move |all| format!("{} of {}", kept(all), all.len()));
    steps.expect(expected);
    steps.differ(|_, _| {
        format!("job {ABORTS} aborts and job {HANGS} hangs; every other has a result, in order")
    });
    steps
        .add("one aborts, one hangs", move || {
            let outcomes = (answers.keep_the_rest)(&jobs, workers, LIMIT);
            let outcomes = outcomes.map_err(|error| error.to_string())?;
            let found = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
            *errors.borrow_mut() = found.map(ToString::to_string).collect();
            Ok(outcomes.into_iter().map(Result::ok).collect())
        })
        .todo(3)
        .workers(run.workers());
    if run.measure(steps).result("one aborts, one hangs").is_none() {
        return;
    }
    run.note("");
    if run.inline() {
        return run.note("--inline has no other process: jobs that abort or hang panic instead.");
    }
    run.note(format!(
        "Two of the {JOBS} jobs failed, and harmed no other:"
    ));
    errors.take().into_iter().for_each(|error| run.note(error));
}
