//! Wrong summaries and wrong benchmarks.

use super::{SOLVED, Wrong, wrong};
use common::timing::{Clock, median};
use exercise_01_serial::parts::clocks::{Answers, Plan, Samples, Summary};
use std::time::Duration;

pub fn wrong_answers() -> Vec<Wrong> {
    let sum_up = |name, says, summary| wrong(4, name, says, Answers { summary, ..SOLVED });
    let bench = |name, says, bench| wrong(5, name, says, Answers { bench, ..SOLVED });
    vec![
        sum_up("the mean", "This is the mean", |times| Summary {
            median: mean(times),
            ..(SOLVED.summary)(times)
        }),
        sum_up("not sorted", "happens to come in the middle", |times| {
            Summary {
                median: times.get(times.len() / 2).copied().unwrap_or_default(),
                ..(SOLVED.summary)(times)
            }
        }),
        sum_up(
            "the upper middle",
            "the mean of the two in the middle",
            |times| {
                let mut sorted = times.to_vec();
                sorted.sort();
                Summary {
                    median: sorted.get(times.len() / 2).copied().unwrap_or_default(),
                    ..(SOLVED.summary)(times)
                }
            },
        ),
        sum_up(
            "first and last",
            "are not the fastest and the slowest",
            |times| Summary {
                fastest: times.first().copied().unwrap_or_default(),
                slowest: times.last().copied().unwrap_or_default(),
                ..(SOLVED.summary)(times)
            },
        ),
        sum_up("end to end", "the distance between the ends", |times| {
            with_spread(times, |all| all.slowest - all.fastest)
        }),
        sum_up(
            "the standard deviation",
            "it squares the distances",
            |times| {
                let mean = mean(times);
                let squares = times
                    .iter()
                    .map(|time| time.abs_diff(mean).as_secs_f64().powi(2));
                let variance = squares.sum::<f64>() / times.len().max(1) as f64;
                with_spread(times, |_| Duration::from_secs_f64(variance.sqrt()))
            },
        ),
        sum_up(
            "distances below zero",
            "overflow when subtracting durations",
            |times| {
                let middle = median(times).unwrap_or_default();
                let distances: Vec<Duration> = times.iter().map(|time| *time - middle).collect();
                with_spread(times, |_| median(&distances).unwrap_or_default())
            },
        ),
        sum_up("no times", "None", |times| {
            median(times).expect("None: there are no times");
            (SOLVED.summary)(times)
        }),
        bench(
            "no warm-up",
            "Warm up with one call",
            |clock, plan, work| sampled(clock, plan, work, true),
        ),
        bench(
            "the search counts",
            "They are over when the samples begin",
            |clock, plan, work| {
                work();
                sampled(clock, plan, work, false)
            },
        ),
        bench(
            "not divided",
            "Divide each by its calls",
            |clock, plan, work| {
                let calls = (SOLVED.bench)(clock, Plan { samples: 0, ..plan }, work).calls;
                let times = (0..plan.samples).map(|_| timed(clock, calls, work));
                Samples {
                    calls,
                    times: times.collect(),
                }
            },
        ),
        bench(
            "call by call",
            "The clock is read for each call",
            call_by_call,
        ),
        bench(
            "one call",
            "too short for the clock",
            |clock, plan, work| {
                let any = Plan {
                    least: Duration::ZERO,
                    ..plan
                };
                (SOLVED.bench)(clock, any, work)
            },
        ),
        bench(
            "one more call each time",
            "Start the search with one call, and double",
            |clock, plan, work| {
                work();
                let mut calls = 1;
                while timed(clock, calls, work) < plan.least {
                    calls += 1;
                }
                let times = (0..plan.samples).map(|_| timed(clock, calls, work) / calls);
                Samples {
                    calls,
                    times: times.collect(),
                }
            },
        ),
        bench(
            "the processor's clock",
            "by `clock.wall()`?",
            |clock, plan, work| {
                struct Cpu<'a>(&'a dyn Clock);
                impl Clock for Cpu<'_> {
                    fn wall(&self) -> Duration {
                        self.0.cpu()
                    }
                    fn cpu(&self) -> Duration {
                        self.0.cpu()
                    }
                }
                (SOLVED.bench)(&Cpu(clock), plan, work)
            },
        ),
        bench(
            "long enough is not enough",
            "takes exactly `plan.least` takes long enough",
            |clock, plan, work| searched(clock, plan, work, |time| time <= plan.least),
        ),
        bench(
            "whole milliseconds",
            "`as_millis` drops the fraction",
            |clock, plan, work| {
                let least = plan.least.as_millis();
                searched(clock, plan, work, |time| time.as_millis() < least)
            },
        ),
        bench("sorted", "in another order", |clock, plan, work| {
            let mut samples = (SOLVED.bench)(clock, plan, work);
            samples.times.sort();
            samples
        }),
        bench(
            "the average, copied",
            "One average, so many times",
            |clock, plan, work| {
                let samples = (SOLVED.bench)(clock, plan, work);
                let times = vec![mean(&samples.times); samples.times.len()];
                Samples { times, ..samples }
            },
        ),
        bench(
            "two calls to warm up",
            "There is one call more than it takes",
            |clock, plan, work| {
                work();
                (SOLVED.bench)(clock, plan, work)
            },
        ),
        bench(
            "one sample too many",
            "how many samples there are to be",
            |clock, plan, work| {
                let more = Plan {
                    samples: plan.samples + 1,
                    ..plan
                };
                (SOLVED.bench)(clock, more, work)
            },
        ),
    ]
}

fn mean(times: &[Duration]) -> Duration {
    match times.len() {
        0 => Duration::ZERO,
        count => times.iter().sum::<Duration>() / count as u32,
    }
}

fn with_spread(times: &[Duration], spread: impl Fn(&Summary) -> Duration) -> Summary {
    let all = (SOLVED.summary)(times);
    Summary {
        spread: spread(&all),
        ..all
    }
}

fn timed(clock: &dyn Clock, calls: u32, work: &mut dyn FnMut()) -> Duration {
    let start = clock.wall();
    (0..calls).for_each(|_| work());
    clock.wall() - start
}

/// Without the warm-up; the sample that ended the search is one of those that count, or is not.
fn sampled(clock: &dyn Clock, plan: Plan, work: &mut dyn FnMut(), drop_search: bool) -> Samples {
    let mut calls = 1;
    let mut last = timed(clock, calls, work);
    while last < plan.least {
        calls *= 2;
        last = timed(clock, calls, work);
    }
    let mut times = Vec::new();
    if !drop_search && plan.samples > 0 {
        times.push(last / calls);
    }
    while times.len() < plan.samples {
        times.push(timed(clock, calls, work) / calls);
    }
    Samples { calls, times }
}

/// Warms up, and doubles the calls while their time is `too_short`.
fn searched(
    clock: &dyn Clock,
    plan: Plan,
    work: &mut dyn FnMut(),
    too_short: impl Fn(Duration) -> bool,
) -> Samples {
    work();
    let mut calls = 1;
    while too_short(timed(clock, calls, work)) {
        calls *= 2;
    }
    let times = (0..plan.samples).map(|_| timed(clock, calls, work) / calls);
    Samples {
        calls,
        times: times.collect(),
    }
}

fn call_by_call(clock: &dyn Clock, plan: Plan, work: &mut dyn FnMut()) -> Samples {
    work();
    let mut sample = |calls| -> Duration { (0..calls).map(|_| timed(clock, 1, work)).sum() };
    let mut calls = 1;
    while sample(calls) < plan.least {
        calls *= 2;
    }
    let times = (0..plan.samples).map(|_| sample(calls) / calls).collect();
    Samples { calls, times }
}
