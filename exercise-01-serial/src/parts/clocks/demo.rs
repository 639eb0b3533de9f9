//! Runs the answers of the part `clocks` on real work, and shows when a clock lies.

use super::recordings::{RECORDINGS, Recording};
use super::types::{Cost, Plan, Summary, SystemMeter};
use super::{Answers, table, works};
use common::exercise::{Run, Steps, seconds};
use common::primes;
use common::timing::{self, SystemClock, median};
use std::hint::black_box;
use std::time::Duration;

/// A sample as long as many ticks of any clock, and enough of them that one disturbed sample does not matter.
pub const PLAN: Plan = Plan {
    least: Duration::from_millis(5),
    samples: 11,
};

/// A piece of the mixture that TODO(1) is tried on.
const LONGEST_OF_A_MIXTURE: Duration = Duration::from_millis(300);

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let time = Duration::from_millis(run.size());
    run.about(format!("Measure work of about {} ms", run.size()));
    let nanoseconds = |nanos: &u64| seconds(Duration::from_nanos(*nanos));

    let cost = step(run, 1, "cost_of a mixture", nanoseconds, &|| {
        cost_of(answers, time)
    });
    let cores = |hundredths: &u64| format!("{:.2} cores", *hundredths as f64 / 100.0);
    let busy = step(run, 2, "busy, of two threads", cores, &|| {
        busy(answers, time)
    });
    let usages = |count: &u64| format!("{count} usages");
    let classified = step(run, 3, "classify recordings", usages, &|| classify(answers));
    let summed_up = step(run, 4, "summary of five", nanoseconds, &|| summary(answers));
    let benched = step(run, 5, "bench, a call", nanoseconds, &|| bench(answers));

    if cost && busy && classified {
        table::works(answers, run, time);
    } else {
        run.note(
            "With TODO(1), (2) and (3) right, a table of eight pieces of real work stands here.",
        );
    }
    if summed_up && benched {
        table::loops(answers, run);
    } else {
        run.note(
            "With TODO(4) and (5) right, a table of loops that the optimiser has seen stands here.",
        );
    }
    Ok(())
}

/// Runs one step, which gives a number or says what is wrong with the answer. Whether it is solved.
fn step(
    run: &mut Run,
    todo: u8,
    name: &str,
    show: impl Fn(&u64) -> String,
    work: &dyn Fn() -> Result<u64, String>,
) -> bool {
    let mut steps = Steps::new(show);
    // What the steps cost has nothing to do with each other.
    steps.waits();
    steps.add(name, work).todo(todo);
    run.measure(steps).result(name).is_some()
}

/// TODO(1), on work that computes, waits, and has a child, against the stopwatch of the report: the CPU time.
fn cost_of(answers: &Answers, time: Duration) -> Result<u64, String> {
    // Three times that long, and a step must not take long enough to be taken for one that hangs.
    let time = time.min(LONGEST_OF_A_MIXTURE);
    let mut work = || {
        // Where there is no shell, there is less to measure; the table says why.
        let _ = works::compute(time).and_then(|()| works::child(time / 2));
        std::thread::sleep(time / 2);
    };
    let (cost, ours) = timing::time(|| (answers.cost_of)(&SystemMeter, &mut work));
    let cpu = cost.user + cost.system;
    if cpu.abs_diff(ours.cpu) > ours.cpu / 10 + Duration::from_millis(10) {
        let (cpu, ours) = (seconds(cpu), seconds(ours.cpu));
        return Err(format!(
            "{cpu} of CPU time, user and system; the report's own stopwatch says {ours}, children included"
        ));
    }
    Ok(nanos(cpu))
}

/// TODO(2), on two threads that compute: hundredths of a core.
fn busy(answers: &Answers, time: Duration) -> Result<u64, String> {
    let (done, spent) = timing::time(|| works::two_threads(time));
    done.map_err(|error| error.to_string())?;
    let cost = Cost {
        wall: spent.wall,
        user: spent.cpu,
        system: Duration::ZERO,
    };
    let (busy, right) = ((answers.busy)(&cost), spent.busy());
    match (busy - right).abs() < 1e-6 {
        true => Ok((busy * 100.0).round() as u64),
        false => Err(format!(
            "{busy} cores, but it was {right}\n(wall {:?}, user {:?}, system {:?})",
            cost.wall, cost.user, cost.system
        )),
    }
}

/// TODO(3), on recorded usages: how many there are.
fn classify(answers: &Answers) -> Result<u64, String> {
    for Recording {
        what,
        cost,
        cores,
        bound,
    } in RECORDINGS
    {
        let said = (answers.classify)(&cost, cores);
        if said != bound {
            return Err(format!("\"{what}\" is {bound}, not {said}"));
        }
    }
    Ok(RECORDINGS.len() as u64)
}

/// TODO(4), on five times of which one went wrong: the median.
fn summary(answers: &Answers) -> Result<u64, String> {
    let times = [104, 100, 230, 101, 103].map(Duration::from_millis);
    let [fastest, median, slowest, spread] = [100, 103, 230, 2].map(Duration::from_millis);
    let right = Summary {
        median,
        fastest,
        slowest,
        spread,
    };
    let summary = (answers.summary)(&times);
    match summary == right {
        true => Ok(nanos(summary.median)),
        false => Err(format!("of {times:?}\n{summary:?}\nis not {right:?}")),
    }
}

/// TODO(5), on a small piece of computing: the median of a call.
fn bench(answers: &Answers) -> Result<u64, String> {
    let mut work = || {
        black_box(primes::count_primes(0..black_box(5_000)));
    };
    let samples = (answers.bench)(&SystemClock, PLAN, &mut work);
    match samples.times.len() {
        count if count == PLAN.samples => Ok(nanos(median(&samples.times).unwrap_or_default())),
        count => Err(format!("{count} samples, of {} asked for", PLAN.samples)),
    }
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
