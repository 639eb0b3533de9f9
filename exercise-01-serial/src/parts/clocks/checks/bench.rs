//! TODO(5): by a clock that the work moves, and that costs time to read.

use super::{Answers, Check, ms, nanos};
use crate::parts::clocks::Plan;
use common::check::Verdict;
use common::timing::Clock;
use common::witness::Observed;
use std::cell::Cell;
use std::time::Duration;

/// Nobody needs more calls; who makes them never stops.
const MOST_CALLS: usize = 100_000;

/// In nanoseconds: what the first call costs, what the others cost (again and again from the start), and what it costs
/// to read the clock; then the plan: the least time of a sample, and the number of samples.
type Script = (u64, Vec<u64>, u64, u64, usize);
/// How often the work was called; then what was answered: the calls of a sample, and the samples in nanoseconds.
type Answered = (usize, u32, Vec<u64>);

pub fn checks() -> Vec<Check<Answers>> {
    let check = |sentence, input: fn(u64) -> Script| Check::new(5, sentence, input, ask, judge);
    vec![
        check("takes_one_call_where_one_is_long_enough", |seed| {
            (9 * MS, costs(seed, 4 * MS), 0, 3 * MS, 5)
        }),
        check("doubles_the_calls_until_the_clock_can_see_them", |seed| {
            (40 * US, costs(seed, 30 * US), 0, MS, 7)
        }),
        check("warms_up_before_it_looks_at_the_clock", |seed| {
            (20 * MS, costs(seed, 30 * US), 0, MS, 3)
        }),
        check(
            "reads_the_clock_round_a_sample_and_not_round_a_call",
            |seed| (40 * US, costs(seed, 30 * US), 20 * US, MS, 4),
        ),
        check("stops_when_a_sample_takes_exactly_long_enough", |_| {
            (900 * US, vec![100 * US], 0, 800 * US, 3)
        }),
        check("compares_times_and_not_whole_milliseconds", |seed| {
            (900 * US, costs(seed, 130 * US), 0, 1_500 * US, 3)
        }),
        check("takes_no_sample_when_none_is_planned", |seed| {
            (MS, costs(seed, 100 * US), 0, MS, 0)
        }),
    ]
}

const US: u64 = 1_000;
const MS: u64 = 1_000_000;

/// Costs of about so much, in no order; their number shares no factor with the calls of a sample, so samples differ.
fn costs(seed: u64, about: u64) -> Vec<u64> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..37)
        .map(|_| random.u64(about..about + about / 4))
        .collect()
}

struct DearClock {
    now: Cell<Duration>,
    reading: Duration,
}

impl DearClock {
    fn advance(&self, time: Duration) {
        self.now.set(self.now.get() + time);
    }
}

impl Clock for DearClock {
    fn wall(&self) -> Duration {
        self.advance(self.reading);
        self.now.get()
    }

    /// This work only waits.
    fn cpu(&self) -> Duration {
        Duration::ZERO
    }
}

fn cost(script: &Script, call: usize) -> Duration {
    let (first, others, ..) = script;
    Duration::from_nanos(match call {
        0 => *first,
        _ => others[call % others.len()],
    })
}

fn plan(script: &Script) -> Plan {
    Plan {
        least: Duration::from_nanos(script.3),
        samples: script.4,
    }
}

/// Runs a benchmark on the script, whoever wrote it.
fn run(
    script: &Script,
    bench: impl FnOnce(&DearClock, Plan, &mut dyn FnMut()) -> (u32, Vec<Duration>),
) -> Answered {
    let clock = DearClock {
        now: Cell::new(Duration::from_secs(7)),
        reading: Duration::from_nanos(script.2),
    };
    let mut made = 0;
    let (calls, times) = bench(&clock, plan(script), &mut || {
        clock.advance(cost(script, made));
        made += 1;
        assert!(
            made < MOST_CALLS,
            "{made} calls of the work, and no end. Do the calls of a sample double until they take \
             `plan.least` together, by `clock.wall()`?"
        );
    });
    (made, calls, times.into_iter().map(nanos).collect())
}

fn ask(answers: &Answers, script: Script) -> Answered {
    run(&script, |clock, plan, work| {
        let samples = (answers.bench)(clock, plan, work);
        (samples.calls, samples.times)
    })
}

/// The right way, and typical wrong ones.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Right,
    NoWarmUp,
    SearchCounts,
    NotDivided,
    CallByCall,
    UpToExactly,
    WholeMillis,
    Averaged,
}

fn bench(way: Way, clock: &DearClock, plan: Plan, work: &mut dyn FnMut()) -> (u32, Vec<Duration>) {
    if way != Way::NoWarmUp {
        work();
    }
    let mut sample = |calls: u32| -> Duration {
        if way == Way::CallByCall {
            let mut call = || {
                let start = clock.wall();
                work();
                clock.wall() - start
            };
            return (0..calls).map(|_| call()).sum();
        }
        let start = clock.wall();
        (0..calls).for_each(|_| work());
        clock.wall() - start
    };
    let divided = |time: Duration, calls: u32| match way {
        Way::NotDivided => time,
        _ => time / calls,
    };
    let (mut calls, mut times) = (1, Vec::new());
    let too_short = |time: Duration| match way {
        Way::UpToExactly => time <= plan.least,
        Way::WholeMillis => time.as_millis() < plan.least.as_millis(),
        _ => time < plan.least,
    };
    let mut time = sample(calls);
    while too_short(time) {
        calls *= 2;
        time = sample(calls);
    }
    if way == Way::SearchCounts && plan.samples > 0 {
        times.push(divided(time, calls));
    }
    while times.len() < plan.samples {
        times.push(divided(sample(calls), calls));
    }
    if way == Way::Averaged && plan.samples > 0 {
        let average = times.iter().sum::<Duration>() / plan.samples as u32;
        times.fill(average);
    }
    (calls, times)
}

fn near(some: &[u64], others: &[u64]) -> bool {
    let mut pairs = some.iter().zip(others);
    some.len() == others.len() && pairs.all(|(a, b)| a.abs_diff(*b) <= 2)
}

fn judge(script: &Script, answered: &Answered, _: &Observed) -> Verdict {
    let by = |way| run(script, |clock, plan, work| bench(way, clock, plan, work));
    let right = by(Way::Right);
    // Who divides in another way may round in another way.
    let is = |(made, calls, times): &Answered| {
        (*made, *calls) == (answered.0, answered.1) && near(times, &answered.2)
    };
    let (made, calls, times) = answered;
    let sorted = |times: &[u64]| {
        let mut times = times.to_vec();
        times.sort_unstable();
        times
    };
    let so = if is(&right) {
        return Verdict::Pass;
    } else if is(&by(Way::NoWarmUp)) && *calls == right.1 {
        "A call is missing: first one to warm up, then those that find the number, and only then the samples."
    } else if is(&by(Way::NoWarmUp)) {
        "The first call is slower than the rest, and it is among those that are measured. Warm up with one call that \
         counts nowhere."
    } else if is(&by(Way::SearchCounts)) {
        "The calls that found the number are among the samples. They are over when the samples begin."
    } else if is(&by(Way::NotDivided)) {
        "These are times of whole samples. Divide each by its calls."
    } else if is(&by(Way::CallByCall)) {
        "The clock is read for each call, so its own time is measured with every one of them. Read it once before the \
         first call of a sample, and once after the last."
    } else if *calls == 1 && right.1 > 1 {
        "A single call makes each sample, too short for the clock. First double the calls until they take `plan.least` \
         together."
    } else if times.len() != script.4 {
        "The plan says how many samples there are to be."
    } else if *calls == by(Way::UpToExactly).1 && *calls != right.1 {
        "A sample that takes exactly `plan.least` takes long enough: double only while it takes less."
    } else if *calls == by(Way::WholeMillis).1 && *calls != right.1 {
        "`as_millis` drops the fraction. Compare the durations themselves: `<` works on a `Duration`."
    } else if *calls != right.1 {
        "Start the search with one call, and double while the sample takes less than `plan.least`: as long as that is \
         long enough."
    } else if *made == right.0 + 1 {
        "There is one call more than it takes. Is there one call to warm up, and no other that is neither in the search \
         nor in a sample?"
    } else if *made != right.0 {
        "One call to warm up, then 1, 2, 4, … calls until they take long enough, then the samples."
    } else if near(&sorted(times), &sorted(&right.2)) {
        "These are the right samples in another order. Leave them in the order in which they were taken: it shows whether \
         the machine got slower meanwhile."
    } else if is(&by(Way::Averaged)) {
        "One average, so many times: then their spread says nothing. Keep the time of each sample."
    } else {
        "Each sample is the time of its calls, by `clock.wall()`, divided by their number, in the order in which they \
         were taken."
    };
    let show = |(made, calls, times): &Answered| {
        let times: Vec<String> = times.iter().take(3).map(|&time| ms(time)).collect();
        let more = if script.4 > 3 { " …" } else { "" };
        let times = if times.is_empty() {
            vec!["none".to_string()]
        } else {
            times
        };
        format!(
            "calls: {calls} a sample, {made} in all; samples: {}{more}",
            times.join(", ")
        )
    };
    let (first, _, reading, least, samples) = script;
    let asked = format!(
        "{samples} samples of {} or more; the first call takes {}, reading the clock {}",
        ms(*least),
        ms(*first),
        ms(*reading)
    );
    Verdict::wrong(show(&right), show(&(*made, *calls, times.clone())), so).asked(asked)
}
