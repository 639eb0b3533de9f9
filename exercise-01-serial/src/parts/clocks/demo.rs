//! Runs the answers of the part `clocks` on real work, and shows when a clock lies.

use super::table;
use super::types::{Bound, Cost, Plan, Samples, Summary, SystemMeter};
use super::works;
use super::{Answers, recordings};
use common::exercise::{Run, Steps, cores, seconds};
use common::primes;
use common::timing::{self, SystemClock, median};
use std::hint::black_box;
use std::time::Duration;

/// A sample as long as many ticks of any clock, and enough of them that one disturbed sample does not matter.
pub const PLAN: Plan = Plan {
    least: Duration::from_millis(5),
    samples: 11,
};

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let time = Duration::from_millis(run.size());
    run.about(format!("Measure work of about {} ms", run.size()));

    let cost = cost_of(answers, run, time);
    let busy = busy(answers, run, time);
    let classified = classify(answers, run);
    let summed_up = summary(answers, run);
    let benched = bench(answers, run);

    if cost && busy && classified {
        table::works(answers, run, time);
    }
    if summed_up && benched {
        table::loops(answers, run);
    }
    Ok(())
}

/// TODO(1), on work that computes, waits, and has a child, against the stopwatch of the report.
fn cost_of(answers: &Answers, run: &mut Run, time: Duration) -> bool {
    let mut work = || {
        // Where there is no shell, there is less to measure; the table says why.
        let _ = works::compute(time).and_then(|()| works::child(time / 2));
        std::thread::sleep(time / 2);
    };
    let mut steps = Steps::new(|cost: &Cost| seconds(cost.user + cost.system));
    steps.waits();
    steps
        .add("cost_of a mixture", || {
            let (cost, ours) = timing::time(|| (answers.cost_of)(&SystemMeter, &mut work));
            let cpu = cost.user + cost.system;
            let (far, near) = (cpu.abs_diff(ours.cpu), ours.cpu / 10);
            match far <= near + Duration::from_millis(10) {
                true => Ok(cost),
                false => Err(format!(
                    "{} of CPU time, user and system; the report's own stopwatch says {}, children included",
                    seconds(cpu),
                    seconds(ours.cpu)
                )),
            }
        })
        .todo(1);
    run.measure(steps).result("cost_of a mixture").is_some()
}

/// TODO(2), on two threads that compute.
fn busy(answers: &Answers, run: &mut Run, time: Duration) -> bool {
    let mut steps = Steps::new(|busy: &f64| format!("{busy:.2} cores"));
    steps.waits();
    steps
        .add("busy, of two threads", || {
            let (done, spent) = timing::time(|| works::two_threads(time));
            done.map_err(|error| error.to_string())?;
            let cost = Cost {
                wall: spent.wall,
                user: spent.cpu,
                system: Duration::ZERO,
            };
            let (busy, right) = ((answers.busy)(&cost), spent.busy());
            match (busy - right).abs() < 1e-6 {
                true => Ok(busy),
                false => Err(format!("{busy:.2} cores, but it was {right:.2}")),
            }
        })
        .todo(2);
    run.measure(steps).result("busy, of two threads").is_some()
}

/// TODO(3), on recorded usages.
fn classify(answers: &Answers, run: &mut Run) -> bool {
    let mut steps = Steps::new(|bounds: &Vec<Bound>| format!("{} usages", bounds.len()));
    steps.waits();
    let right = recordings::RECORDINGS.iter().map(|usage| usage.bound);
    steps.expect(right.collect());
    steps.differ(|right, wrong| {
        let told = recordings::RECORDINGS.iter().zip(right.iter().zip(wrong));
        let mut differ = told.filter(|(_, (right, wrong))| right != wrong);
        differ
            .next()
            .map_or(String::new(), |(usage, (right, wrong))| {
                format!("{}: {wrong}, but it is: {right}", usage.what)
            })
    });
    steps
        .add("classify recordings", || {
            let classify =
                |usage: &recordings::Recording| (answers.classify)(&usage.cost, usage.cores);
            Ok(recordings::RECORDINGS.iter().map(classify).collect())
        })
        .todo(3);
    run.measure(steps).result("classify recordings").is_some()
}

/// TODO(4), on five times of which one went wrong.
fn summary(answers: &Answers, run: &mut Run) -> bool {
    let times = [104, 100, 230, 101, 103].map(Duration::from_millis);
    let [fastest, median, slowest, spread] = [100, 103, 230, 2].map(Duration::from_millis);
    let mut steps = Steps::new(|_: &Summary| "5 times".to_string());
    steps.waits();
    steps.expect(Summary {
        median,
        fastest,
        slowest,
        spread,
    });
    steps.differ(|right, wrong| format!("{wrong:?}\nof {times:?}\nis not {right:?}"));
    steps
        .add("summary of five", || Ok((answers.summary)(&times)))
        .todo(4);
    run.measure(steps).result("summary of five").is_some()
}

/// TODO(5), on a small piece of computing.
fn bench(answers: &Answers, run: &mut Run) -> bool {
    let middle = |samples: &Samples| median(&samples.times).unwrap_or_default();
    let mut steps = Steps::new(|samples: &Samples| seconds(middle(samples)));
    steps.waits();
    steps
        .add("bench, a call", || {
            let mut work = || {
                black_box(primes::count_primes(0..black_box(5_000)));
            };
            let samples = (answers.bench)(&SystemClock, PLAN, &mut work);
            match samples.times.len() {
                count if count == PLAN.samples => Ok(samples),
                count => Err(format!("{count} samples, of {} asked for", PLAN.samples)),
            }
        })
        .todo(5);
    run.measure(steps).result("bench, a call").is_some()
}

/// How many of `at_once` threads or children this machine can run at the same time.
pub fn at_most(at_once: usize) -> usize {
    at_once.min(cores())
}
